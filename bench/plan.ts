import { canonicalJson, digest, digestOf, parseInstant } from '../lib/kernel/index.js';
import { linksOf, type IdentitySnapshot } from '../lib/identity/index.js';
import type { Manifest, WantedEdge } from '../lib/manifest/index.js';
import { AWS_SOURCE, awsGroup, edgeIdOf, edgeKey, person } from '../lib/model/index.js';
import { groundsOf, judgePlan, nativesOf, readPlan, type Natives } from '../lib/plan/index.js';
import type { Measure } from './run.js';

const EDGES = 10_000;
const AT = parseInstant('2026-11-21T12:00:00Z');
const GROUPS = 100;
const STACK = 'aws-tickets-0';
const SOURCE = 'registry.terraform.io/hashicorp/aws';
const native = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
const groupNative = (index: number): string => `11111111-0000-4000-8000-${String(index).padStart(12, '0')}`;

/** Reads the plan of a stack of 10,000 memberships, derives what it does, holds configuration and manifest to it, explains and binds it. */
export default async function bench(): Promise<Measure[]> {
  const { planJson, configuration, manifest, natives, decisions } = worldOf();
  (globalThis as { gc?: () => void }).gc?.();
  const started = performance.now();
  const read = readPlan(planJson);
  if (!('plan' in read)) throw new Error(`it is not read: ${read.refusals[0]?.message ?? ''}`);
  const judged = judgePlan({
    plan: read.plan,
    configuration,
    stack: STACK,
    source: AWS_SOURCE,
    natives,
    manifest,
    at: AT,
    decisions,
    given: [],
    lost: new Set(),
    tombstones: [],
    feed: manifest.inputs.identity,
    governance: [],
  });
  const grounds = 'explained' in judged ? groundsOf(judged.explained) : undefined;
  const seconds = (performance.now() - started) / 1000;
  if (grounds?.decisions.length !== EDGES) throw new Error('not everything is explained');
  const peak = process.resourceUsage().maxRSS / 1024;
  return await Promise.resolve([
    { name: 'plan-explain-10k-seconds', value: seconds, unit: 's' },
    { name: 'plan-explain-10k-rss-mb', value: peak, unit: 'MB' },
  ]);
}

interface Row {
  readonly wanted: WantedEdge;
  readonly address: string;
  readonly group: number;
  readonly member: string;
}

function worldOf(): {
  readonly planJson: Uint8Array;
  readonly configuration: Uint8Array;
  readonly manifest: Manifest;
  readonly natives: Natives;
  readonly decisions: readonly { readonly ticket: string; readonly digest: ReturnType<typeof digest> }[];
} {
  const rows = Array.from({ length: EDGES }, (_, index) => rowOf(index));
  const json = configurationOf(rows);
  const manifest = manifestOf(rows, digest(canonicalJson(json)));
  const people = rows.map((_, index) => ({
    id: person(String(index)).id,
    accounts: [{ source: AWS_SOURCE, native: native(index), login: `p${index}` }],
  }));
  const live = Array.from({ length: GROUPS }, (_, index) => ({
    ref: awsGroup(`g${index}`),
    native: groupNative(index),
  }));
  const links = linksOf({ people, workloads: [], shared: [] } as unknown as IdentitySnapshot);
  const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
  return {
    planJson: bytes(planOf(rows)),
    configuration: bytes(json),
    manifest,
    natives: nativesOf({ groups: live as never, roles: [], apps: [], ambiguous: [] }, links),
    decisions: rows.map((_, index) => ({ ticket: `ACC-${index}`, digest: digest(`ACC-${index}`) })),
  };
}

function rowOf(index: number): Row {
  const group = index % GROUPS;
  const edge = { holder: person(String(index)), target: awsGroup(`g${group}`) };
  const id = edgeIdOf(edgeKey(edge));
  const name = `membership_${id}`;
  const address = `aws_identitystore_group_membership.${name}`;
  const window = { start: parseInstant('2026-11-21T10:00:00Z'), end: parseInstant('2026-11-21T16:00:00Z') };
  const standing = { basis: { kind: 'ticket', ticket: `ACC-${index}` }, window } as const;
  const carriage = { by: 'terraform', stack: STACK, address, slot: 'resource' } as const;
  const because = [{ package: 'p', asset: 'a', standing }] as const;
  return {
    wanted: { id, edge, role: 'holding', window, because, carriage },
    address,
    group,
    member: native(index),
  };
}

