import * as cedarModule from '@cedar-policy/cedar-wasm/nodejs';
import { branded, digestOf, plus, type Instant } from '../../lib/kernel/index.js';
import { TICKET_SCHEMA, type Ticket } from '../../lib/manifest/index.js';
import { RuleEngine, type ObservedChange, type ObservedReview } from '../../lib/policy/index.js';
import { wantedAt } from '../../lib/wanted/index.js';
import { ruledBy } from '../../lib/workflow/ruled.js';
import type { Cedar } from '../../lib/policy/rules/cedar.js';
import { bot, changeBy, user } from '../policy/facts/_ground.js';
import { file, forbid, permit } from '../policy/rules/_rules.js';
import { workloadOf } from '../identity/_declared.js';
import { AS_OF, at, catalogue, decide, H, identity, inputs, person, ticket } from '../synth/builders.js';

const APPROVED = at('2026-11-20T08:00:00Z');
const lead = person('900', { department: 'Leads', accounts: [], forgeLogin: 'lead' });
const people = identity(person('1'), lead);
const noBirthright = catalogue({
  jobFunctions: catalogue().jobFunctions.map((each) => ({ ...each, birthright: [] })),
});
const given = inputs({ catalogue: noBirthright, identity: people, tickets: [ticket('ACC-1')] });
const { digest } = decide(given, 'ACC-1');

const review = (more: Partial<ObservedReview> = {}): ObservedReview => ({
  id: 'review-1',
  change: 'pull/1',
  by: { login: 'lead', kind: 'user' },
  state: 'approved',
  at: plus(APPROVED, -H),
  base: 'main@1',
  head: 'head@1',
  contents: { 'ACC-1': digest },
  ...more,
});

/** What is wanted after the rules were asked: the tickets given and held, and why. */
async function wanted(
  rules: readonly string[],
  reviews: readonly ObservedReview[] = [review()],
  {
    cedar,
    asOf = AS_OF,
    identity: who = people,
    change,
    beside = [],
    input = given,
  }: {
    cedar?: Cedar;
    asOf?: Instant;
    identity?: typeof people;
    change?: Partial<ObservedChange>;
    beside?: readonly ObservedChange[];
    input?: typeof given;
  } = {},
) {
  const engine = await RuleEngine.of(
    rules.map((text, index) => file(text, `${String(index)}.cedar`)),
    cedar,
  );
  const changes = change ? [{ ...changeBy(user('asker'), ['ACC-1']), ...change }, ...beside] : [];
  const observations = { changes, reviews, digest: digestOf({ changes, reviews }) };
  const { grants, held, omitted, ended } = wantedAt(
    ruledBy({ ...input, identity: who, asOf }, { engine, observations }),
  );
  return {
    given: grants.length,
    held: held.length,
    omitted: omitted.flatMap(({ reasons }) => reasons.map(({ code }) => code)),
    ended: ended.length,
  };
}

describe('an approval, the rules asked again', () => {
  const GIVEN = { given: 1, held: 0, omitted: [], ended: 0 };

  test('gives where they would still say yes', async () => {
    expect(await wanted([permit()])).toMatchObject(GIVEN);
  });

  test.each(['deny', 'refuse'] as const)('is neither given nor taken where they say %s', async (outcome) => {
    const found = await wanted([permit(), forbid('true', { outcome })]);
    expect(found).toMatchObject({ given: 0, ended: 0 });
    expect([...found.omitted, found.held]).toEqual(['DECISION_OBJECTED', 1]);
  });

  test('is neither given nor taken where no rule knows its path, or none can be asked', async () => {
    const none = await wanted([permit('false || resource.package == "other"')]);
    expect([none.given, none.omitted]).toEqual([0, ['DECISION_OBJECTED']]);
    const fails = {
      ...cedarModule,
      statefulIsAuthorized: () => ({ type: 'failure', errors: [{ message: 'no' }], warnings: [] }),
    } as unknown as Cedar;
    const unasked = await wanted([permit()], [review()], { cedar: fails });
    expect([unasked.given, unasked.omitted]).toEqual([0, ['DECISION_OBJECTED']]);
  });

  test.each(['pending', 'escalate'] as const)('stands where they would merely say %s', async (outcome) => {
    expect(await wanted([permit(), forbid('true', { outcome })])).toMatchObject(GIVEN);
  });
});

