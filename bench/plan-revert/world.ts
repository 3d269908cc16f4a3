import type { JournalEntry, JudgeInput, Rails } from '../../lib/drift/index.js';
import type { IdentitySnapshot, PersonRecord } from '../../lib/identity/index.js';
import type { Completeness, Inventory } from '../../lib/inventory/index.js';
import { branded, digest, parseInstant } from '../../lib/kernel/index.js';
import {
  MANIFEST_SCHEMA,
  type EndedGrant,
  type Manifest,
  type Provenance,
  type WantedEdge,
} from '../../lib/manifest/index.js';
import {
  AWS_SOURCE,
  awsGroup,
  edgeIdOf,
  edgeKey,
  edgeOf,
  OKTA_SOURCE,
  permissionSet,
  person,
  type AccountId,
  type AwsGroupRef,
  type Edge,
  type LiveEdge,
  type Person,
} from '../../lib/model/index.js';

/** How large a world is. */
export interface Size {
  /** Live edges in all. */
  readonly edges: number;
  readonly packages: number;
}

/** A world to be judged, with the seats to keep filled in it and how many lines each rail has to hold. */
export interface PackagesWorld extends Pick<
  JudgeInput,
  'manifest' | 'inventory' | 'identity' | 'journal' | 'at'
> {
  readonly seats: Rails['administrators']['seats'];
  readonly expected: Readonly<Record<'go' | 'ceiling' | 'foreign-ceiling' | 'administrators', number>>;
}

/** Of every package: below the ceiling with what was taken already, or above it; strangers; the last of a seat. */
const FEW = 20;
const MANY = 60;
const TAKEN = 3;
const STRANGERS = 5;
const LAST = 2;
/** What the default ceiling lets go of what is foreign in one provider. */
const FOREIGN = 100;

const AT = parseInstant('2026-11-21T12:00:00Z');
const THIS_MORNING = parseInstant('2026-11-21T08:00:00Z');
const YESTERDAY = parseInstant('2026-11-20T12:00:00Z');
const BEFORE = parseInstant('2026-11-01T12:00:00Z');
const SET = permissionSet('Admin');

/** Packages of one carrier each that administers an account of its own; in each some grants are over. */
export function packagesWorld({ edges, packages }: Size): PackagesWorld {
  const people = Array.from({ length: edges / 10 }, (_, index) => person(String(10_000 + index)));
  const parts = Array.from({ length: packages }, (_, index) => partOf(index, edges / packages, people));
  const held = parts.filter(({ keepers }) => keepers).length * LAST;
  const strangers = packages * STRANGERS;
  const few = packages / 2;
  return {
    at: AT,
    manifest: manifestOf(parts),
    inventory: inventoryOf(parts),
    identity: identityOf(people),
    journal: parts.flatMap((part) => part.taken.map((edge) => attemptOf(part, edge))),
    seats: parts.flatMap(({ account, keepers }) => [{ account }, ...(keepers ? [{ group: keepers }] : [])]),
    expected: {
      go: few * FEW + FOREIGN,
      ceiling: few * MANY,
      'foreign-ceiling': strangers - FOREIGN,
      administrators: held,
    },
  };
}

/** One package of a world. */
interface PackagePart {
  readonly name: string;
  readonly account: AccountId;
  readonly carrier: AwsGroupRef;
  /** In every tenth package a group whose last members are to go. */
  readonly keepers: AwsGroupRef | undefined;
  readonly structure: Edge;
  readonly wanted: readonly Edge[];
  readonly over: readonly Edge[];
  readonly foreign: readonly Edge[];
  /** Taken away by an earlier run within the window. */
  readonly taken: readonly Edge[];
}

function partOf(index: number, edges: number, people: readonly Person[]): PackagePart {
  const carrier = awsGroup(`operators-${index}`);
  const account = branded<'account'>(String(100_000_000_000 + index));
  const keepers = index % 10 === 0 ? awsGroup(`keepers-${index}`) : undefined;
  const last = keepers ? LAST : 0;
  const members = Array.from({ length: edges - 1 - last + TAKEN }, (_, nth) =>
    edgeOf({ holder: at(people, index * edges + nth), target: carrier }),
  );
  const ending = index % 2 === 0 ? FEW : MANY;
  const live = members.slice(TAKEN);
  const lastOnes = Array.from({ length: last }, (_, nth) =>
    edgeOf({ holder: at(people, index * edges + nth), target: keepers ?? carrier }),
  );
  return {
    name: `operate-${index}`,
    account,
    carrier,
    keepers,
    structure: edgeOf({ holder: carrier, target: { kind: 'aws.assignment', set: SET, account } }),
    taken: members.slice(0, TAKEN),
    over: [...live.slice(0, ending), ...lastOnes],
    foreign: live.slice(ending, ending + STRANGERS),
    wanted: live.slice(ending + STRANGERS),
  };
}

