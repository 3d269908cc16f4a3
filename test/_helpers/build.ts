import {
  DEFAULT_PATIENCE,
  judge,
  type DriftReport,
  type Finding,
  type FindingCode,
  type JudgeInput,
  type Judgement,
} from '../../lib/drift/index.js';
import type { AuditReads, Completeness, Inventory, LiveRole, Part } from '../../lib/inventory/index.js';
import type { AccountLink, IdentitySnapshot, PersonRecord } from '../../lib/identity/index.js';
import { digest, parseInstant, WritError, type Instant } from '../../lib/kernel/index.js';
import {
  MANIFEST_SCHEMA,
  type Catalogue,
  type EndedGrant,
  type GroupDeclaration,
  type Manifest,
  type PermissionSetDeclaration,
  type Provenance,
  type ScopeDeclaration,
  type WantedEdge,
} from '../../lib/manifest/index.js';
import { digestedContent, type LivePolicy } from '../../lib/meaning/index.js';
import {
  AWS_SOURCE,
  awsGroup,
  edgeIdOf,
  edgeKey,
  edgeOf,
  OKTA_SOURCE,
  oktaApp,
  oktaGroup,
  permissionSet,
  person,
  refKey,
  type AccountId,
  type AwsGroupRef,
  type Basis,
  type Cause,
  type Edge,
  type EdgeId,
  type Group,
  type Holder,
  type LiveEdge,
  type OktaGroupRef,
  type PermissionSetContent,
  type PermissionSetRef,
  type SourceId,
  type Target,
  type Window,
} from '../../lib/model/index.js';

/** Noon on the day that these tests live in. */
export const NOON = parseInstant('2026-11-21T12:00:00Z');
export const YESTERDAY = parseInstant('2026-11-20T12:00:00Z');
export const LAST_WEEK = parseInstant('2026-11-14T12:00:00Z');
export const TOMORROW = parseInstant('2026-11-22T12:00:00Z');
export const STANDING: Window = { start: LAST_WEEK, end: 'standing' };

export const PROD = '111111111111' as AccountId;
export const ADMINS = oktaGroup('prod-admins');
export const AWS_ADMINS = awsGroup('prod-admins');
export const READERS = awsGroup('prod-readers');
export const SALESFORCE = oktaApp('Salesforce');
export const ADMIN_SET = permissionSet('ProdAdmin');
export const READ_SET = permissionSet('ProdRead');

export function at(text: string): Instant {
  return parseInstant(text);
}

export function assignment(set: PermissionSetRef = ADMIN_SET, account: AccountId = PROD): Target {
  return { kind: 'aws.assignment', set, account };
}

export function edge(holder: Holder, target: Target): Edge {
  return edgeOf({ holder, target });
}

export function idOf(of: Edge): EdgeId {
  return edgeIdOf(edgeKey(of));
}

// ── what is wanted ──────────────────────────────────────────────────────────────────────────────────────────────

export interface WantedProps {
  readonly window?: Window;
  readonly basis?: Basis;
  readonly role?: WantedEdge['role'];
  /** Makes it an edge that a push of this one brings. */
  readonly pushedFrom?: Edge;
  readonly external?: string;
}

export function wanted(of: Edge, props: WantedProps = {}): WantedEdge {
  const window = props.window ?? STANDING;
  const role = props.pushedFrom ? 'pushed' : (props.role ?? 'holding');
  const basis: Basis = props.basis ?? { kind: 'birthright', jobFunction: 'sre' };
  const because: Provenance =
    role === 'structure'
      ? { package: 'prod-admin', asset: 'payments' }
      : { package: 'prod-admin', asset: 'payments', standing: { basis, window } };
  return { id: idOf(of), edge: of, role, window, because: [because], carriage: carriageOf(of, props) };
}

function carriageOf(of: Edge, props: WantedProps): WantedEdge['carriage'] {
  if (props.pushedFrom) return { by: 'push', upstream: idOf(props.pushedFrom) };
  if (props.external !== undefined) return { by: 'external', owner: props.external };
  return { by: 'terraform', stack: 'standing-aws-0', address: `aws.${idOf(of)}`, slot: 'resource' };
}

