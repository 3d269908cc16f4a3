import { digest, plus, type Instant } from '../../lib/kernel/index.js';
import { linksOf } from '../../lib/identity/index.js';
import { approvedTickets, judgeBy, type Decision, type ResolvedTicket } from '../../lib/policy/index.js';
import { person } from '../../lib/model/index.js';
import { identity, NOON, record, TOMORROW, YESTERDAY } from '../_helpers/build.js';
import { atBounds } from '../_helpers/bounds.js';
import { packageOf } from '../_helpers/catalogue.js';

const HOUR = 3_600_000;
const CONTENT = digest('content');
const people = linksOf(identity(record('1'), record('2'), record('9')));
const teams = [{ name: 'platform', title: 'Platform', approvers: ['1', '2'] }] as never;

const asked = (start: Instant | 'on-approval' = 'on-approval'): ResolvedTicket =>
  ({
    ticket: { ticket: 'ACC-1', window: { start, for: HOUR } },
    ...{ principal: person('9'), package: packageOf('admin'), asset: 'payments', digest: CONTENT },
  }) as unknown as ResolvedTicket;

function decision(more: Partial<Decision> = {}): Decision {
  return {
    ...{ ticket: 'ACC-1', digest: CONTENT, outcome: 'approve', rules: [], reasons: [], approvers: ['hr:1'] },
    ...{ policy: digest('policy'), at: YESTERDAY },
    ...more,
  };
}

const verdict = (decisions: readonly Decision[], asOf = NOON, of = asked()) =>
  judgeBy(decisions, { people, teams }, asOf)(of);
const state = (...args: Parameters<typeof verdict>) => verdict(...args).state;

describe('the decision that counts', () => {
  it('is the last that was made by the instant asked about', () => {
    const later = atBounds(NOON, (at) => state([decision(), decision({ at, outcome: 'deny' })]));
    expect(later).toEqual({ before: 'denied', on: 'denied', after: 'approved' });
    const made = atBounds(YESTERDAY, (asOf) => state([decision()], asOf));
    expect(made).toEqual({ before: 'undecided', on: 'approved', after: 'approved' });
  });

  it.each([
    ['deny', 'denied'],
    ['refuse', 'denied'],
    ['pending', 'undecided'],
    ['escalate', 'undecided'],
  ] as const)('of those made at one instant is the one that gives less: %s', (outcome, less) => {
    const [yes, other] = [decision(), decision({ outcome })];
    expect([state([yes, other]), state([other, yes])]).toEqual([less, less]);
    expect(state([other])).toBe(less);
    expect(state([{ ...other, at: YESTERDAY }, decision({ at: NOON })])).toBe('approved');
  });

  it('of two approvals made at one instant is the one that runs out', () => {
    const [always, short] = [decision({ at: NOON }), decision({ at: NOON, expires: TOMORROW })];
    const found = (...decisions: readonly Decision[]) => {
      const first = decision({ at: YESTERDAY, approvers: [] });
      const judged = verdict([first, ...decisions], NOON);
      return judged.state === 'approved' && judged.decision.expires;
    };
    expect([found(always, short), found(short, always)]).toEqual([TOMORROW, TOMORROW]);
  });

  it('is one on exactly this content; approved with another it is quarantined, otherwise undecided', () => {
    const other = digest('another content');
    expect(state([decision({ digest: other })])).toBe('quarantined');
    expect(state([decision({ digest: other, outcome: 'deny' })])).toBe('undecided');
    expect(state([decision({ ticket: 'ACC-2' })])).toBe('undecided');
    expect(state([])).toBe('undecided');
    expect(state([decision({ digest: other, at: NOON, outcome: 'deny' }), decision()])).toBe('approved');
  });

  it('is the first approval that suffices: said again it gives no time anew', () => {
    const judged = (...decisions: readonly Decision[]) => {
      const found = verdict(decisions);
      return found.state === 'approved' ? found.decision.at : found.state;
    };
    expect(judged(decision({ at: NOON }), decision())).toBe(YESTERDAY);
    expect(judged(decision({ at: NOON }), decision({ approvers: [] }))).toBe(NOON);
    expect(judged(decision({ outcome: 'deny' }), decision({ at: NOON }))).toBe(NOON);
    expect(judged(decision({ at: NOON, approvers: [] }), decision())).toBe(YESTERDAY);
    expect(judged(decision({ approvers: [] }))).toBe('undecided');
  });
});

