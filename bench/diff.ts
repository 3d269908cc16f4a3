import { DEFAULT_PATIENCE, judge, type DriftReport } from '../lib/drift/index.js';
import type { IdentitySnapshot, PersonRecord } from '../lib/identity/index.js';
import type { Completeness, Inventory } from '../lib/inventory/index.js';
import { digest, parseInstant } from '../lib/kernel/index.js';
import {
  MANIFEST_SCHEMA,
  type GroupDeclaration,
  type Manifest,
  type WantedEdge,
} from '../lib/manifest/index.js';
import {
  AWS_SOURCE,
  awsGroup,
  edgeIdOf,
  edgeKey,
  edgeOf,
  OKTA_SOURCE,
  oktaGroup,
  person,
  type Edge,
  type Grant,
  type Group,
  type LiveEdge,
  type Person,
} from '../lib/model/index.js';
import type { Measure } from './run.js';

const EDGES = 1_000_000;
const PEOPLE = 20_000;
const GROUPS = 5_000;
/** How many edges differ, of each: missing, foreign, expired. */
const DIFFERENCES = 1_000;
const AT = parseInstant('2026-11-21T12:00:00Z');
const BEFORE = parseInstant('2026-11-01T12:00:00Z');
const ENDED = parseInstant('2026-11-20T12:00:00Z');

/** Judges a million live edges against a million wanted ones, from plain data to the report. */
export default async function bench(): Promise<Measure[]> {
  const world = worldOf();
  const started = performance.now();
  const { report } = judge({
    ...world,
    manifestDigest: digest('bench'),
    journal: [],
    audit: new Map(),
    pipelines: [],
    at: AT,
    patience: DEFAULT_PATIENCE,
  });
  const seconds = (performance.now() - started) / 1000;
  refuseWrong(report);
  // The peak of this process, the data of both sides included. resourceUsage counts in KiB.
  const peak = process.resourceUsage().maxRSS / 1024;
  return await Promise.resolve([
    { name: 'diff-1m-seconds', value: seconds, unit: 's' },
    { name: 'diff-1m-rss-mb', value: peak, unit: 'MB' },
  ]);
}

function worldOf(): { manifest: Manifest; inventory: Inventory; identity: IdentitySnapshot } {
  const people = Array.from({ length: PEOPLE }, (_, index) => person(String(10_000 + index)));
  const groups = Array.from({ length: GROUPS }, (_, index) =>
    index % 2 === 0 ? oktaGroup(`team-${index}`) : awsGroup(`team-${index}`),
  );
  const edges: WantedEdge[] = [];
  const grants: Grant[] = [];
  const live: LiveEdge[] = [];
  for (let index = 0; index < EDGES + DIFFERENCES; index++) {
    const edge = edgeAt(index, people, groups);
    const foreign = index >= EDGES;
    const missing = index < DIFFERENCES;
    const expired = !foreign && index >= EDGES - DIFFERENCES;
    if (!foreign) {
      const wanted = wantedAt(edge, expired);
      edges.push(wanted);
      grants.push(grantOf(wanted));
    }
    if (!missing) live.push({ edge, native: nativeOf(edge, index), cause: DIRECT });
  }
  return {
    manifest: manifestOf(groups, edges, grants),
    inventory: inventoryOf(groups, live),
    identity: identityOf(people),
  };
}

const DIRECT = { by: 'direct' } as const;
const OPEN = [provenance(BEFORE, 'standing')] as const;
const OVER = [provenance(BEFORE, ENDED)] as const;

function provenance(start: typeof AT, end: typeof AT | 'standing'): WantedEdge['because'][0] {
  const basis = { kind: 'birthright', jobFunction: 'engineer' } as const;
  return { package: 'team', asset: 'payments', standing: { basis, window: { start, end } } };
}

/** Each pair of person and group once: the step is prime to the number of groups. */
function edgeAt(index: number, people: readonly Person[], groups: readonly Group[]): Edge {
  const who = index % PEOPLE;
  const round = Math.floor(index / PEOPLE);
  const holder = people[who];
  const target = groups[(who * 7 + round * 97) % GROUPS];
  if (!holder || !target) throw new Error('the bench is wrong');
  return edgeOf({ holder, target });
}

