import { OKTA_SOURCE, oktaGroup, type EdgeId } from '../../lib/model/index.js';
import { digest, digestOf } from '../../lib/kernel/index.js';
import { linksOf } from '../../lib/identity/index.js';
import {
  judgePlan,
  nativesOf,
  readPlan,
  type JudgePlanInput,
  type PlanJudged,
} from '../../lib/plan/index.js';
import { synthesize } from '../../lib/synth/index.js';
import { AS_OF, at, identity, inputs, person, STAFF, ADMINS } from '../synth/builders.js';
import { bytesOf } from './_plan.js';
import { nativeOf, planBytes, simulated, type Plan } from './_simulate.js';

/** Plans of Okta are made by the stand-in: its provider is not on the machine, and its shapes are those of its published schema. */
const PEOPLE = ['1', '2', '3'].map((id) => person(id));
const of = (...people: typeof PEOPLE) =>
  synthesize(inputs({ identity: identity(...people), shards: { structure: 1, standing: 1, ticketed: 1 } }));
const BOTH = of(...PEOPLE.slice(0, 2));
const STACK = 'okta-standing-0';
const STAFF_AT = 'okta_group_memberships.staff_3b1952bc';
const oktaId = (id: string): string => person(id).accounts[1]?.native ?? '';

function judged(plan: Plan, more: Partial<JudgePlanInput> = {}, after = BOTH): PlanJudged {
  const read = readPlan(planBytes(plan));
  if (!('plan' in read))
    throw new Error(read.refusals.map(({ code, message }) => `${code} ${message}`).join('\n'));
  const live = [STAFF, ADMINS].map((ref) => ({ ref, native: nativeOf(ref) }));
  return judgePlan({
    plan: read.plan,
    configuration: bytesOf(after.stacks.get(STACK) ?? ''),
    stack: STACK,
    source: OKTA_SOURCE,
    natives: nativesOf(
      { groups: live as never, roles: [], apps: [], ambiguous: [] },
      linksOf(identity(...PEOPLE)),
    ),
    manifest: after.manifest,
    at: AS_OF,
    decisions: after.seats.keys(),
    given: [],
    lost: new Set<EdgeId>(),
    tombstones: [],
    feed: after.manifest.inputs.identity,
    governance: [{ declarations: digestOf(after.manifest.catalogue), approval: digest('governors') }],
    ...more,
  });
}

const codes = (answer: PlanJudged): readonly string[] =>
  [
    ...new Set(
      ('refusals' in answer ? answer.refusals : answer.explained.also.flatMap((each) => each.refusals)).map(
        ({ code }) => code,
      ),
    ),
  ].sort();
const effects = (answer: PlanJudged): readonly string[] =>
  'explained' in answer
    ? answer.explained.planned.map(({ effect, because }) =>
        effect.what === 'edge'
          ? `${effect.op} ${effect.element ?? ''} by ${because.map(({ by }) => by).join(', ')}`
          : effect.what,
      )
    : codes(answer);

/** A plan whose memberships are others before and after. */
function withUsers(plan: Plan, before: readonly string[] | undefined, after: readonly string[]): Plan {
  const changes = plan.resource_changes.map((each) =>
    each.address === STAFF_AT
      ? {
          ...each,
          change: {
            ...each.change,
            actions: before ? ['update'] : ['create'],
            before: before ? { ...each.change.after, users: before } : null,
            after: { ...each.change.after, users: after },
          },
        }
      : each,
  );
  return { ...plan, resource_changes: changes };
}

test('every member of a list is counted by itself', () => {
  expect([...effects(judged(simulated(undefined, BOTH, STACK)))].sort()).toEqual([
    `add ${oktaId('1')} by birthright`,
    `add ${oktaId('2')} by birthright`,
  ]);
  const one = of(...PEOPLE.slice(0, 1));
  expect(effects(judged(simulated(one, BOTH, STACK)))).toEqual([`add ${oktaId('2')} by birthright`]);
  const shrunk = judged(simulated(BOTH, one, STACK), { base: BOTH.manifest }, one);
  expect(effects(shrunk)).toEqual([`remove ${oktaId('2')} by end`]);
});

test('an extra member in a list is refused, wherever it was slipped in', () => {
  const plan = simulated(undefined, BOTH, STACK);
  const three = ['1', '2', '3'].map(oktaId);
  expect(codes(judged(withUsers(plan, undefined, three)))).toContain('PLAN_DIFFERS');
  const all = of(...PEOPLE);
  const configured = { configuration: bytesOf(all.stacks.get(STACK) ?? '') };
  expect(codes(judged(simulated(undefined, all, STACK), configured))).toEqual(['PLAN_MANIFEST_LIES']);
  expect(codes(judged(simulated(undefined, all, STACK), {}, all))).toEqual([]);
});