const STORE = '${tolist(data.aws_ssoadmin_instances.instance.identity_store_ids)[0]}';
const groupText = (group: number): string => `\${data.aws_identitystore_group.group_g${group}.group_id}`;
const lookUp = (group: number): object => ({
  identity_store_id: STORE,
  alternate_identifier: { unique_attribute: { attribute_path: 'DisplayName', attribute_value: `g${group}` } },
});
const numbers = Array.from({ length: GROUPS }, (_, group) => group);

function configurationOf(rows: readonly Row[]): object {
  return {
    data: {
      aws_identitystore_group: Object.fromEntries(numbers.map((group) => [`group_g${group}`, lookUp(group)])),
      aws_ssoadmin_instances: { instance: {} },
    },
    resource: {
      aws_identitystore_group_membership: Object.fromEntries(
        rows.map(({ address, group, member }) => [
          address.split('.')[1],
          { group_id: groupText(group), identity_store_id: STORE, member_id: member },
        ]),
      ),
    },
  };
}

function planOf(rows: readonly Row[]): object {
  const type = 'aws_identitystore_group_membership';
  const looked = (address: string, kind: string, values: object): object => ({
    address,
    mode: 'data',
    type: kind,
    name: address.split('.')[2],
    provider_name: SOURCE,
    values,
  });
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    complete: true,
    applyable: true,
    errored: false,
    resource_changes: rows.map(({ address, group, member }) => ({
      address,
      mode: 'managed',
      type,
      name: address.split('.')[1],
      provider_name: SOURCE,
      change: {
        actions: ['create'],
        before: null,
        after: { group_id: groupNative(group), identity_store_id: 'd-9067f0e1a2', member_id: member },
        after_unknown: { id: true, membership_id: true },
        before_sensitive: false,
        after_sensitive: {},
      },
    })),
    prior_state: {
      values: {
        root_module: {
          resources: [
            looked('data.aws_ssoadmin_instances.instance', 'aws_ssoadmin_instances', {
              arns: ['arn:aws:sso:::instance/ssoins-7223e1f2a4b5c6d7'],
              identity_store_ids: ['d-9067f0e1a2'],
            }),
            ...numbers.map((group) =>
              looked(`data.aws_identitystore_group.group_g${group}`, 'aws_identitystore_group', {
                group_id: groupNative(group),
              }),
            ),
          ],
        },
      },
    },
    configuration: {
      provider_config: { aws: { name: 'aws', full_name: SOURCE } },
      root_module: { resources: expressionsOf(rows) },
    },
  };
}

function expressionsOf(rows: readonly Row[]): readonly object[] {
  return rows.map(({ address, group, member }) => ({
    address,
    mode: 'managed',
    type: 'aws_identitystore_group_membership',
    name: address.split('.')[1],
    provider_config_key: 'aws',
    expressions: {
      group_id: {
        constant_value: groupText(group),
        references: [`data.aws_identitystore_group.group_g${group}`],
      },
      identity_store_id: { constant_value: STORE },
      member_id: { constant_value: member },
    },
  }));
}

function manifestOf(rows: readonly Row[], shard: ReturnType<typeof digest>): Manifest {
  const catalogue = {
    organization: 'bench',
    accounts: [],
    assets: [],
    teams: [],
    permissionSets: [],
    groups: numbers.map((group) => ({ ref: awsGroup(`g${group}`), description: '', restrictive: false })),
    packages: [],
    jobFunctions: [],
    workloads: [],
    scopes: [],
  };
  const inputs = {
    declarations: digestOf(catalogue),
    tickets: digest('t'),
    identity: digest('i'),
    decisions: digest('d'),
    tombstones: digest('e'),
  };
  const count = { resources: rows.length, edges: rows.length };
  return {
    schema: 'writ.manifest/1',
    asOf: AT,
    inputs,
    catalogue,
    edges: rows.map(({ wanted }) => wanted),
    grants: [],
    ended: [],
    omitted: [],
    shards: [{ stack: STACK, kind: 'ticketed', provider: 'aws', ...count, digest: shard }],
  };
}