function at(people: readonly Person[], index: number): Person {
  const one = people[index % people.length];
  if (!one) throw new Error('the bench is wrong');
  return one;
}

function idOf(edge: Edge): WantedEdge['id'] {
  return edgeIdOf(edgeKey(edge));
}

const BASIS = { kind: 'birthright', jobFunction: 'engineer' } as const;

function wantedOf({ name }: PackagePart, edge: Edge, role: WantedEdge['role']): WantedEdge {
  const id = idOf(edge);
  const window = { start: BEFORE, end: 'standing' } as const;
  const why = { package: name, asset: 'system' };
  const because: Provenance = role === 'structure' ? why : { ...why, standing: { basis: BASIS, window } };
  const carriage = { by: 'terraform', stack: 'aws-0', address: `aws.${id}`, slot: 'resource' } as const;
  return { id, edge, role, window, because: [because], carriage };
}

function endedOf({ name }: PackagePart, edge: Edge): EndedGrant {
  if (edge.holder.kind !== 'person') throw new Error('the bench is wrong');
  return {
    principal: edge.holder,
    package: name,
    asset: 'system',
    basis: BASIS,
    window: { start: BEFORE, end: YESTERDAY },
    endedAt: YESTERDAY,
    why: 'window',
    via: [{ id: idOf(edge), edge }],
  };
}

function attemptOf({ name }: PackagePart, edge: Edge): JournalEntry {
  return {
    kind: 'attempt',
    at: THIS_MORNING,
    run: 'run-0',
    edge: idOf(edge),
    revocation: { what: 'edge', live: liveOf(edge) },
    counts: { basis: 'had', package: name },
  };
}

function liveOf(edge: Edge): LiveEdge {
  const holder = edge.holder.kind === 'person' ? edge.holder.id : 'carrier';
  return { edge, native: { id: idOf(edge), holder, target: 'target' }, cause: { by: 'direct' } };
}

function manifestOf(parts: readonly PackagePart[]): Manifest {
  const none = digest('');
  const groups = groupsOf(parts);
  return {
    schema: MANIFEST_SCHEMA,
    asOf: YESTERDAY,
    inputs: { declarations: none, tickets: none, identity: none, decisions: none, tombstones: none },
    catalogue: {
      organization: 'bench',
      accounts: parts.map(({ account, name }) => ({ id: account, name, environment: 'production' })),
      assets: [],
      teams: [],
      permissionSets: [],
      groups: groups.map((ref) => ({ ref, description: '', restrictive: false })),
      packages: [],
      jobFunctions: [],
      workloads: [],
      scopes: [
        {
          name: 'all',
          mode: 'enforce',
          owner: 'bench',
          accounts: parts.map(({ account }) => account),
          groups,
          carriersOf: [AWS_SOURCE, OKTA_SOURCE],
        },
      ],
    },
    edges: parts.flatMap((part) => [
      wantedOf(part, part.structure, 'structure'),
      ...part.wanted.map((edge) => wantedOf(part, edge, 'holding')),
    ]),
    grants: [],
    ended: parts.flatMap((part) => part.over.map((edge) => endedOf(part, edge))),
    omitted: [],
    shards: [],
  };
}

function groupsOf(parts: readonly PackagePart[]): AwsGroupRef[] {
  return parts.flatMap(({ carrier, keepers }) => [carrier, ...(keepers ? [keepers] : [])]);
}

function inventoryOf(parts: readonly PackagePart[]): Inventory {
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
    apps: [],
    startedAt: AT,
    endedAt: AT,
    sources: [AWS_SOURCE, OKTA_SOURCE].map((source): Completeness => ({ source, ...whole })),
    edges: parts
      .flatMap(({ structure, wanted, over, foreign }) => [structure, ...wanted, ...over, ...foreign])
      .map(liveOf),
    roles: [
      {
        ref: SET,
        native: 'set-admin',
        content: undefined,
        privileged: ['AdministratorAccess'],
        staleIn: [],
        provisionedIn: [],
      },
    ],
    groups: groupsOf(parts).map((ref) => ({ ref, native: ref.name, origin: 'managed' })),
    users: [],
    accounts: [],
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