describe('what is said after an approval', () => {
  const after = (outcome: Decision['outcome'], at: Instant = NOON) =>
    verdict([decision(), decision({ at, outcome })]);

  it.each(['pending', 'escalate'] as const)('%s undoes nothing: it merely waits again', (outcome) => {
    expect(after(outcome)).toMatchObject({ state: 'approved', decision: { at: YESTERDAY } });
    expect(after(outcome)).not.toHaveProperty('hold');
    // Of one instant the one that gives less counts, and what was denied before is not approved by waiting.
    expect(after(outcome, YESTERDAY).state).toBe('undecided');
    expect(state([decision({ outcome: 'deny' }), decision({ at: NOON, outcome })])).toBe('undecided');
  });

  it('refuse gives nothing and takes nothing: doubt is no end', () => {
    expect(after('refuse')).toMatchObject({
      state: 'approved',
      decision: { at: YESTERDAY },
      hold: { code: 'DECISION_OBJECTED' },
    });
    expect(state([decision({ approvers: [] }), decision({ at: NOON, outcome: 'refuse' })])).toBe('denied');
    expect(after('deny').state).toBe('denied');
  });
});

describe('an approval that runs out', () => {
  const opens = (start: Instant | 'on-approval', expires: Instant) =>
    state([decision({ expires })], NOON, asked(start));

  it('opens a window that begins before that', () => {
    expect(atBounds(TOMORROW, (expires) => opens(TOMORROW, expires))).toEqual({
      before: 'quarantined',
      on: 'quarantined',
      after: 'approved',
    });
  });

  it('of a window that begins with it, or began before it, is held to its own time', () => {
    const held = { before: 'quarantined', on: 'quarantined', after: 'approved' };
    expect(atBounds(YESTERDAY, (expires) => opens('on-approval', expires))).toEqual(held);
    expect(atBounds(YESTERDAY, (expires) => opens(plus(YESTERDAY, -HOUR), expires))).toEqual(held);
  });
});

describe('the tickets that stand approved by a ledger alone', () => {
  const standing = (...recorded: readonly Decision[]) => [...approvedTickets(recorded, NOON)];

  it('are those whose approval was not taken back; waiting again takes nothing back', () => {
    expect(standing(decision())).toEqual(['ACC-1']);
    expect(standing(decision(), decision({ at: NOON, outcome: 'pending' }))).toEqual(['ACC-1']);
    expect(standing(decision(), decision({ at: NOON, outcome: 'deny' }))).toEqual([]);
    expect(standing(decision({ outcome: 'pending' }))).toEqual([]);
  });
});

describe('why it is not approved', () => {
  it('has the reasons of the decision', () => {
    const words = (more: Partial<Decision>) => {
      const found = verdict([decision(more)]);
      return found.state === 'approved' ? '' : found.reasons[0].message;
    };
    expect(words({ outcome: 'deny', reasons: ['too wide', 'too long'] })).toMatchInlineSnapshot(
      `"\`ACC-1\` was denied: too wide; too long"`,
    );
    expect(words({ outcome: 'refuse' })).toMatchInlineSnapshot(`"\`ACC-1\` was refused"`);
    expect(words({ outcome: 'pending', reasons: ['waits'] })).toMatchInlineSnapshot(
      `"no approval covers \`ACC-1\`: waits"`,
    );
  });
});
