import { branded, instantOf } from '../lib/kernel/index.js';
import { awsGroup, oktaGroup, permissionSet, type Group } from '../lib/model/index.js';
import type { Catalogue, EntitlementPath, PackageDeclaration, Ticket } from '../lib/manifest/index.js';
import type { IdentitySnapshot, PersonRecord } from '../lib/identity/index.js';
import { intake, type Decision } from '../lib/policy/index.js';
import { outputFiles, synthesize, type SynthInputs } from '../lib/synth/index.js';
import type { Measure } from './run.js';

const PEOPLE = 2500;
const TICKETED_EACH = 3;
const GRANTS = PEOPLE * (1 + TICKETED_EACH);
const AS_OF = instantOf(Date.UTC(2026, 10, 20, 9));
const HOUR = 3_600_000;
const PROD = branded<'account'>('111122223333');

/**
 * How long 10,000 grants take from parsed inputs to the text of every file: 2,500 people with a birthright and three
 * approved tickets each, over all three carriers.
 */
export default function bench(): Promise<Measure[]> {
  const inputs = tenThousand();
  const start = process.hrtime.bigint();
  const synthesis = synthesize(inputs);
  const files = outputFiles(synthesis);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const { grants, shards } = synthesis.manifest;
  if (grants.length !== GRANTS) throw new Error(`${grants.length} grants instead of ${GRANTS}`);
  if (files.size !== shards.length + 3) throw new Error('a stack has no file');
  return Promise.resolve([{ name: 'synth-10k-seconds', value: seconds, unit: 's' }]);
}

/** The inputs that are measured. */
function tenThousand(): SynthInputs {
  const declared = catalogue();
  const people = identity();
  const tickets = people.people.flatMap(({ id }, index) => ticketsOf(id, index));
  const { resolved } = intake(tickets, declared, people, AS_OF);
  return {
    catalogue: declared,
    identity: people,
    tickets,
    decisions: resolved.map(({ ticket, digest }) => approval(ticket.ticket, digest)),
    asOf: AS_OF,
    shards: { ticketed: 512 },
  };
}

function catalogue(): Catalogue {
  const carrier = oktaGroup('operators');
  const target = awsGroup('operators');
  const read = permissionSet('Read');
  const groups: [Group, object][] = [
    [oktaGroup('staff'), {}],
    [carrier, { pushedTo: target }],
    [target, { pushedFrom: carrier }],
    [awsGroup('readers'), {}],
  ];
  const assignment = { kind: 'aws.assignment', account: PROD, set: read } as const;
  const asked = ['operate', 'read', 'direct'];
  return {
    organization: 'bench',
    accounts: [{ id: PROD, name: 'prod', environment: 'production' }],
    assets: [{ name: 'system', title: 'System', owner: 'platform', accounts: [PROD] }],
    teams: [{ name: 'platform', title: 'Platform', approvers: [branded<'worker'>('lead')] }],
    permissionSets: [
      {
        ref: read,
        description: 'Read',
        content: { managed: [], customerManaged: [], sessionMinutes: 60 },
        privileged: [],
      },
    ],
    groups: groups.map(([ref, more]) => ({ ref, description: '', restrictive: false, ...more })),
    packages: [
      pack('baseline', { target: oktaGroup('staff'), carrier: 'okta-push', join: oktaGroup('staff') }, 'low'),
      pack('operate', { target: assignment, carrier: 'okta-push', join: carrier }, 'high'),
      pack('read', { target: assignment, carrier: 'identity-store', join: awsGroup('readers') }, 'medium'),
      pack('direct', { target: assignment, carrier: 'direct' }, 'medium'),
    ],
    jobFunctions: [
      {
        id: 'engineer',
        title: 'Engineer',
        when: { department: ['Platform'] },
        birthright: ['baseline'],
        mayRequest: asked,
      },
    ],
    workloads: [],
    scopes: [],
  };
}

function pack(id: string, path: EntitlementPath, risk: PackageDeclaration['risk']): PackageDeclaration {
  return {
    id,
    title: id,
    path: id,
    owner: 'platform',
    risk,
    holders: ['employee'],
    duration:
      risk === 'low'
        ? { kind: 'standing' }
        : { kind: 'bounded', default: HOUR, max: 12 * HOUR, renewalMax: 24 * HOUR },
    approval: { kind: 'one', from: { role: 'owner' } },
    conflictsWith: [],
    overrides: [],
    reviewEvery: 720 * HOUR,
    breakGlass: false,
    grants: [{ asset: 'system', entitlements: [path] }],
  };
}

function identity(): IdentitySnapshot {
  const people = [
    { ...personOf('lead'), department: 'Leads' },
    ...Array.from({ length: PEOPLE }, (_, index) => personOf(String(index))),
  ];
  return { schema: 'writ.identity/1', asOf: AS_OF, feeds: [], people, workloads: [], shared: [] };
}

function personOf(id: string): PersonRecord {
  const login = `p${id}@example.com`;
  return {
    id: branded<'worker'>(id),
    name: `Person ${id}`,
    email: login,
    worker: 'employee',
    status: 'active',
    department: 'Platform',
    jobCode: 'SRE1',
    title: 'Engineer',
    start: instantOf(Date.UTC(2024, 0)),
    accounts: [
      { source: branded<'source'>('aws'), native: `00000000-0000-4000-8000-${id.padStart(12, '0')}`, login },
      { source: branded<'source'>('okta'), native: `00u${id.padStart(17, '0')}`, login },
    ],
  };
}

function ticketsOf(id: string, index: number): Ticket[] {
  return ['operate', 'read', 'direct'].map((wanted, nth) => ({
    ticket: `ACC-${index * TICKETED_EACH + nth}`,
    kind: 'standard',
    principal: `hr:${id}`,
    package: wanted,
    asset: 'system',
    justification: 'measured, not granted',
    window: { start: 'on-approval', for: 4 * HOUR },
    file: `2026/ACC-${index * TICKETED_EACH + nth}.yaml`,
  }));
}

function approval(ticket: string, digest: Decision['digest']): Decision {
  return {
    ticket,
    digest,
    outcome: 'approve',
    rules: [],
    reasons: [],
    approvers: ['hr:lead'],
    policy: digest,
    at: instantOf(Date.UTC(2026, 10, 20, 8)),
  };
}
