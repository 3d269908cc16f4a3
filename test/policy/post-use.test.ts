import { plus } from '../../lib/kernel/index.js';
import { refuseReviewer, RuleEngine, type ObservedChange } from '../../lib/policy/index.js';
import { judgedOn } from '../../lib/workflow/decide.js';
import { AS_OF } from '../_helpers/people.js';
import { inputOf, type Case } from './attacks/_stage.js';
import { bot, changeBy, user, worker } from './facts/_ground.js';
import { file, permit } from './rules/_rules.js';

let engine: RuleEngine;
beforeAll(async () => {
  engine = await RuleEngine.of([file(permit(), 'permit.cedar')]);
});

type Used = Parameters<typeof refuseReviewer>[1];

interface Asked extends Case {
  readonly used?: Partial<Used>;
  readonly governors?: readonly [string, ...string[]];
  /** Nothing of a forge was seen. */
  readonly unseen?: boolean;
}

/** The refusal of somebody as reviewer of what 2 used, 4 approved and 2 opened and pushed; `none` where they may. */
function refusal(id: string, { used = {}, governors, unseen = false, ...each }: Asked = {}): string {
  const { ground } = judgedOn(inputOf(each, engine));
  const [first, ...more] = (governors ?? []).map(worker);
  const catalogue = {
    ...ground.catalogue,
    ...(first ? { governance: { governors: [first, ...more] as const, paths: [] } } : {}),
  } as typeof ground.catalogue;
  const observations = unseen ? { changes: [], reviews: [] } : ground.observations;
  const asked: Used = {
    ticket: { ticket: 'ACC-0001', ...each.ticket },
    package: 'admin',
    principals: ['hr:2'],
    approvers: new Set(['hr:4']),
    ...used,
  };
  const reviewer = ground.links.personOf(id);
  if (!reviewer) throw new Error(`nobody is ${id}`);
  try {
    refuseReviewer(reviewer, asked, { ...ground, catalogue, observations });
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return `${code} ${message}`;
  }
  return 'none';
}

const closed = (more: Partial<ObservedChange>): ObservedChange => ({
  ...changeBy(user('l3')),
  change: 'pull/0',
  openedAt: plus(AS_OF, -48 * 3_600_000),
  state: 'closed',
  ...more,
});

describe('REQ-107 who may review a use', () => {
  test('honest twin: an approver of the team that owns the package, and a governor, who had no part in it', () => {
    expect(refusal('5')).toBe('none');
    expect(refusal('6', { governors: ['6'] })).toBe('none');
  });

  test.each([
    ['is on leave', { hr: { '5': { status: 'on-leave' } } }, /^REVIEWER_UNFIT .*is not at work/],
    ['has left', { hr: { '5': { status: 'terminated' } } }, /^REVIEWER_UNFIT .*is not at work/],
    ['is in doubt', { logins: { '5': 'l3' } }, /^REVIEWER_UNFIT .*identity check/],
    ['used it', { used: { principals: ['hr:5'] } }, /^REVIEWER_INVOLVED .*used it/],
    ['used it beside another', { used: { principals: ['hr:2', 'hr:5'] } }, /^REVIEWER_INVOLVED .*used it/],
    ['approved it', { used: { approvers: new Set(['hr:4', 'hr:5']) } }, /^REVIEWER_INVOLVED .*approved it/],
    ['opened it', { change: { openedBy: user('l5'), pushedBy: [] } }, /^REVIEWER_INVOLVED .*asked for it/],
    [
      'had a program ask for it',
      { change: { openedBy: bot('copilot'), pushedBy: [] }, ticket: { onBehalfOf: 'hr:5' } },
      /^REVIEWER_INVOLVED .*asked for it/,
    ],
    ['pushed to it', { change: { pushedBy: [user('l5')] } }, /^REVIEWER_INVOLVED .*wrote the change/],
    ['is named in a commit', { change: { emails: ['p5@example.org'] } }, /^REVIEWER_INVOLVED .*wrote the/],
    ['no change tells apart from who asked', { unseen: true }, /^REVIEWER_INVOLVED .*cannot be told/],
    ['nobody known opened', { change: { openedBy: user('who') } }, /^REVIEWER_INVOLVED .*cannot be told/],
    ['owns another package', { owners: ['4'] }, /^REVIEWER_UNFIT .*is neither an approver/],
    ['owns what is gone', { used: { package: 'gone' } }, /^REVIEWER_UNFIT .*is neither an approver/],
  ] satisfies [string, Asked, RegExp][])('is nobody who %s', (_, each, says) => {
    expect(refusal('5', each)).toMatch(says);
  });

  test('is no governor either who had a part in it', () => {
    expect(refusal('2', { governors: ['2'] })).toMatch(/^REVIEWER_INVOLVED .*used it/);
  });

  test.each([
    ['opened', closed({ openedBy: user('l5'), pushedBy: [] })],
    ['pushed to', closed({ pushedBy: [user('l5')] })],
  ])('is nobody who %s a change that asked for it and was closed', (_, before) => {
    expect(refusal('5', { changes: [before] })).toMatch(/^REVIEWER_INVOLVED /);
    expect(refusal('5', { changes: [closed({})] })).toBe('none');
  });
});