describe('an approver of a decision', () => {
  test.each([
    ['nobody saw approve', []],
    ['was seen to approve other content', [review({ contents: { 'ACC-1': digestOf('other') } })]],
    ['was seen only after the decision', [review({ at: plus(APPROVED, 1) })]],
  ])('does not count whom %s', async (_, reviews) => {
    expect(await wanted([permit()], reviews)).toMatchObject({
      given: 0,
      held: 0,
      omitted: ['TICKET_UNDECIDED'],
    });
  });

  test('whose login is nobody’s now may have been seen: nothing is given nor taken on it', async () => {
    const { forgeLogin: _, ...without } = lead;
    const found = await wanted([permit()], [review()], { identity: identity(person('1'), without) });
    expect(found).toMatchObject({ given: 0, held: 1, ended: 0 });
  });

  test('whom nobody saw takes no seat from whom somebody saw', async () => {
    const other = person('901', { department: 'Leads', accounts: [], forgeLogin: 'other' });
    const leads = noBirthright.teams.map((team) => ({ ...team, approvers: [lead.id, other.id] as const }));
    const both = inputs(
      {
        ...given,
        catalogue: { ...noBirthright, teams: leads },
        identity: identity(person('1'), lead, other),
        decisions: [],
      },
      { 'ACC-1': { approvers: ['hr:901', 'hr:900'] } },
    );
    const engine = await RuleEngine.of([file(permit())]);
    const seatsBy = (...logins: readonly string[]) => {
      const reviews = logins.map((login) => review({ id: login, by: { login, kind: 'user' } }));
      const observations = { changes: [], reviews, digest: digestOf(reviews) };
      const { seats } = wantedAt(ruledBy(both, { engine, observations }));
      return [...seats.values()].flat().map(({ approver }) => approver);
    };
    expect(seatsBy('lead')).toEqual(['hr:900']);
    expect(seatsBy('other')).toEqual(['hr:901']);
    expect(seatsBy('lead', 'other')).toHaveLength(1);
  });
});