function wantedAt(edge: Edge, over: boolean): WantedEdge {
  const id = edgeIdOf(edgeKey(edge));
  const because = over ? OVER : OPEN;
  const window = { start: BEFORE, end: over ? ENDED : ('standing' as const) };
  const carriage = {
    by: 'terraform',
    stack: 'standing-okta-0',
    address: `okta.${id}`,
    slot: 'resource',
  } as const;
  return { id, edge, role: 'holding', window, because, carriage };
}

function grantOf({ id, edge, because }: WantedEdge): Grant {
  const [{ package: name, asset, standing }] = because;
  if (edge.holder.kind !== 'person' || !standing) throw new Error('the bench is wrong');
  return {
    principal: edge.holder,
    package: name,
    asset,
    entitlement: edge.target,
    via: [id],
    bases: [standing],
  };
}

function nativeOf({ holder, target }: Edge, index: number): LiveEdge['native'] {
  if (holder.kind !== 'person' || target.kind === 'aws.assignment') throw new Error('the bench is wrong');
  const ends = { holder: holder.id as string, target: target.name };
  return target.kind === 'aws.group' ? { id: `membership-${index}`, ...ends } : ends;
}

function manifestOf(
  groups: readonly Group[],
  edges: readonly WantedEdge[],
  grants: readonly Grant[],
): Manifest {
  const none = digest('');
  return {
    schema: MANIFEST_SCHEMA,
    asOf: BEFORE,
    inputs: { declarations: none, tickets: none, identity: none, decisions: none, tombstones: none },
    catalogue: {
      organization: 'bench',
      accounts: [],
      assets: [],
      teams: [],
      permissionSets: [],
      groups: groups.map((ref): GroupDeclaration => ({ ref, description: '', restrictive: false })),
      packages: [],
      jobFunctions: [],
      workloads: [],
      scopes: [
        {
          name: 'all',
          mode: 'enforce',
          owner: 'bench',
          accounts: [],
          groups: [],
          carriersOf: [AWS_SOURCE, OKTA_SOURCE],
        },
      ],
    },
    edges,
    grants,
    ended: [],
    omitted: [],
    shards: [],
  };
}

function inventoryOf(groups: readonly Group[], edges: readonly LiveEdge[]): Inventory {
  const whole = {
    complete: true,
    listed: 1,
    answered: 1,
    failures: [],
    startedAt: AT,
    endedAt: AT,
    calls: 1,
  };
  return {
    startedAt: AT,
    endedAt: AT,
    sources: [AWS_SOURCE, OKTA_SOURCE].map((source): Completeness => ({ source, ...whole })),
    edges,
    roles: [],
    groups: groups.map((ref) => ({ ref, native: ref.name, origin: 'managed' })),
    users: [],
    accounts: [],
    apps: [],
    rules: [],
    pushes: [],
    ambiguous: [],
    policies: [],
    uncovered: [],
  };
}

function identityOf(people: readonly Person[]): IdentitySnapshot {
  const records = people.map(({ id }): PersonRecord => ({
    id,
    name: `Person ${id}`,
    email: `${id}@example.com`,
    worker: 'employee',
    status: 'active',
    department: 'Engineering',
    jobCode: 'ENG1',
    title: 'Engineer',
    start: BEFORE,
    accounts: [],
  }));
  return { schema: 'writ.identity/1', asOf: AT, feeds: [], people: records, workloads: [], shared: [] };
}

/** A fast answer that is wrong is no answer. */
function refuseWrong({ counts }: DriftReport): void {
  const { matched, missing, foreign, expired } = counts;
  const right =
    matched === EDGES - 2 * DIFFERENCES &&
    missing === DIFFERENCES &&
    foreign === DIFFERENCES &&
    expired === DIFFERENCES;
  if (!right) throw new Error(`the comparison is wrong: ${JSON.stringify(counts)}`);
}
