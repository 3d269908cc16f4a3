import { digestOf, plus } from '../../lib/kernel/index.js';
import { isOverdue, overdueEmergencies, reviewsDue, type ReviewsInput } from '../../lib/lifecycle/index.js';
import { REVIEW_AFTER_USE, type Ticket } from '../../lib/manifest/index.js';
import { tryParsePrincipal } from '../../lib/model/index.js';
import type { Decision, RecordedTickets } from '../../lib/policy/index.js';
import { AS_OF, catalogue, H, ticket } from '../synth/builders.js';

const START = plus(AS_OF, -100 * H);
const WHO = tryParsePrincipal('hr:1')!;
const USE = ticket('ACC-1', { kind: 'emergency', window: { start: START, for: 4 * H } });

function approval(id: string, more: Partial<Decision> = {}): Decision {
  return {
    ...{
      ticket: id,
      digest: digestOf(id),
      outcome: 'approve',
      rules: [],
      reasons: [],
      approvers: ['hr:900'],
    },
    ...{ policy: digestOf('policy'), at: START },
    ...more,
  };
}

function recorded(more: Partial<RecordedTickets> = {}): RecordedTickets {
  const use = { ticket: 'ACC-1', kind: 'emergency', principal: 'hr:1', package: 'prod-admin' } as const;
  return {
    decisions: [approval('ACC-1')],
    kept: [],
    requests: new Set([digestOf(USE)]),
    uses: [use],
    ...more,
  };
}

function due(more: Partial<ReviewsInput> = {}) {
  return reviewsDue({
    ...{ catalogue: catalogue(), tickets: [USE], decisions: [approval('ACC-1')], asOf: AS_OF },
    ...more,
  });
}

const overdue = (more: Partial<ReviewsInput> = {}, own = 'ACC-2') =>
  overdueEmergencies(due(more), more.asOf ?? AS_OF)(WHO, own);

