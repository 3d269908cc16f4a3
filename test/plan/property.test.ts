import fc from 'fast-check';
import { canonicalJson, digest, digestOf } from '../../lib/kernel/index.js';
import { linksOf } from '../../lib/identity/index.js';
import { changesBetween, type Manifest, type TicketV1, type WantedEdge } from '../../lib/manifest/index.js';
import { digestedContent } from '../../lib/meaning/index.js';
import {
  isApp,
  objectOf,
  oktaApp,
  windowState,
  type ObjectRef,
  type SourceId,
} from '../../lib/model/index.js';
import {
  judgePlan,
  nativesOf,
  readPlan,
  refuseConfiguration,
  type Effect,
  type Natives,
  type PlanExplained,
} from '../../lib/plan/index.js';
import { synthesize, type Synthesis } from '../../lib/synth/index.js';
import {
  ADMIN,
  ADMINS,
  ADMINS_AWS,
  AS_OF,
  assignment,
  at,
  AUDITORS,
  catalogue,
  H,
  identity,
  inputs,
  jobFunction,
  pack,
  person,
  PROD,
  READ,
  set,
  STAFF,
  STAGE,
  ticket,
} from '../synth/builders.js';
import { bytesOf } from './_plan.js';
import { nativeOf, planBytes, simulated, type Plan } from './_simulate.js';

const VAULT = oktaApp('Vault');
const PACKAGES = ['prod-admin', 'audit', 'stage-direct', 'app-by-group', 'app-direct', 'baseline'];

/** What one organization may be like at one time. */
interface Drawn {
  readonly people: readonly { readonly works: boolean; readonly packages: readonly string[] }[];
  readonly minutes: number;
  readonly action: string;
  readonly managed: boolean;
  readonly boundary: boolean;
  readonly structure: boolean;
}
const drawn = fc.record<Drawn>({
  people: fc.array(fc.record({ works: fc.boolean(), packages: fc.subarray(PACKAGES) }), {
    minLength: 1,
    maxLength: 4,
  }),
  minutes: fc.constantFrom(60, 90),
  action: fc.constantFrom('s3:GetObject', 's3:*'),
  managed: fc.boolean(),
  boundary: fc.boolean(),
  structure: fc.boolean(),
});

function synthesisOf(
  { people, minutes, action, managed, boundary, structure }: Drawn,
  feed: string,
  earlier?: Drawn,
): Synthesis {
  const declared = catalogue({
    apps: [{ ref: VAULT, description: '', privileged: [] }],
    permissionSets: [
      set(READ, {
        sessionMinutes: minutes,
        managed: managed ? ['arn:aws:iam::aws:policy/ReadOnlyAccess'] : [],
        inline: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: action, Resource: 'arn:aws:s3:::${aws:username}/*' }],
        },
      }),
      set(ADMIN, boundary ? { boundary: { path: '/', name: 'limit' } } : {}),
    ],
    packages: [
      pack('baseline', [{ target: STAFF, carrier: 'okta-push', join: STAFF }], {
        risk: 'low',
        duration: { kind: 'standing' },
      }),
      pack('prod-admin', [
        { target: assignment(ADMIN), carrier: 'okta-push', join: ADMINS },
        ...(structure
          ? [{ target: assignment(ADMIN, STAGE), carrier: 'okta-push', join: ADMINS } as const]
          : []),
      ]),
      pack('audit', [{ target: assignment(READ, PROD), carrier: 'identity-store', join: AUDITORS }]),
      pack('stage-direct', [{ target: assignment(READ, STAGE), carrier: 'direct' }]),
      pack('app-by-group', [{ target: VAULT, carrier: 'okta-group', join: STAFF }]),
      pack('app-direct', [{ target: VAULT, carrier: 'direct' }]),
    ],
    jobFunctions: [jobFunction('engineer', { birthright: ['baseline'], mayRequest: PACKAGES })],
  });
  const records = people.map(({ works }, index) =>
    person(String(index + 1), { department: works ? 'Platform' : `Sales ${feed}` }),
  );
  // Who may not ask any more is held: neither given nor taken, and refused (PLAN_HELD) in the smuggling suite.
  const asked = ticketsOf(people);
  // No ticket is ever deleted: of those that were asked before, the decision may count no more.
  const undone = ticketsOf(earlier?.people ?? []).filter(
    (each) => !asked.some((one) => one.ticket === each.ticket),
  );
  return synthesize(
    inputs(
      {
        catalogue: declared,
        identity: {
          ...identity(...records),
          asOf: feed === 'before' ? at('2026-11-20T05:00:00Z') : at('2026-11-20T06:00:00Z'),
        },
        tickets: [...asked, ...undone],
        shards: { structure: 1, standing: 2, ticketed: 2 },
      },
      Object.fromEntries(undone.map((each) => [each.ticket, 'none' as const])),
    ),
  );
}

function ticketsOf(people: Drawn['people']): readonly TicketV1[] {
  return people.flatMap(({ works, packages }, index) =>
    packages
      .filter((id) => works && id !== 'baseline')
      .map((id) =>
        ticket(`ACC-${index + 1}-${id}`, {
          principal: `hr:${index + 1}`,
          package: id,
          window: { start: 'on-approval', for: 4 * H },
        }),
      ),
  );
}

const OBJECTS: readonly ObjectRef[] = [STAFF, ADMINS, ADMINS_AWS, AUDITORS, READ, ADMIN, VAULT];

