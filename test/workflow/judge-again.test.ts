import { digestOf, plus, type Instant } from '../../lib/kernel/index.js';
import type { Ticket } from '../../lib/manifest/index.js';
import {
  NOTHING_RECORDED,
  requestDigest,
  RuleEngine,
  type Consumption,
  type Decision,
  type ObservedReview,
} from '../../lib/policy/index.js';
import { judgeAgain, type JudgeAgainInput } from '../../lib/workflow/index.js';
import { person as principal } from '../../lib/model/index.js';
import { file, forbid, permit } from '../policy/rules/_rules.js';
import {
  AS_OF,
  at,
  catalogue,
  decide,
  H,
  identity,
  inputs,
  person,
  ticket,
  worker,
} from '../synth/builders.js';

const APPROVED = at('2026-11-20T08:00:00Z');
const lead = person('900', { department: 'Leads', accounts: [], forgeLogin: 'lead' });
const ACC = ticket('ACC-1');
const given = inputs({ identity: identity(person('1'), lead), tickets: [ACC] });
const decision: Decision = { ...decide(given, 'ACC-1'), expires: plus(APPROVED, 24 * H) };

const review: ObservedReview = {
  ...{ id: 'review-1', change: 'pull/1', by: { login: 'lead', kind: 'user' }, state: 'approved' },
  ...{ at: plus(APPROVED, -H), base: 'main@1', head: 'head@1', contents: { 'ACC-1': decision.digest } },
};

const used = (more: Partial<Consumption> = {}): Consumption => ({
  ticket: 'ACC-1',
  content: decision.digest,
  request: requestDigest(ACC),
  decidedAt: decision.at,
  policy: decision.policy,
  ...more,
});

interface Now {
  readonly tickets?: readonly Ticket[];
  readonly consumed?: readonly Consumption[];
  readonly recorded?: readonly Decision[];
  readonly rules?: readonly string[];
  readonly more?: Partial<JudgeAgainInput>;
}

/** What is said of a decision with everything as it is now; `stands`, or the codes of why not. */
async function said(now: Now = {}, of: Decision = decision): Promise<string | string[]> {
  const { tickets = [ACC], consumed = [], recorded = [decision], rules = [permit()], more = {} } = now;
  const observations = { changes: [], reviews: [review], digest: digestOf([review]) };
  const engine = await RuleEngine.of(rules.map((text, index) => file(text, `${String(index)}.cedar`)));
  const judged = judgeAgain({
    ...given,
    ...{ tickets, decisions: [], consumed, observations, engine },
    recorded: { ...NOTHING_RECORDED, decisions: recorded, requests: new Set([digestOf(ACC)]) },
    ...more,
  })(of);
  return judged.stands ? 'stands' : judged.reasons.map(({ code }) => code);
}

/** A removal that ends the ticket before now. */
const removal = ticket('ACC-9', {
  ...{ kind: 'removal', of: 'ACC-1' },
  window: { start: plus(AS_OF, -1), for: H },
});
const tombstone = {
  ...{ principal: principal(worker('1')), package: 'prod-admin', asset: 'payments' },
  basis: { kind: 'ticket', ticket: 'ACC-1' },
  endedAt: plus(AS_OF, -H / 2),
} as const;
const wider = catalogue({
  packages: catalogue().packages.map((each) =>
    each.id === 'prod-admin' ? { ...each, title: 'Wider' } : each,
  ),
});