export function ended(of: Edge, props: Partial<EndedGrant> = {}): EndedGrant {
  const { holder } = of;
  return {
    principal: holder.kind === 'workload' || holder.kind === 'person' ? holder : person('nobody'),
    package: 'prod-admin',
    asset: 'payments',
    basis: { kind: 'ticket', ticket: 'ACC-0001' },
    window: { start: LAST_WEEK, end: YESTERDAY },
    endedAt: YESTERDAY,
    why: 'window',
    via: [{ id: idOf(of), edge: of }],
    ...props,
  };
}

export function enforced(
  groups: readonly Group[] = [ADMINS, AWS_ADMINS, READERS],
  accounts: readonly AccountId[] = [PROD],
): ScopeDeclaration {
  const apps = [SALESFORCE];
  return { name: 'everything', mode: 'enforce', owner: 'platform', accounts, groups, carriersOf: [], apps };
}

export function group(ref: Group, props: Partial<GroupDeclaration> = {}): GroupDeclaration {
  return { ref, description: ref.name, restrictive: false, ...props };
}

export const CONTENT: PermissionSetContent = {
  managed: ['arn:aws:iam::aws:policy/AdministratorAccess'],
  customerManaged: [],
  sessionMinutes: 60,
};

export function set(
  ref: PermissionSetRef,
  props: Partial<PermissionSetDeclaration> = {},
): PermissionSetDeclaration {
  return { ref, description: ref.name, content: CONTENT, privileged: [], ...props };
}

export function catalogue(props: Partial<Catalogue> = {}): Catalogue {
  return {
    organization: 'Example',
    accounts: [{ id: PROD, name: 'payments-prod', environment: 'production' }],
    assets: [],
    teams: [],
    permissionSets: [],
    groups: [group(ADMINS, { pushedTo: AWS_ADMINS }), group(AWS_ADMINS, { pushedFrom: ADMINS })],
    packages: [],
    jobFunctions: [],
    workloads: [],
    scopes: [enforced()],
    ...props,
  };
}

export function manifest(
  props: Partial<Omit<Manifest, 'catalogue'>> & { catalogue?: Partial<Catalogue> } = {},
): Manifest {
  const nothing = digest('');
  return {
    schema: MANIFEST_SCHEMA,
    asOf: NOON,
    inputs: {
      declarations: nothing,
      tickets: nothing,
      identity: nothing,
      decisions: nothing,
      tombstones: nothing,
    },
    edges: [],
    grants: [],
    ended: [],
    omitted: [],
    shards: [],
    ...props,
    catalogue: catalogue(props.catalogue),
  };
}

// ── what is live ────────────────────────────────────────────────────────────────────────────────────────────────

/** The native id that builders give to whatever has this name or id. */
export function native(of: Holder | Target): string {
  switch (of.kind) {
    case 'person':
    case 'workload':
      return `user-${of.id}`;
    case 'unlinked':
      return of.native;
    case 'aws.assignment':
      return `set-${of.set.name}`;
    default:
      return `${of.source}-group-${of.name}`;
  }
}

export function live(of: Edge, cause: Cause = { by: 'direct' }): LiveEdge {
  return { edge: of, native: { holder: native(of.holder), target: native(of.target) }, cause };
}

export function pushed(of: Edge, upstream: Edge): LiveEdge {
  return live(of, { by: 'push', upstream });
}

export function liveSet(
  ref: PermissionSetRef,
  content: PermissionSetContent = CONTENT,
  props: Partial<LiveRole> = {},
): LiveRole {
  return {
    ref,
    native: `set-${ref.name}`,
    content: digestedContent(ref, content),
    holds: content,
    privileged: [],
    staleIn: [],
    provisionedIn: [PROD],
    ...props,
  };
}

export interface InventoryProps {
  readonly edges?: readonly LiveEdge[];
  readonly roles?: readonly LiveRole[];
  readonly policies?: readonly LivePolicy[];
  readonly users?: Inventory['users'];
  readonly rules?: Inventory['rules'];
  readonly pushes?: readonly (readonly [OktaGroupRef, AwsGroupRef])[];
  readonly ambiguous?: Inventory['ambiguous'];
  /** Parts that could not be read, by source. */
  readonly unread?: readonly (readonly [SourceId, Part])[];
  readonly sources?: readonly SourceId[];
}