describe('REQ-092 REQ-095 a review after use', () => {
  it('is due so long after the window ended, and not a moment before', () => {
    const [one] = due();
    const end = plus(START, 4 * H);
    expect(one).toEqual({
      ...{ ticket: 'ACC-1', kind: 'emergency', principal: 'hr:1', package: 'prod-admin', endedAt: end },
      dueBy: plus(end, REVIEW_AFTER_USE),
    });
    expect(overdue({ asOf: plus(end, REVIEW_AFTER_USE) })).toBe(1);
    expect(overdue({ asOf: plus(end, REVIEW_AFTER_USE - 1) })).toBe(0);
  });

  it('is due by what the operating model says of the tier, and of a package that is gone by the least of all', () => {
    const tier = { routes: ['one' as const], longest: H, longestRenewed: H, reviewAtLeastEvery: H };
    const operatingModel = {
      ...{ low: { ...tier, reviewAfterUseWithin: 2 * H }, medium: tier, critical: tier },
      high: { ...tier, reviewAfterUseWithin: 300 * H },
    };
    expect(overdue({ catalogue: catalogue({ operatingModel }) })).toBe(0);
    expect(overdue({ catalogue: catalogue({ operatingModel, packages: [] }) })).toBe(1);
  });

  it('is over when it was recorded, though another was approved and ended since', () => {
    const [use] = recorded().uses!;
    const reviewedAt = plus(AS_OF, -H);
    expect(overdue({ recorded: recorded({ uses: [{ ...use!, reviewed: [reviewedAt] }] }) })).toBe(0);
    // What was reviewed later was overdue until then.
    expect(overdue({ recorded: recorded({ uses: [{ ...use!, reviewed: [plus(AS_OF, H)] }] }) })).toBe(1);
    expect(overdue({ recorded: recorded() })).toBe(1);
  });

  describe('of a ticket of which another content is approved after it was reviewed, as when its role is another', () => {
    const [use] = recorded().uses!;
    const again = ticket('ACC-1', { kind: 'emergency', window: { start: 'on-approval', for: 4 * H } });
    const next = approval('ACC-1', { digest: digestOf('other'), at: plus(START, 8 * H) });
    const of = (...reviewed: number[]) => {
      const [first, ...more] = reviewed.map((hours) => plus(START, hours * H));
      const uses = [{ ...use!, ...(first ? { reviewed: [first, ...more] as const } : {}) }];
      const decisions = [approval('ACC-1'), next];
      return {
        tickets: [again],
        decisions,
        recorded: recorded({ requests: new Set([digestOf(again)]), decisions, uses }),
      };
    };

    it('is due anew, from the end of what was approved then', () => {
      expect(overdue(of(6))).toBe(1);
      const [one] = due(of(6));
      expect([one?.endedAt, one?.reviewedAt]).toEqual([plus(next.at, 4 * H), undefined]);
    });

    it('is due of what still ran when the first was reviewed', () => {
      expect(overdue(of(9))).toBe(1);
    });

    it('honest twin: is there once that is reviewed too, and one review after both is of both', () => {
      expect([overdue(of(6, 14)), overdue(of(14)), overdue(of())]).toEqual([0, 0, 1]);
    });

    it('honest twin: the same content approved again is no other use', () => {
      const decisions = [approval('ACC-1'), { ...next, digest: approval('ACC-1').digest }];
      expect(overdue({ ...of(6), decisions, recorded: { ...of(6).recorded, decisions } })).toBe(0);
    });
  });

  it('is of nothing that was not approved, or only later', () => {
    expect(due({ decisions: [] })).toEqual([]);
    expect(due({ decisions: [approval('ACC-1', { outcome: 'pending' })] })).toEqual([]);
    expect(due({ decisions: [approval('ACC-1', { at: plus(AS_OF, 1) })] })).toEqual([]);
  });

  it('of a standard ticket is none, and of an exception is told and blocks nothing', () => {
    const of = (kind: Ticket['kind']) => due({ tickets: [ticket('ACC-1', { kind, window: USE.window })] });
    expect(of('standard')).toEqual([]);
    expect(of('exception').map((each) => isOverdue(each, AS_OF))).toEqual([true]);
    expect(overdueEmergencies(of('exception'), AS_OF)(WHO, 'ACC-2')).toBe(0);
  });

  it('is held against who used it, and not against the ticket itself nor anybody else', () => {
    expect(overdue()).toBe(1);
    expect(overdue({}, 'ACC-1')).toBe(0);
    expect(overdueEmergencies(due(), AS_OF)(tryParsePrincipal('hr:2')!, 'ACC-2')).toBe(0);
  });

  it('is not put off by a file that came later under its id, whoever that names and whatever it asks', () => {
    const later = ticket('ACC-1', {
      kind: 'standard',
      window: { start: AS_OF, for: 4 * H },
      principal: 'hr:2',
    });
    expect(overdue({ tickets: [later], recorded: recorded({ kept: [USE] }) })).toBe(1);
    const longer = ticket('ACC-1', { kind: 'emergency', window: { start: AS_OF, for: 4 * H } });
    expect(overdue({ tickets: [longer], recorded: recorded({ kept: [USE] }) })).toBe(1);
    const other = ticket('ACC-1', { kind: 'emergency', window: USE.window, principal: 'hr:2' });
    const found = due({ tickets: [other], recorded: recorded({ kept: [USE] }) });
    expect(found.map(({ principal }) => principal)).toEqual(['hr:1']);
  });

  it('counts from the approval where nothing tells of the window any more, and from an end that came early', () => {
    const [gone] = due({ tickets: [], recorded: recorded({ requests: new Set() }) });
    expect(gone?.endedAt).toBe(START);
    const [use] = recorded().uses!;
    const early = plus(START, H);
    expect(due({ recorded: recorded({ uses: [{ ...use!, endedAt: early }] }) })[0]?.endedAt).toBe(early);
  });
});