// Whoever may write the file of decisions writes any approver into it.
describe('a decision that was written by hand', () => {
  const HELD = { given: 0, held: 1, omitted: ['TICKET_UNDECIDED'], ended: 0 };
  const opener = user('asker');

  test.each<readonly [string, Partial<ObservedChange>]>([
    ['opened the change', { openedBy: user('lead') }],
    ['pushed to it', { pushedBy: [opener, user('lead')] }],
    ['is named in a commit of it', { emails: ['lead@users.noreply.github.com'] }],
  ])('gives nothing on the review of an approver who %s', async (_, change) => {
    expect(await wanted([permit()], [review()], { change })).toMatchObject(HELD);
  });

  test('gives nothing on a review for the beneficiary, nor on one of a change that the reviewer opened', async () => {
    expect(await wanted([permit()], [review({ for: 'hr:1' })], { change: {} })).toMatchObject(HELD);
    const elsewhere = (by: string) => ({ ...changeBy(user(by), []), change: 'pull/2' });
    const on2 = [review({ change: 'pull/2' })];
    expect(await wanted([permit()], on2, { change: {}, beside: [elsewhere('lead')] })).toMatchObject(HELD);
    expect(await wanted([permit()], on2, { change: {}, beside: [elsewhere('asker')] })).toMatchObject({
      given: 1,
    });
  });

  test('gives nothing on a review that whoever opened the ticket’s change, or pushed to it, gave on the change of somebody else', async () => {
    const other = { ...changeBy(user('asker'), []), change: 'pull/2' };
    const on2 = [review({ change: 'pull/2' })];
    const brought = (by: string) => ({ change: { openedBy: user(by) }, beside: [other] });
    expect(await wanted([permit()], on2, brought('lead'))).toMatchObject(HELD);
    const pushed = { change: { pushedBy: [opener, user('lead')] }, beside: [other] };
    expect(await wanted([permit()], on2, pushed)).toMatchObject(HELD);
    expect(await wanted([permit()], on2, brought('asker'))).toMatchObject({ given: 1, held: 0 });
  });

  test('gives nothing on a review of the human on whose behalf a program asked', async () => {
    const behalf = (onBehalfOf: string) =>
      inputs({
        ...given,
        tickets: [{ ...ticket('ACC-1'), schema: TICKET_SCHEMA, onBehalfOf } as Ticket],
        decisions: [],
      });
    const found = async (who: string) => {
      const input = behalf(who);
      const seen = review({ contents: { 'ACC-1': decide(input, 'ACC-1').digest } });
      return wanted([permit()], [seen], {
        input,
        change: { openedBy: bot('agent'), pushedBy: [bot('agent')] },
      });
    };
    expect(await found('hr:900')).toMatchObject(HELD);
    expect(await found('hr:1')).toMatchObject({ given: 1, held: 0 });
  });

  test('gives where somebody else brought the change', async () => {
    expect(await wanted([permit()], [review()], { change: {} })).toMatchObject({ given: 1, held: 0 });
  });

  test('gives nothing on a review that was taken back before it, and all on one that is taken back later', async () => {
    const back = (at: Instant) => review({ id: 'review-2', state: 'changes-requested', at });
    expect(await wanted([permit()], [review(), back(plus(APPROVED, -1))], { change: {} })).toMatchObject(
      HELD,
    );
    expect(await wanted([permit()], [review(), back(plus(APPROVED, 1))], { change: {} })).toMatchObject({
      given: 1,
    });
  });

  test.each<readonly [string, Partial<Pick<ObservedReview, 'head' | 'base'>>]>([
    ['another head', { head: 'head@0' }],
    ['another base', { base: 'release@1' }],
  ])('gives nothing on a review of %s than the change has', async (_, more) => {
    expect(await wanted([permit()], [review(more)], { change: {} })).toMatchObject(HELD);
    const found = await wanted([permit()], [review(more)], { change: more });
    expect(found).toMatchObject({ given: 1, held: 0 });
  });

  test('gives nothing on a review for somebody who delegated nothing by a record then', async () => {
    const boss = person('901', { department: 'Leads', accounts: [] });
    const acting = (...delegations: NonNullable<typeof people.delegations>) => ({
      change: {},
      identity: { ...identity(person('1'), lead, boss), delegations },
    });
    const record = {
      record: 'D-1',
      from: boss.id,
      to: lead.id,
      scope: 'all' as const,
      start: plus(APPROVED, -2 * H),
      end: plus(APPROVED, 2 * H),
    };
    const forBoss = [review({ for: 'hr:901' })];
    expect(await wanted([permit()], forBoss, acting())).toMatchObject(HELD);
    expect(
      await wanted([permit()], forBoss, acting({ ...record, from: lead.id, to: boss.id })),
    ).toMatchObject(HELD);
    expect(await wanted([permit()], forBoss, acting({ ...record, end: plus(APPROVED, -1) }))).toMatchObject(
      HELD,
    );
    expect(await wanted([permit()], forBoss, acting({ ...record, start: APPROVED }))).toMatchObject(HELD);
    expect(await wanted([permit()], forBoss, acting(record))).toMatchObject({ given: 1, held: 0 });
  });

  test('dated later within the life of its review it is what deciding then would say, and beyond it nothing', async () => {
    const dated = (hours: number) => {
      const decidedAt = plus(APPROVED, hours * H);
      const input = inputs(
        { ...given, decisions: [], asOf: plus(decidedAt, H) },
        { 'ACC-1': { at: decidedAt } },
      );
      const seen = [review({ at: plus(APPROVED, -H), contents: { 'ACC-1': decide(input, 'ACC-1').digest } })];
      return wanted([permit('true', { lasts: '10h' })], seen, {
        change: {},
        input,
        asOf: plus(decidedAt, H),
      });
    };
    expect(await dated(8)).toMatchObject({ given: 1, held: 0 });
    expect(await dated(9)).toMatchObject(HELD);
  });

  test('gives nothing on a review that was older than approvals last when it was made', async () => {
    const aged = (hours: number) => [review({ at: plus(APPROVED, -hours * H) })];
    expect(await wanted([permit()], aged(24 * 90), { change: {} })).toMatchObject(HELD);
    expect(await wanted([permit()], aged(24), { change: {} })).toMatchObject({ given: 1 });
  });
});

describe('REQ-084 what a workload was given, where the feed of credentials is unfit', () => {
  const bots = catalogue({
    jobFunctions: noBirthright.jobFunctions,
    workloads: [{ ...workloadOf('bot', 'platform'), mayRequest: ['prod-admin'] }],
  });
  const asks = ticket('ACC-1', { principal: 'workload:bot' });
  const accounts = person('2').accounts;
  const fed = { ...people, workloads: [{ id: branded<'workload'>('bot'), accounts }] };
  const input = inputs({ catalogue: bots, identity: fed, tickets: [asks] });
  const own = { contents: { 'ACC-1': decide(input, 'ACC-1').digest } };
  const unfit = { unfit: { code: 'FEED_REFUSED', message: 'has another digest' } } as const;

  test('is neither given nor taken, and a person has what they have', async () => {
    expect(await wanted([permit()], [review(own)], { input, identity: fed })).toMatchObject({
      given: 1,
      held: 0,
    });
    const doubted = { ...fed, credentials: unfit };
    const bot = await wanted([permit()], [review(own)], { input, identity: doubted });
    expect(bot).toMatchObject({ given: 0, held: 1, omitted: ['DECISION_OBJECTED'], ended: 0 });
    expect(await wanted([permit()], [review()], { identity: doubted })).toMatchObject({ given: 1, held: 0 });
  });
});