describe('a recorded decision that is judged again', () => {
  test('stands as long as everything is as it was, used before or not', async () => {
    expect(await said()).toBe('stands');
    expect(await said({ consumed: [used()] })).toBe('stands');
  });

  test('stands of a file that was only moved, and of a window that is still to come', async () => {
    expect(await said({ tickets: [{ ...ACC, file: '2027/ACC-1.yaml' }], consumed: [used()] })).toBe('stands');
    expect(await said({ more: { asOf: APPROVED } })).toBe('stands');
  });

  test('is nothing that the ledger does not have, whoever brings it', async () => {
    expect(await said({ recorded: [] })).toEqual(['DECISION_UNRECORDED']);
    const later = { ...decision, at: plus(APPROVED, H / 2) };
    expect(await said({}, later)).toEqual(['DECISION_UNRECORDED']);
    expect(await said({ recorded: [{ ...decision, outcome: 'deny' }] })).toEqual(['DECISION_UNRECORDED']);
    const others = [{ ticket: 'ACC-2' }, { digest: digestOf('other') }, { policy: digestOf('other') }];
    for (const other of others)
      expect([other, await said({}, { ...decision, ...other })]).toEqual([other, ['DECISION_UNRECORDED']]);
  });

  test('does not answer for what becomes of another ticket', async () => {
    const held = ticket('ACC-2', { principal: 'hr:2', package: 'audit' });
    const open = ticket('ACC-3', { principal: 'hr:3', package: 'audit' });
    const people = [person('1'), person('2'), person('3'), lead];
    const before = inputs({ identity: identity(...people), tickets: [ACC, held, open] });
    const moved = people.map((each) => (each.id === '2' ? person('2', { department: 'Sales' }) : each));
    const theirs = { ...decide(before, 'ACC-2'), expires: plus(APPROVED, 24 * H) };
    const contents = { 'ACC-1': decision.digest, 'ACC-2': theirs.digest };
    const observations = {
      changes: [],
      reviews: [{ ...review, contents }],
      digest: digestOf('seen'),
    };
    const now: Now = {
      tickets: [ACC, held, open],
      recorded: [decision, theirs],
      more: { identity: identity(...moved), observations },
    };
    expect(await said(now)).toBe('stands');
    expect(await said(now, theirs)).toEqual(['NOT_REQUESTABLE']);
    // What was used for somebody whose job changed since is held like what was not.
    const consumed = [used({ ticket: 'ACC-2', content: theirs.digest, request: requestDigest(held) })];
    expect(await said({ ...now, consumed }, theirs)).toEqual(['NOT_REQUESTABLE']);
  });

  test('that was used does not count for another content, nor for another ticket file', async () => {
    const consumed = [used()];
    expect(await said({ consumed, more: { catalogue: wider } })).toEqual(['DECISION_REPLAYED']);
    const other = used({ request: requestDigest({ ...ACC, justification: 'Something else entirely' }) });
    expect(await said({ consumed: [other] })).toEqual(['DECISION_REPLAYED']);
    expect(await said({ tickets: [], consumed })).toEqual(['DECISION_REPLAYED']);
    // Unused it is merely no approval of what is there now.
    expect(await said({ more: { catalogue: wider } })).toEqual(['TICKET_QUARANTINED']);
    // What another decision of the ticket was used for says nothing of this one.
    expect(
      await said({ consumed: [used({ decidedAt: plus(APPROVED, -H), content: digestOf('before') })] }),
    ).toBe('stands');
  });

  test('does not count a second time after a removal or a revocation', async () => {
    expect(await said({ tickets: [ACC, removal], consumed: [used()] })).toEqual(['DECISION_REPLAYED']);
    expect(await said({ consumed: [used()], more: { tombstones: [tombstone] } })).toEqual([
      'DECISION_REPLAYED',
    ]);
    const other = { ...tombstone, basis: { kind: 'ticket', ticket: 'ACC-2' } } as const;
    expect(await said({ consumed: [used()], more: { tombstones: [other] } })).toBe('stands');
    const ahead = { ...removal, window: { start: plus(AS_OF, 1), for: H } };
    expect(await said({ tickets: [ACC, ahead], consumed: [used()] })).toBe('stands');
  });

  test('is over at the end of its window', async () => {
    const when = (asOf: Instant) => said({ consumed: [used()], more: { asOf } });
    expect(await when(plus(APPROVED, 4 * H - 1))).toBe('stands');
    expect(await when(plus(APPROVED, 4 * H))).toEqual(['DECISION_OVER']);
  });

  test('that nothing used runs out; used in time it lasts', async () => {
    const short: Decision = { ...decision, expires: plus(APPROVED, 2 * H) };
    const when = (asOf: Instant, consumed: readonly Consumption[] = []) =>
      said({ recorded: [short], consumed, more: { asOf } }, short);
    expect(await when(plus(APPROVED, 2 * H - 1))).toBe('stands');
    expect(await when(plus(APPROVED, 2 * H))).toEqual(['DECISION_EXPIRED']);
    expect(await when(plus(APPROVED, 2 * H), [used()])).toBe('stands');
    const other = [used({ ticket: 'ACC-2' }), used({ decidedAt: plus(APPROVED, -H) })];
    expect(await when(plus(APPROVED, 2 * H), other)).toEqual(['DECISION_EXPIRED']);
    expect(await when(plus(APPROVED, 2 * H), [...other, used()])).toBe('stands');
  });

  test('REQ-029 gives nothing where the rules of today object, or another decision is the one that counts', async () => {
    expect(await said({ rules: [permit(), forbid('true')] })).toEqual(['DECISION_OBJECTED']);
    expect(await said({ rules: [permit(), forbid('resource.package == "other"')] })).toBe('stands');
    const again: Decision = { ...decision, at: plus(APPROVED, H / 2) };
    expect(await said({ recorded: [decision, again] }, again)).toEqual(['DECISION_REPLAYED']);
    expect(await said({ recorded: [decision, again] })).toBe('stands');
    const denied: Decision = { ...again, outcome: 'deny' };
    expect(await said({ recorded: [decision, denied] })).toEqual(['TICKET_DENIED']);
    const waits: Decision = { ...again, outcome: 'pending' };
    expect(await said({ recorded: [decision, waits] })).toBe('stands');
  });
});
