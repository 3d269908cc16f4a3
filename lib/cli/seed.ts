import type { Seed } from '../../sandbox/core/seed.js';
import { linksOf, type IdentityLinks, type IdentitySnapshot, type PersonRecord } from '../identity/index.js';
import type { Manifest, PermissionSetDeclaration, WantedEdge } from '../manifest/index.js';
import {
  AWS_SOURCE,
  OKTA_SOURCE,
  principalText,
  windowState,
  type Holder,
  type PermissionSetContent,
  type SourceId,
  isPrincipal,
} from '../model/index.js';

type AwsSeed = NonNullable<Seed['aws']>;
type OktaSeed = NonNullable<Seed['okta']>;
type Membership = NonNullable<OktaSeed['memberships']>[number];

/**
 * The world as it is after Terraform applied everything that the manifest wants at its `asOf`, as a seed for the
 * sandbox. What SCIM makes is left to the push mappings.
 */
export function seedOf(manifest: Manifest, identity: IdentitySnapshot): Seed {
  const links = linksOf(identity);
  const open = manifest.edges.filter((wanted) => windowState(wanted.window, manifest.asOf) === 'open');
  const put = open.filter((wanted) => wanted.carriage.by !== 'push');
  return {
    schema: 'writ.sandbox-seed/1',
    aws: awsSeed(manifest, identity, put, links),
    okta: oktaSeed(manifest, identity, put, links),
  };
}

function awsSeed(
  manifest: Manifest,
  identity: IdentitySnapshot,
  put: readonly WantedEdge[],
  links: IdentityLinks,
): AwsSeed {
  const { accounts, groups, permissionSets } = manifest.catalogue;
  return {
    accounts: accounts.map(({ id, name }) => ({ id, name })),
    users: usersOf(identity, AWS_SOURCE).map(({ native, login, name, left }) => ({
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
    memberships: membershipsOf(put, 'aws.group', AWS_SOURCE, links),
    assignments: put.flatMap(({ edge }): NonNullable<AwsSeed['assignments']> => {
      const { holder, target } = edge;
      if (target.kind !== 'aws.assignment') return [];
      const to = { permissionSet: target.set.name, account: target.account };
      if ('name' in holder) return [{ ...to, type: 'GROUP' as const, principal: holder.name }];
      const login = loginOf(holder, AWS_SOURCE, links);
      return login === undefined ? [] : [{ ...to, type: 'USER' as const, principal: login }];
    }),
  };
}

function oktaSeed(
  manifest: Manifest,
  identity: IdentitySnapshot,
  put: readonly WantedEdge[],
  links: IdentityLinks,
): OktaSeed {
  const { groups } = manifest.catalogue;
  return {
    users: usersOf(identity, OKTA_SOURCE).map(({ native, login, name, left, record }) => ({
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
    memberships: membershipsOf(put, 'okta.group', OKTA_SOURCE, links),
    pushMappings: groups.flatMap(({ ref, pushedTo }) =>
      pushedTo ? [{ group: ref.name, target: pushedTo.name }] : [],
    ),
  };
}

function membershipsOf(
  put: readonly WantedEdge[],
  kind: 'aws.group' | 'okta.group',
  source: SourceId,
  links: IdentityLinks,
): Membership[] {
  return put.flatMap(({ edge }) => {
    if (edge.target.kind !== kind) return [];
    const user = loginOf(edge.holder, source, links);
    return user === undefined ? [] : [{ group: edge.target.name, user }];
  });
}

function loginOf(holder: Holder, source: SourceId, links: IdentityLinks): string | undefined {
  return isPrincipal(holder) ? links.accountOf(holder, source)?.login : undefined;
}

function permissionSetSeed({
  ref,
  description,
  content,
}: PermissionSetDeclaration): NonNullable<AwsSeed['permissionSets']>[number] {
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
  boundary: NonNullable<PermissionSetContent['boundary']>,
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
  readonly record?: PersonRecord;
}

function usersOf(identity: IdentitySnapshot, source: SourceId): SeedUser[] {
  const people = identity.people.flatMap((record) =>
    record.accounts.map((account) => ({
      ...account,
      name: record.name,
      left: record.status === 'terminated',
      record,
    })),
  );
  const workloads = identity.workloads.flatMap(({ id, accounts }) =>
    accounts.map((account) => ({ ...account, name: principalText({ kind: 'workload', id }), left: false })),
  );
  const shared = identity.shared.map((account) => ({ ...account, name: account.login, left: false }));
  return [...people, ...workloads, ...shared].filter((user) => user.source === source);
}

function namesOf(name: string): { firstName: string; lastName: string } {
  const [firstName = name, ...rest] = name.split(' ');
  return { firstName, lastName: rest.join(' ') || firstName };
}