/** Accounts of people who are in no feed any more are known by their last row. */
function nativesIn(before: Synthesis | undefined, { identity: snapshot }: Synthesis): Natives {
  const known = new Set(snapshot.people.map(({ id }) => id));
  const people = [...snapshot.people, ...(before?.identity.people ?? []).filter(({ id }) => !known.has(id))];
  const live = OBJECTS.map((ref) => ({ ref, native: nativeOf(ref) }));
  return nativesOf(
    { groups: live as never, roles: [], apps: [], ambiguous: [] },
    linksOf({ ...snapshot, people }),
  );
}

function judgedOf(plan: Plan, before: Synthesis | undefined, after: Synthesis, stack: string): PlanExplained {
  const shard = after.manifest.shards.find((each) => each.stack === stack);
  const configuration = bytesOf(after.stacks.get(stack) ?? '');
  const refusals = refuseConfiguration(configuration, { stack, provider: shard?.provider ?? 'aws' });
  expect([stack, refusals]).toEqual([stack, []]);
  const read = readPlan(planBytes(plan));
  if (!('plan' in read))
    throw new Error(read.refusals.map(({ at: where, message }) => `${where ?? ''} ${message}`).join('\n'));
  const judged = judgePlan({
    plan: read.plan,
    configuration,
    stack,
    source: (shard?.provider ?? 'aws') as SourceId,
    natives: nativesIn(before, after),
    manifest: after.manifest,
    ...(before ? { base: before.manifest } : {}),
    at: AS_OF,
    decisions: after.seats.keys(),
    given: [],
    lost: new Set(),
    tombstones: [],
    feed: after.manifest.inputs.identity,
    governance: [{ declarations: digestOf(after.manifest.catalogue), approval: digest('governors') }],
  });
  if ('explained' in judged) return judged.explained;
  throw new Error(
    judged.refusals.map(({ code, at: where, message }) => `${code} ${where ?? ''} ${message}`).join('\n'),
  );
}

/** What a manifest has Terraform carry in stacks that are there at both ends. */
function carried(
  { edges, catalogue: declared, asOf }: Manifest,
  stacks: ReadonlySet<string>,
): Pick<Manifest, 'edges' | 'catalogue'> {
  const isCarried = ({ carriage, window }: WantedEdge): boolean =>
    carriage.by === 'terraform' && stacks.has(carriage.stack) && windowState(window, asOf) === 'open';
  return { edges: edges.filter(isCarried), catalogue: declared };
}

/** A change, as the change set has it and as a plan has it: windows are told by no plan, and another place is one that goes and one that comes. */
function expectedOf(before: Synthesis | undefined, after: Synthesis): readonly string[] {
  const stacks = new Set(after.manifest.shards.map(({ stack }) => stack));
  const nothing = { edges: [], catalogue: { ...after.manifest.catalogue, permissionSets: [] } };
  const was = before ? carried(before.manifest, stacks) : nothing;
  return changesBetween(was, carried(after.manifest, stacks))
    .flatMap((change) => {
      if (change.what === 'window') return [];
      if (change.what === 'carriage') return [`add ${change.edge}`, `remove ${change.edge}`];
      if (change.what === 'edge') return [`${change.op} ${change.id}`];
      return [canonicalJson([change.of, change.before, change.after])];
    })
    .sort();
}

function saidBy(effect: Effect): readonly string[] {
  if (effect.what === 'object') return [];
  if (effect.what === 'edge') return [`${effect.op} ${effect.id}`];
  const of = (content: typeof effect.after) =>
    content === 'absent' ? content : digestedContent(effect.of, content);
  return [canonicalJson([effect.of, of(effect.before), of(effect.after)])];
}

test('for random manifests, the plan from one to the other explains to exactly the change set', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.option(drawn, { nil: undefined, freq: 5 }), drawn, (was, is) => {
      const before = was && synthesisOf(was, 'before');
      const after = synthesisOf(is, 'after', was);
      const explained = after.manifest.shards.map(({ stack }) =>
        judgedOf(simulated(before, after, stack), before, after, stack),
      );
      expect(explained.flatMap(({ also }) => also)).toEqual([]);
      expect(explained.flatMap(({ lacking, found }) => [...lacking, ...found])).toEqual([]);
      const planned = explained.flatMap((each) => each.planned);
      expect(planned.flatMap(({ effect }) => saidBy(effect)).sort()).toEqual(expectedOf(before, after));
      for (const { because, effect } of planned)
        for (const { by } of because) seen.add(`${effect.what === 'edge' ? effect.op : effect.what} ${by}`);
    }),
    { numRuns: 60 },
  );
  expect([...seen].sort()).toEqual(
    expect.arrayContaining([
      'add birthright',
      'add governance',
      'add ticket',
      'content governance',
      'remove end',
    ]),
  );
}, 300_000);

test('every kind of edge is among them', () => {
  const all = synthesisOf(
    {
      people: [{ works: true, packages: PACKAGES }],
      minutes: 60,
      action: 's3:*',
      managed: true,
      boundary: true,
      structure: true,
    },
    'after',
  );
  const effects = all.manifest.shards.flatMap(({ stack }) =>
    judgedOf(simulated(undefined, all, stack), undefined, all, stack).planned.map(({ effect }) => effect),
  );
  const edges = effects.flatMap((each) => (each.what === 'edge' ? [each] : []));
  const kinds = edges.map(({ edge }) => `${objectOf(edge.target).kind} to ${edge.holder.kind}`);
  expect([...new Set(kinds)].sort()).toEqual([
    'aws.group to person',
    'aws.permission-set to aws.group',
    'aws.permission-set to person',
    'okta.app to okta.group',
    'okta.app to person',
    'okta.group to person',
  ]);
  expect(edges.filter(({ edge }) => isApp(edge.target))).toHaveLength(2);
});
