import { createHash } from 'node:crypto';
import {
  Account,
  accounts as accountsRef,
  approval,
  Asset,
  catalogueOf,
  EntitlementPackage,
  every,
  GovernedScope,
  JobFunction,
  OktaGroup,
  Organization,
  owner,
  PermissionSet,
  Team,
  type ManagedPolicy,
} from '../../lib/declare/index.js';
import type { List } from '../../lib/kernel/index.js';
import type { Catalogue } from '../../lib/manifest/index.js';
import { groupName, workerOf, type Snapshot } from './snapshot.js';

const POLICIES: Readonly<Record<string, ManagedPolicy>> = {
  admin: 'AdministratorAccess',
  maintain: 'PowerUserAccess',
  write: 'job-function/SystemAdministrator',
  triage: 'job-function/SupportUser',
  read: 'ReadOnlyAccess',
};

/** A text as a construct id; the digits keep apart what looks alike. */
function slug(text: string): string {
  const plain = text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return `${plain.slice(0, 40)}-${createHash('sha256').update(text).digest('hex').slice(0, 6)}`.replaceAll(
    /-+/g,
    '-',
  );
}

/** The package that gives membership of one team. */
export function packageId(org: string, team: string | null): string {
  return `team-${createHash('sha256').update(groupName(org, team)).digest('hex').slice(0, 12)}`;
}

/** The asset that the packages of one organization are asked for. */
export function assetName(org: string): string {
  return org;
}

/** team → Okta group; (team, repository, permission) → assignment; owners → approvers; through the real constructs. */
export function declareSnapshot(snapshot: Snapshot): Catalogue {
  const organization = new Organization({ name: 'Kubernetes community' });
  const repos = declareRepositories(organization, snapshot);
  const sets = new Map(
    Object.entries(POLICIES).map(([name, policy]) => [
      name,
      new PermissionSet(organization, name, {
        description: `${name} on a repository`,
        managedPolicies: [policy],
      }),
    ]),
  );
  const teams = declareOwners(organization, snapshot);
  const orgs = [...new Set(snapshot.memberships.map((m) => m.org))].sort();
  for (const org of orgs) {
    const own = [...repos].filter(([key]) => key.startsWith(`${org}/`)).map(([, account]) => account);
    new Asset(organization, assetName(org), { title: org, owner: teams.root, accounts: own });
  }
  const packages = [
    ...orgs.map((org) => declarePackage(organization, org, null, teams.root, [])),
    ...snapshot.teams.map(({ org, team, scope }) => {
      const grants = snapshot.team_repo_permissions
        .filter((row) => row.org === org && row.team === team)
        .map((row) => sets.get(row.permission)!.on(accountsRef.named(accountName(row.org, row.repo))));
      return declarePackage(organization, org, team, teams.byScope.get(scope) ?? teams.root, grants);
    }),
  ];
  new JobFunction(organization, 'contributor', { when: { worker: 'employee' }, mayRequest: packages });
  new GovernedScope(organization, 'everything', {
    mode: 'enforce',
    owner: teams.root,
    accounts: [...repos.values()],
    carriersOf: ['okta', 'aws'],
  });
  return catalogueOf(organization);
}

function declareRepositories(organization: Organization, snapshot: Snapshot): Map<string, Account> {
  const names = [
    ...new Set(snapshot.team_repo_permissions.map(({ org, repo }) => accountName(org, repo))),
  ].sort();
  return new Map(
    names.map((name, index) => [
      name,
      new Account(organization, slug(name), {
        name,
        id: String(100_000_000_000 + index),
        environment: 'production',
      }),
    ]),
  );
}

function declareOwners(
  organization: Organization,
  snapshot: Snapshot,
): { root: Team; byScope: Map<string, Team> } {
  const members = new Set(snapshot.memberships.map(({ user }) => user));
  // An alias stands for its people; who is no member any more approves nothing.
  const people = (names: readonly string[]): string[] => [
    ...new Set(
      names.flatMap((name) => snapshot.owners_aliases[name] ?? [name]).filter((user) => members.has(user)),
    ),
  ];
  const rootOwners = people([...snapshot.root_approvers, ...adminsOf(snapshot)]);
  const make = (name: string, approvers: readonly string[]): Team =>
    new Team(organization, `owners-${slug(name)}`, {
      title: `Owners of ${name}`,
      approvers: approvers.map((user) => `hr:${workerOf(user)}`) as unknown as List<`hr:${string}`>,
    });
  const root = make('root', rootOwners);
  const byScope = new Map<string, Team>();
  for (const { scope, approvers } of snapshot.owners) {
    const named = people(approvers);
    // Owners of a folder own what is below it: those of the root may approve everywhere.
    if (named.length > 0) byScope.set(scope, make(scope, [...new Set([...named, ...rootOwners])]));
  }
  return { root, byScope };
}

/** Administrators of the organizations, in order: owners of the root where the published ones are too few. */
function adminsOf({ memberships, root_approvers: published }: Snapshot): string[] {
  if (published.length > 1) return [];
  const admins = memberships.filter(({ team, role }) => team === null && role === 'admin');
  return [...new Set(admins.map(({ user }) => user))].sort();
}

function declarePackage(
  organization: Organization,
  org: string,
  team: string | null,
  ownedBy: Team,
  grants: readonly ReturnType<PermissionSet['on']>[],
): EntitlementPackage {
  const name = groupName(org, team);
  const id = packageId(org, team);
  const group =
    grants.length === 0
      ? new OktaGroup(organization, `group-${id}`, { name, description: `Members of ${name}` })
      : undefined;
  return new EntitlementPackage(organization, id, {
    title: `Membership of ${name}`,
    owner: ownedBy,
    risk: 'medium',
    assets: [assetName(org)],
    grants: () => (group ? [group] : (grants as List<(typeof grants)[0]>)),
    ...(group ? {} : { carrierName: () => name }),
    holders: ['employee'],
    duration: { default: '180d', max: '180d' },
    approval: approval.one(owner()),
    review: every('180d'),
  });
}

function accountName(org: string, repo: string): string {
  return `${org}/${repo}`;
}
