import { digest } from '../../lib/kernel/index.js';
import { person, type Edge } from '../../lib/model/index.js';
import { judgementAt, snapshotOf, whoHeld, type WhoReport } from '../../lib/record/index.js';
import {
  ADMIN_SET,
  assignment,
  AWS_ADMINS,
  edge,
  idOf,
  inventory,
  live,
  manifest,
  PROD,
  READERS,
  wanted,
} from '../_helpers/build.js';
import { Story, T } from './_life.js';

const DANA = person('1');
const EVE = person('3');
const member = edge(DANA, AWS_ADMINS);
const held = edge(AWS_ADMINS, assignment(ADMIN_SET));
const direct = edge(EVE, assignment(ADMIN_SET));
const WANTED = manifest({
  edges: [wanted(member), wanted(held, { role: 'structure' })],
  catalogue: {
    assets: [{ name: 'payments', title: 'Payments', owner: 'platform', accounts: [PROD] }],
  },
});

const judged = (at = T('09:00')) => ({
  at,
  report: digest('report'),
  wanted: digest('wanted'),
  live: digest('live'),
  complete: true,
  counts: {},
});

function held_(edges: readonly Edge[], story: Story, at = T('18:00'), asset?: string): WhoReport {
  const judgement = judgementAt(story.records, at);
  if (!judgement) throw new Error('nothing was judged');
  return whoHeld(
    judgement,
    snapshotOf(inventory({ edges: edges.map((each) => live(each)) })),
    WANTED,
    at,
    asset,
  );
}

describe('who held what', () => {
  const story = new Story().add('drift', T('09:00'), judged());

  it('follows a membership to what its group holds, with why it stood', () => {
    const { holdings } = held_([member, held], story);
    expect(holdings.map(({ holder, target, via }) => [holder, target.kind, via.length])).toEqual([
      [DANA, 'aws.assignment', 2],
      [DANA, 'aws.group', 1],
    ]);
    expect(new Set(holdings.flatMap(({ because }) => because))).toEqual(
      new Set(['prod-admin on payments: birthright of sre']),
    );
  });

  it('lists what nothing explained, and says so', () => {
    const found = held_([direct], story).holdings;
    expect(found).toMatchObject([{ holder: EVE, because: [], assets: ['payments'] }]);
  });

  it('leaves out what was proved revoked between the judgement and the instant, and not before', () => {
    const revoked = new Story().add('drift', T('09:00'), judged()).add('outcome', T('10:00'), {
      at: T('10:00'),
      run: 'r',
      edge: idOf(direct),
      state: 'revoked',
      detail: 'gone',
    });
    expect(held_([direct], revoked, T('09:59')).holdings).toHaveLength(1);
    expect(held_([direct], revoked, T('10:00')).holdings).toHaveLength(0);
  });

  it('keeps what a removal failed to end', () => {
    const failed = new Story().add('drift', T('09:00'), judged()).add('outcome', T('10:00'), {
      at: T('10:00'),
      run: 'r',
      edge: idOf(direct),
      state: 'still-live',
      detail: 'there',
    });
    expect(held_([direct], failed).holdings).toHaveLength(1);
  });

  it('can be asked of one asset', () => {
    const elsewhere = edge(EVE, READERS);
    expect(held_([direct, elsewhere], story).holdings).toHaveLength(2);
    expect(held_([direct, elsewhere], story, T('18:00'), 'payments').holdings).toHaveLength(1);
  });

  it('is told from the last judgement before the instant, and from none before the first', () => {
    const twice = new Story()
      .add('drift', T('09:00'), judged())
      .add('drift', T('11:00'), { ...judged(T('11:00')), complete: false });
    expect(held_([], twice, T('10:59'))).toMatchObject({ judgedAt: T('09:00'), complete: true });
    expect(held_([], twice, T('11:00'))).toMatchObject({ judgedAt: T('11:00'), complete: false });
    expect(judgementAt(twice.records, T('08:59'))).toBeUndefined();
  });
});