test('one member in the place of another is one that goes and one that comes', () => {
  const plan = withUsers(
    simulated(undefined, BOTH, STACK),
    [oktaId('1'), oktaId('3')],
    [oktaId('1'), oktaId('2')],
  );
  const answer = judged(plan);
  expect(codes(answer)).toEqual(['PLAN_ALSO']);
  expect(effects(answer)).toEqual([`add ${oktaId('2')} by birthright`]);
});

test('a member twice, or none that is known, is no list', () => {
  const plan = simulated(undefined, BOTH, STACK);
  expect(codes(judged(withUsers(plan, undefined, [oktaId('1'), oktaId('1'), oktaId('2')])))).toContain(
    'PLAN_UNKNOWN',
  );
  expect(codes(judged(withUsers(plan, undefined, [])))).toContain('PLAN_UNKNOWN');
});

test('a birthright counts by the feeds that are judged now, and says by which event', () => {
  const plan = simulated(undefined, BOTH, STACK);
  expect(codes(judged(plan, { feed: digest('newer') }))).toEqual(['PLAN_FEED']);
  const [id] = BOTH.manifest.edges.filter(({ edge }) => edge.target === STAFF).map((each) => each.id);
  const first = BOTH.manifest.edges.find(
    ({ carriage }) =>
      carriage.by === 'terraform' && carriage.slot !== 'resource' && carriage.slot.element === oktaId('1'),
  );
  const events = new Map([[first?.id ?? id ?? ('' as EdgeId), 'hire-1']]);
  const answer = judged(plan, { events });
  const because = 'explained' in answer ? answer.explained.planned.map((each) => each.because) : [];
  expect(because).toContainEqual([
    {
      by: 'birthright',
      package: 'baseline',
      asset: 'payments',
      jobFunction: 'engineer',
      feed: BOTH.manifest.inputs.identity,
      event: 'hire-1',
    },
  ]);
});

test('a birthright that goes is explained by newer feeds only', () => {
  const one = of(...PEOPLE.slice(0, 1));
  const plan = simulated(BOTH, one, STACK);
  expect(codes(judged(plan, {}, one))).toEqual(['PLAN_ALSO']);
  const unchanged = {
    ...BOTH.manifest,
    inputs: { ...BOTH.manifest.inputs, identity: one.manifest.inputs.identity },
  };
  expect(codes(judged(plan, { base: unchanged }, one))).toEqual(['PLAN_ALSO']);
  expect(codes(judged(plan, { base: BOTH.manifest, feed: digest('newer') }, one))).toContain('PLAN_ALSO');
  expect(codes(judged(plan, { base: BOTH.manifest }, one))).toEqual([]);
});

test('who may not ask any more is held, and their access is taken by no plan', () => {
  const mover = person('2', { department: 'Sales' });
  const held = of(PEOPLE[0] ?? mover, mover);
  const gone = BOTH.manifest.edges.find(
    ({ carriage }) =>
      carriage.by === 'terraform' && carriage.slot !== 'resource' && carriage.slot.element === oktaId('2'),
  );
  const plan = simulated(BOTH, held, STACK);
  const via = gone ? [{ id: gone.id, edge: gone.edge }] : [];
  const why = { code: 'HOLDER_IN_DOUBT', message: '', remedy: '' } as const;
  const of2 = {
    principal: { kind: 'person', id: '2' },
    package: 'baseline',
    asset: 'payments',
  } as never as object;
  const basis = { kind: 'birthright', jobFunction: 'engineer' };
  const window = { start: at('2026-01-01T00:00:00Z'), end: 'standing' };
  const manifest = { ...held.manifest, held: [{ ...of2, basis, window, via, reason: why }] } as never;
  expect(codes(judged(plan, { base: BOTH.manifest, manifest }, held))).toEqual(['PLAN_HELD']);
  expect(codes(judged(plan, { base: BOTH.manifest }, held))).toEqual([]);
});

test('a look-alike group of Okta is told by its native id', () => {
  const plan = simulated(undefined, BOTH, STACK);
  const live = [{ ref: { ...oktaGroup('staff'), native: nativeOf(STAFF) }, native: nativeOf(STAFF) }];
  const natives = nativesOf(
    { groups: live as never, roles: [], apps: [], ambiguous: [] },
    linksOf(identity(...PEOPLE)),
  );
  expect(codes(judged(plan, { natives }))).toContain('PLAN_ANSWER');
});
