import { branded, parseInstant, type Instant, type List } from '../../lib/kernel/index.js';
import {
  awsGroup,
  oktaGroup,
  permissionSet,
  type AccountId,
  type PermissionSetContent,
  type WorkerId,
} from '../../lib/model/index.js';
import type {
  Catalogue,
  EntitlementPath,
  GroupDeclaration,
  JobFunctionDeclaration,
  PackageDeclaration,
  PermissionSetDeclaration,
  TicketV1,
} from '../../lib/manifest/index.js';
import type { IdentitySnapshot, PersonRecord } from '../../lib/identity/index.js';
import { intake, type Decision } from '../../lib/policy/index.js';
import type { SynthInputs } from '../../lib/synth/index.js';
import type { WantedInput } from '../../lib/wanted/index.js';

export const H = 3_600_000;
export const at = (text: string): Instant => parseInstant(text);
export const AS_OF = at('2026-11-20T09:00:00Z');
export const PROD = branded<'account'>('111122223333');
export const STAGE = branded<'account'>('444455556666');

export const READ = permissionSet('Read');
export const ADMIN = permissionSet('Admin');
export const STAFF = oktaGroup('staff');
export const ADMINS = oktaGroup('prod-admins');
export const ADMINS_AWS = awsGroup('prod-admins');
export const AUDITORS = awsGroup('auditors');

export const worker = (id: string): WorkerId => branded<'worker'>(id);

export function set(ref = READ, content: Partial<PermissionSetContent> = {}): PermissionSetDeclaration {
  return {
    ref,
    description: `${ref.name} access`,
    content: { managed: [], customerManaged: [], sessionMinutes: 60, ...content },
    privileged: [],
  };
}

export function group(ref: GroupDeclaration['ref'], more: Partial<GroupDeclaration> = {}): GroupDeclaration {
  return { ref, description: '', restrictive: false, ...more };
}

export const assignment = (ref = READ, account: AccountId = PROD) =>
  ({ kind: 'aws.assignment', account, set: ref }) as const;

export function pack(
  id: string,
  entitlements: List<EntitlementPath>,
  more: Partial<PackageDeclaration> = {},
): PackageDeclaration {
  return {
    id,
    title: id,
    path: id,
    owner: 'platform',
    risk: 'high',
    holders: ['employee', 'contractor', 'workload'],
    duration: { kind: 'bounded', default: 4 * H, max: 12 * H, renewalMax: 24 * H },
    approval: { kind: 'one', from: { role: 'owner' } },
    conflictsWith: [],
    overrides: [],
    reviewEvery: 720 * H,
    breakGlass: false,
    grants: [{ asset: 'payments', entitlements }],
    ...more,
  };
}

export function jobFunction(id: string, more: Partial<JobFunctionDeclaration> = {}): JobFunctionDeclaration {
  return { id, title: id, when: { department: ['Platform'] }, birthright: [], mayRequest: [], ...more };
}

/** One package over each carrier, and a birthright. */
export function catalogue(more: Partial<Catalogue> = {}): Catalogue {
  return {
    organization: 'example',
    accounts: [
      { id: PROD, name: 'prod', environment: 'production' },
      { id: STAGE, name: 'stage', environment: 'staging' },
    ],
    assets: [{ name: 'payments', title: 'Payments', owner: 'platform', accounts: [PROD] }],
    teams: [{ name: 'platform', title: 'Platform', approvers: [worker('900')] }],
    permissionSets: [set(READ, { managed: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }), set(ADMIN)],
    groups: [
      group(STAFF),
      group(ADMINS, { pushedTo: ADMINS_AWS }),
      group(ADMINS_AWS, { pushedFrom: ADMINS }),
      group(AUDITORS),
    ],
    packages: [
      pack('baseline', [{ target: STAFF, carrier: 'okta-push', join: STAFF }], {
        risk: 'low',
        duration: { kind: 'standing' },
      }),
      pack('prod-admin', [{ target: assignment(ADMIN), carrier: 'okta-push', join: ADMINS }]),
      pack('audit', [{ target: assignment(READ), carrier: 'identity-store', join: AUDITORS }]),
      pack('stage-direct', [{ target: assignment(READ, STAGE), carrier: 'direct' }]),
    ],
    jobFunctions: [
      jobFunction('engineer', {
        birthright: ['baseline'],
        mayRequest: ['prod-admin', 'audit', 'stage-direct'],
      }),
    ],
    workloads: [],
    scopes: [],
    ...more,
  };
}

export function person(id: string, more: Partial<PersonRecord> = {}): PersonRecord {
  return {
    id: worker(id),
    name: `Person ${id}`,
    email: `p${id}@example.com`,
    worker: 'employee',
    status: 'active',
    department: 'Platform',
    jobCode: 'SRE1',
    title: 'Engineer',
    start: at('2024-01-01T00:00:00Z'),
    accounts: [
      {
        source: branded<'source'>('aws'),
        native: `00000000-0000-4000-8000-${id.padStart(12, '0')}`,
        login: `p${id}@example.com`,
      },
      {
        source: branded<'source'>('okta'),
        native: `00u${id.padStart(17, '0')}`,
        login: `p${id}@example.com`,
      },
    ],
    ...more,
  };
}

/** Leads the platform team, holds nothing. */
const APPROVER = person('900', { department: 'Leads', accounts: [] });

export function identity(...people: PersonRecord[]): IdentitySnapshot {
  return {
    schema: 'writ.identity/1',
    asOf: at('2026-11-20T06:00:00Z'),
    feeds: [],
    people: people.some(({ id }) => id === '900') ? people : [...people, APPROVER],
    workloads: [],
    shared: [],
  };
}

export function ticket(id: string, more: Partial<TicketV1> = {}): TicketV1 {
  return {
    ticket: id,
    kind: 'standard',
    principal: 'hr:1',
    package: 'prod-admin',
    asset: 'payments',
    justification: 'Roll back the failed migration',
    window: { start: 'on-approval', for: 4 * H },
    file: `2026/${id}.yaml`,
    ...more,
  };
}

/** A decision on exactly the content that the ticket has in these inputs. */
export function decide(
  inputs: Pick<WantedInput, 'catalogue' | 'identity' | 'tickets'>,
  id: string,
  more: Partial<Decision> = {},
): Decision {
  const { resolved, unfit } = intake(inputs.tickets, inputs.catalogue, inputs.identity, AS_OF);
  const found = [...resolved, ...unfit].find((each) => each.ticket.ticket === id);
  if (!found) throw new Error(`ticket ${id} does not resolve`);
  return {
    ticket: id,
    digest: found.digest,
    outcome: 'approve',
    rules: [],
    reasons: [],
    approvers: ['hr:900'],
    policy: found.digest,
    at: at('2026-11-20T08:00:00Z'),
    ...more,
  };
}

/** Inputs in which every ticket is approved at 08:00 unless told otherwise. */
export function inputs(
  more: Partial<SynthInputs> = {},
  decisions: Readonly<Record<string, Partial<Decision> | 'none'>> = {},
): SynthInputs {
  const base = {
    catalogue: catalogue(),
    identity: identity(person('1'), person('2')),
    tickets: [],
    stacks: { aws: { region: 'eu-west-1', account: '100000000001' } },
    asOf: AS_OF,
    decisions: [],
    ...more,
  };
  const decided = base.tickets.flatMap(({ ticket: id }) => {
    const how = decisions[id] ?? {};
    return how === 'none' ? [] : [decide(base, id, how)];
  });
  return { ...base, decisions: [...base.decisions, ...decided] };
}