/** An inventory of two sources, with an object for every group and set that an edge names. */
export function inventory(props: InventoryProps = {}): Inventory {
  const edges = props.edges ?? [];
  const groups = new Map<string, Group>([ADMINS, AWS_ADMINS, READERS].map((ref) => [refKey(ref), ref]));
  for (const { edge: of } of edges) {
    for (const end of [of.holder, of.target]) {
      if (end.kind === 'okta.group' || end.kind === 'aws.group') groups.set(refKey(end), end);
    }
  }
  return {
    startedAt: NOON,
    endedAt: NOON,
    sources: (props.sources ?? [AWS_SOURCE, OKTA_SOURCE]).map((source) =>
      completeness(source, props.unread ?? []),
    ),
    edges,
    apps: [],
    roles: props.roles ?? [ADMIN_SET, READ_SET].map((ref) => liveSet(ref)),
    groups: [...groups.values()].map((ref) => ({ ref, native: native(ref), origin: 'managed' })),
    users: props.users ?? [],
    accounts: [{ id: PROD, name: 'payments-prod', active: true }],
    rules: props.rules ?? [],
    pushes: (props.pushes ?? [[ADMINS, AWS_ADMINS]]).map(([from, to]) => ({ from, to, active: true })),
    ambiguous: props.ambiguous ?? [],
    policies: props.policies ?? [],
    uncovered: [],
  };
}

function completeness(source: SourceId, unread: readonly (readonly [SourceId, Part])[]): Completeness {
  const error = new WritError('PROVIDER_DENIED', 'the provider denies this call', { remedy: 'allow it' });
  const failures = unread.flatMap(([of, part]) => (of === source ? [{ part, error }] : []));
  return {
    source,
    complete: failures.length === 0,
    listed: 10,
    answered: 10 - failures.length,
    failures,
    startedAt: NOON,
    endedAt: NOON,
    calls: 10,
  };
}

// ── who they are ────────────────────────────────────────────────────────────────────────────────────────────────

export function record(id: string, props: Partial<PersonRecord> = {}): PersonRecord {
  return {
    id: person(id).id,
    name: `Person ${id}`,
    email: `${id}@example.com`,
    worker: 'employee',
    status: 'active',
    department: 'Platform',
    jobCode: 'SRE1',
    title: 'Engineer',
    start: LAST_WEEK,
    accounts: accountsOf(id),
    ...props,
  };
}

function accountsOf(id: string): readonly AccountLink[] {
  return [AWS_SOURCE, OKTA_SOURCE].map((source) => ({
    source,
    native: `user-${id}`,
    login: `${id}@example.com`,
  }));
}

export function identity(...people: readonly PersonRecord[]): IdentitySnapshot {
  return { schema: 'writ.identity/1', asOf: NOON, feeds: [], people, workloads: [], shared: [] };
}

// ── judging ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** Everything that a judgement takes, with nothing wanted and nothing live unless said. */
export function judgeInput(props: Partial<JudgeInput> = {}): JudgeInput {
  return {
    manifest: manifest(),
    manifestDigest: digest('manifest'),
    inventory: inventory(),
    identity: identity(record('1', { name: 'Dana Fox' }), record('2'), record('3')),
    journal: [],
    audit: new Map() as AuditReads,
    pipelines: [],
    at: NOON,
    patience: DEFAULT_PATIENCE,
    ...props,
  };
}

/** What is judged of it: for whoever plans from it. */
export function judgement(props: Partial<JudgeInput> = {}): Judgement {
  return judge(judgeInput(props));
}

export function report(props: Partial<JudgeInput> = {}): DriftReport {
  return judgement(props).report;
}

/** The one finding of a report; fails when there are none or several. */
export function only(of: DriftReport): Finding {
  const [finding, ...more] = of.findings;
  if (!finding || more.length > 0) {
    throw new Error(`expected one finding, got ${JSON.stringify(of.findings.map((f) => [f.code, f.gives]))}`);
  }
  return finding;
}

export function codes(of: DriftReport): readonly FindingCode[] {
  return of.findings.map((finding) => finding.code);
}
