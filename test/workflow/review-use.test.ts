import { branded, digest, manualClock, plus, type Instant } from '../../lib/kernel/index.js';
import type { WorkloadDeclaration } from '../../lib/manifest/index.js';
import { RuleEngine } from '../../lib/policy/index.js';
import { ofKind } from '../../lib/record/index.js';
import {
  decidedTickets,
  recordedTickets,
  recordEvaluations,
  reviewUse,
  type UseReview,
} from '../../lib/workflow/index.js';
import { AS_OF } from '../_helpers/people.js';
import { tempFolder } from '../_helpers/temp.js';
import { approved, HOUR, inputOf, type Case } from '../policy/attacks/_stage.js';
import { file, permit } from '../policy/rules/_rules.js';
import { evidenceIn } from './_evidence.js';

const OVER = plus(AS_OF, 2 * HOUR);
const EXCEPTION: Case = {
  ticket: { kind: 'exception', exception: { policy: 'incident', reason: 'the pager' } },
  reviews: [approved('l4')],
};

const LOADER: WorkloadDeclaration = {
  id: branded<'workload'>('loader'),
  title: 'Loader',
  kind: 'pipeline',
  owner: 'platform',
  purpose: 'loads',
  binding: { kind: 'okta', login: 'loader' },
  expires: plus(AS_OF, 100 * HOUR),
  mayRequest: [],
};

let engine: RuleEngine;
beforeAll(async () => {
  const counts = permit('true', { id: 'b-path' }).replace('"grant"', '"approve"');
  engine = await RuleEngine.of([file(permit(), 'a.cedar'), file(counts, 'b.cedar')]);
});

/** What was decided of a ticket that 2 opened, recorded in a ledger of its own; then what reviews of it come to. */
async function desk(each: Case = EXCEPTION) {
  const clock = manualClock(AS_OF);
  const evidence = await evidenceIn(tempFolder(), clock);
  const { catalogue: declared, ...others } = inputOf(each, engine);
  const given = { ...others, catalogue: { ...declared, workloads: [LOADER] } };
  const { records, asked } = decidedTickets(given);
  const { catalogue, tickets } = given;
  await recordEvaluations(evidence.open().recorder, clock, { records, asked, tickets, catalogue });
  const said = async (by: string, more: Partial<UseReview> = {}, asOf: Instant = OVER) => {
    const { recorder, bodies } = evidence.open();
    const now = manualClock(asOf);
    const recorded = await recordedTickets(await recorder.read(), bodies, tickets);
    const review = {
      ticket: 'ACC-0001',
      by,
      outcome: 'confirmed',
      why: 'read the sessions',
      ...more,
    } as const;
    return reviewUse(recorder, now, { ...given, recorded, asOf }, review).then(
      ({ reviewer, outcome, recorded: when }) => `${when}: ${outcome} by ${reviewer}`,
      (error: unknown) => (error as { code: string }).code,
    );
  };
  const kept = async () => ofKind(await evidence.records(), 'exception-review').map(({ body }) => body);
  return { said, kept, outcome: records[0]?.outcome, bodies: () => evidence.open().bodies };
}

describe('REQ-095 REQ-107 the review of a use', () => {
  test('is recorded with who approved, who reviewed and what they found; said again it adds nothing', async () => {
    const { said, kept, outcome, bodies } = await desk();
    expect(outcome).toBe('approve');
    expect(await said('hr:5')).toBe('now: confirmed by hr:5');
    expect(await said('hr:5')).toBe('before: confirmed by hr:5');
    const found = await kept();
    expect(found).toMatchObject([
      { ticket: 'ACC-0001', approvers: ['hr:4'], reviewer: 'hr:5', at: OVER, outcome: 'confirmed' },
    ]);
    expect(await bodies().tryFind(found[0]!.findings!)).toEqual({
      ...{ schema: 'writ.review-findings/1', ticket: 'ACC-0001', why: 'read the sessions' },
    });
  });

  test('is early before the use is over, to the millisecond', async () => {
    const { said, kept } = await desk();
    const end = plus(AS_OF, HOUR);
    expect(await said('hr:5', {}, plus(end, -1))).toBe('REVIEW_EARLY');
    expect(await kept()).toEqual([]);
    expect(await said('hr:5', {}, end)).toBe('now: confirmed by hr:5');
  });

  test('is needless of a standard ticket, and of what was not approved', async () => {
    const plain = await desk({ reviews: [approved('l4')] });
    expect([plain.outcome, await plain.said('hr:5')]).toEqual(['approve', 'REVIEW_NEEDLESS']);
    const { reviews: _, ...open } = EXCEPTION;
    const undecided = await desk(open);
    expect([undecided.outcome, await undecided.said('hr:5')]).toEqual(['pending', 'REVIEW_NEEDLESS']);
    expect([...(await plain.kept()), ...(await undecided.kept())]).toEqual([]);
  });

  test('is of what the ledger has', async () => {
    const { said } = await desk();
    expect(await said('hr:5', { ticket: 'ACC-0002' })).toBe('NOT_FOUND');
  });

  test('is given by nobody who had a part in it, by nobody else’s team, and by no program', async () => {
    const { said, kept } = await desk();
    expect([await said('hr:2'), await said('hr:4'), await said('hr:7')]).toEqual([
      'REVIEWER_INVOLVED',
      'REVIEWER_INVOLVED',
      'REVIEWER_UNFIT',
    ]);
    expect(await said('workload:loader')).toBe('REVIEWER_UNFIT');
    expect(await kept()).toEqual([]);
  });

  test('settles it, unless something is to follow', async () => {
    const { said, kept } = await desk({ ...EXCEPTION, owners: ['4', '5', '6'] });
    expect(await said('hr:5', { outcome: 'follow-up' })).toBe('now: follow-up by hr:5');
    expect(await said('hr:5')).toBe('now: confirmed by hr:5');
    expect(await said('hr:6', { outcome: 'revoked' })).toBe('REVIEW_RECORDED');
    expect(await said('hr:5', { why: 'read them once more' })).toBe('REVIEW_RECORDED');
    expect(await said('hr:5', { evidence: digest('sessions') })).toBe('REVIEW_RECORDED');
    expect(await said('hr:5')).toBe('before: confirmed by hr:5');
    expect((await kept()).map(({ outcome }) => outcome)).toEqual(['follow-up', 'confirmed']);
  });
});
