import type { Seed } from '../core/seed.js';
import type {
  DeclaredEdge,
  DeclaredIdentity,
  DeclaredPerson,
  DeclaredSet,
  DeclaredWorld,
} from './declared.js';
import { loginsOf, type LoginOf } from './logins.js';

const AWS = 'aws';
const OKTA = 'okta';

type AwsSeed = NonNullable<Seed['aws']>;
type OktaSeed = NonNullable<Seed['okta']>;
type Membership = NonNullable<OktaSeed['memberships']>[number];

/**
 * The world as it is after Terraform applied everything that the manifest wants at its `asOf`, as a seed for the
 * sandbox. What SCIM makes is left to the push mappings.
 */
export function seedOf(manifest: DeclaredWorld, identity: DeclaredIdentity): Seed {
  const loginOf = loginsOf(identity);
  const open = manifest.edges.filter((wanted) => isOpen(wanted, manifest.asOf));
  const put = open.filter((wanted) => wanted.carriage.by !== 'push');
  return {
    schema: 'writ.sandbox-seed/1',
    aws: awsSeed(manifest, identity, put, loginOf),
    okta: oktaSeed(manifest, identity, put, loginOf),
  };
}

function isOpen({ window: { start, end } }: DeclaredEdge, at: string): boolean {
  return start <= at && (end === 'standing' || at < end);
}

function awsSeed(
  manifest: DeclaredWorld,
  identity: DeclaredIdentity,
  put: readonly DeclaredEdge[],
  loginOf: LoginOf,
): AwsSeed {
  const { accounts, groups, permissionSets } = manifest.catalogue;
  return {
    accounts: accounts.map(({ id, name }) => ({ id, name })),
    users: usersOf(identity, AWS).map(({ native, login, name, left }) => ({
      id: native,
      userName: login,
      displayName: name,
      ...(login.includes('@') ? { email: login } : {}),
      userStatus: left ? ('DISABLED' as const) : ('ENABLED' as const),
    })),
    groups: groups
      .filter((group) => group.ref.kind === 'aws.group')
      .map(({ ref, description }) => ({ displayName: ref.name, description })),
    permissionSets: permissionSets.map(permissionSetSeed),
    memberships: membershipsOf(put, 'aws.group', AWS, loginOf),
    assignments: put.flatMap(({ edge }): NonNullable<AwsSeed['assignments']> => {
      const { holder, target } = edge;
      if (target.kind !== 'aws.assignment') return [];
      const to = { permissionSet: target.set.name, account: target.account };
      if ('name' in holder) return [{ ...to, type: 'GROUP' as const, principal: holder.name }];
      const login = loginOf(holder, AWS);
      return login === undefined ? [] : [{ ...to, type: 'USER' as const, principal: login }];
    }),
  };
}

function oktaSeed(
  manifest: DeclaredWorld,
  identity: DeclaredIdentity,
  put: readonly DeclaredEdge[],
  loginOf: LoginOf,
): OktaSeed {
  const { groups, apps = [] } = manifest.catalogue;
  return {
    ...(apps.length > 0
      ? { apps: apps.map(({ ref }) => ({ label: ref.name })), ...appsOf(put, loginOf) }
      : {}),
    users: usersOf(identity, OKTA).map(({ native, login, name, left, record }) => ({
      id: native,
      login,
      email: login,
      ...namesOf(name),
      ...(record ? { employeeNumber: record.id, department: record.department, title: record.title } : {}),
      status: left ? ('DEPROVISIONED' as const) : ('ACTIVE' as const),
    })),
    groups: groups
      .filter((group) => group.ref.kind === 'okta.group')
      .map(({ ref, description }) => ({ name: ref.name, description })),
    memberships: membershipsOf(put, 'okta.group', OKTA, loginOf),
    pushMappings: groups.flatMap(({ ref, pushedTo }) =>
      pushedTo ? [{ group: ref.name, target: pushedTo.name }] : [],
    ),
  };
}

/** Who has apps: users by themselves, and groups. */
function appsOf(put: readonly DeclaredEdge[], loginOf: LoginOf): Pick<OktaSeed, 'appUsers' | 'appGroups'> {
  const held = put.flatMap(({ edge: { holder, target } }) =>
    target.kind === 'okta.app' ? [{ app: target.name, holder }] : [],
  );
  return {
    appUsers: held.flatMap(({ app, holder }) => {
      const user = 'name' in holder ? undefined : loginOf(holder, OKTA);
      return user === undefined ? [] : [{ app, user }];
    }),
    appGroups: held.flatMap(({ app, holder }) => ('name' in holder ? [{ app, group: holder.name }] : [])),
  };
}

function membershipsOf(
  put: readonly DeclaredEdge[],
  kind: 'aws.group' | 'okta.group',
  source: string,
  loginOf: LoginOf,
): Membership[] {
  return put.flatMap(({ edge }) => {
    if (edge.target.kind !== kind) return [];
    const user = loginOf(edge.holder, source);
    return user === undefined ? [] : [{ group: edge.target.name, user }];
  });
}

function permissionSetSeed({
  ref,
  description,
  content,
}: DeclaredSet): NonNullable<AwsSeed['permissionSets']>[number] {
  const { boundary, inline } = content;
  return {
    name: ref.name,
    description,
    sessionDuration: isoDuration(content.sessionMinutes),
    managedPolicies: content.managed,
    customerManagedPolicies: content.customerManaged,
    ...(inline === undefined ? {} : { inlinePolicy: JSON.stringify(inline) }),
    ...(boundary ? { boundary: boundarySeed(boundary) } : {}),
  };
}

function boundarySeed(
  boundary: NonNullable<DeclaredSet['content']['boundary']>,
): { managedPolicyArn: string } | { name: string; path: string } {
  return 'arn' in boundary ? { managedPolicyArn: boundary.arn } : boundary;
}

function isoDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return `PT${hours > 0 ? `${hours}H` : ''}${rest > 0 || hours === 0 ? `${rest}M` : ''}`;
}

interface SeedUser {
  readonly native: string;
  readonly login: string;
  readonly name: string;
  readonly left: boolean;
  readonly record?: DeclaredPerson;
}

function usersOf(identity: DeclaredIdentity, source: string): SeedUser[] {
  const people = identity.people.flatMap((record) =>
    record.accounts.map((account) => ({
      ...account,
      name: record.name,
      left: record.status === 'terminated',
      record,
    })),
  );
  const workloads = identity.workloads.flatMap(({ id, accounts }) =>
    accounts.map((account) => ({ ...account, name: `workload:${id}`, left: false })),
  );
  const shared = identity.shared.map((account) => ({ ...account, name: account.login, left: false }));
  return [...people, ...workloads, ...shared].filter((user) => user.source === source);
}

function namesOf(name: string): { firstName: string; lastName: string } {
  const [firstName = name, ...rest] = name.split(' ');
  return { firstName, lastName: rest.join(' ') || firstName };
}
