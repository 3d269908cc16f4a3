import type { Runtime } from '../core/runtime.js';
import type { AwsGroup, AwsUser, PermissionSet } from '../core/state.js';
import { assignmentKey, INDEX, nameBucket } from '../core/world.js';
import type { LoadSummary } from './load.js';
import type { AwsSeed } from './seed-schema.js';
import { Tallies } from './tally.js';

/** Loads the AWS half of a checked seed. */
export function loadAws(runtime: Runtime, seed: AwsSeed): LoadSummary {
  const tallies = new Tallies();
  for (const account of seed.accounts ?? []) loadAccount(runtime, account, tallies);
  for (const instance of seed.instances ?? []) loadInstance(runtime, instance, tallies);
  for (const user of seed.users ?? []) loadUser(runtime, user, tallies);
  for (const group of seed.groups ?? []) loadGroup(runtime, group, tallies);
  for (const set of seed.permissionSets ?? []) loadSet(runtime, set, tallies);
  for (const membership of seed.memberships ?? []) loadMembership(runtime, membership, tallies);
  const sets = new Map(
    [...runtime.world.aws.permissionSets.values()].map((set) => [set.name.toLowerCase(), set]),
  );
  for (const assignment of seed.assignments ?? []) loadAssignment(runtime, assignment, sets, tallies);
  return tallies.all;
}

type Row<K extends keyof AwsSeed> = NonNullable<AwsSeed[K]>[number];

function loadAccount({ world }: Runtime, seed: Row<'accounts'>, tallies: Tallies): void {
  const known = world.aws.accounts.get(seed.id);
  world.aws.accounts.set(seed.id, {
    id: seed.id,
    name: seed.name,
    email: seed.email ?? known?.email ?? `aws+${seed.id}@example.com`,
    status: seed.state ?? known?.status ?? 'ACTIVE',
  });
  tallies.count('aws.accounts', known === undefined ? 'created' : 'updated');
}

function loadInstance({ world }: Runtime, seed: Row<'instances'>, tallies: Tallies): void {
  const { arn, identityStoreId, owner, status = 'ACTIVE', name } = seed;
  const known = world.aws.otherInstances.has(arn);
  const instance = { arn, identityStoreId, owner, status, ...(name === undefined ? {} : { name }) };
  world.aws.otherInstances.set(arn, instance);
  tallies.count('aws.instances', known ? 'updated' : 'created');
}

function loadUser(runtime: Runtime, seed: Row<'users'>, tallies: Tallies): void {
  const known = tryFindAwsUser(runtime, seed.userName);
  const [givenName = seed.displayName, ...others] = seed.displayName.split(' ');
  const externalId = seed.externalId ?? known?.externalId;
  const user: AwsUser = {
    id: known?.id ?? seed.id ?? runtime.nextId('aws-user'),
    userName: seed.userName,
    displayName: seed.displayName,
    givenName,
    familyName: others.join(' ') || givenName,
    email: seed.email ?? known?.email ?? seed.userName,
    userStatus: seed.userStatus ?? known?.userStatus ?? 'ENABLED',
    ...(externalId === undefined ? {} : { externalId }),
  };
  runtime.world.aws.users.set(user.id, user);
  tallies.count('aws.users', known === undefined ? 'created' : 'updated');
}

function loadGroup(runtime: Runtime, seed: Row<'groups'>, tallies: Tallies): void {
  const known = tryFindAwsGroup(runtime, seed.displayName);
  const group: AwsGroup = {
    ...known,
    id: known?.id ?? seed.id ?? runtime.nextId('aws-group'),
    displayName: seed.displayName,
    ...(seed.description === undefined ? {} : { description: seed.description }),
  };
  runtime.world.aws.groups.set(group.id, group);
  tallies.count('aws.groups', known === undefined ? 'created' : 'updated');
}

function loadSet(runtime: Runtime, seed: Row<'permissionSets'>, tallies: Tallies): void {
  const { permissionSets, instanceArn } = runtime.world.aws;
  const known = tryFindSet(runtime, seed.name);
  const description = seed.description ?? known?.description;
  const set: PermissionSet = {
    arn:
      known?.arn ??
      `arn:aws:sso:::permissionSet/${instanceArn.split('/').at(-1) ?? ''}/${runtime.nextId('permission-set')}`,
    name: seed.name,
    createdAt: known?.createdAt ?? runtime.now(),
    sessionDuration: seed.sessionDuration ?? known?.sessionDuration ?? 'PT1H',
    managedPolicies: seed.managedPolicies?.map(managedPolicy) ?? known?.managedPolicies ?? [],
    customerManagedPolicies:
      seed.customerManagedPolicies?.map(({ name, path }) => ({ name, path: path ?? '/' })) ??
      known?.customerManagedPolicies ??
      [],
    inlinePolicy: seed.inlinePolicy ?? known?.inlinePolicy ?? '',
    tags:
      seed.tags === undefined
        ? (known?.tags ?? new Map<string, string>())
        : new Map(Object.entries(seed.tags)),
    provisioned: known?.provisioned ?? new Map<string, number>(),
    version: (known?.version ?? 0) + 1,
    ...(description === undefined ? {} : { description }),
    ...boundaryOf(seed, known),
  };
  // A seed is how the world already was: accounts have what the set says.
  for (const account of set.provisioned.keys()) set.provisioned.set(account, set.version);
  permissionSets.set(set.arn, set);
  tallies.count('aws.permissionSets', known === undefined ? 'created' : 'updated');
}

function boundaryOf(
  seed: Row<'permissionSets'>,
  known: PermissionSet | undefined,
): Pick<PermissionSet, 'boundary'> {
  const boundary = seed.boundary ?? known?.boundary;
  return boundary === undefined ? {} : { boundary };
}

/** By ARN or by the name of an AWS managed policy, with its path where it has one. */
function managedPolicy(nameOrArn: string): { name: string; arn: string } {
  const arn = nameOrArn.startsWith('arn:') ? nameOrArn : `arn:aws:iam::aws:policy/${nameOrArn}`;
  return { name: arn.split('/').at(-1) ?? nameOrArn, arn };
}

function loadMembership(runtime: Runtime, seed: Row<'memberships'>, tallies: Tallies): void {
  const { memberships } = runtime.world.aws;
  const groupId = tryFindAwsGroup(runtime, seed.group)?.id ?? '';
  const userId = tryFindAwsUser(runtime, seed.user)?.id ?? '';
  if (memberships.countIn(INDEX.membershipByPair, `${groupId} ${userId}`) > 0) return;
  const id = runtime.nextId('aws-membership');
  memberships.set(id, { id, groupId, userId });
  tallies.count('aws.memberships', 'created');
}

function loadAssignment(
  runtime: Runtime,
  seed: Row<'assignments'>,
  sets: ReadonlyMap<string, PermissionSet>,
  tallies: Tallies,
): void {
  const set = sets.get(seed.permissionSet.toLowerCase());
  const principal =
    seed.type === 'USER' ? tryFindAwsUser(runtime, seed.principal) : tryFindAwsGroup(runtime, seed.principal);
  if (set === undefined || principal === undefined) throw new TypeError('a name that was checked is gone');
  const assignment = {
    permissionSetArn: set.arn,
    accountId: seed.account,
    principalType: seed.type,
    principalId: principal.id,
  };
  const key = assignmentKey(assignment);
  if (!set.provisioned.has(seed.account)) set.provisioned.set(seed.account, set.version);
  if (runtime.world.aws.assignments.has(key)) return;
  runtime.world.aws.assignments.set(key, assignment);
  tallies.count('aws.assignments', 'created');
}

/** The Identity Store user of this user name. */
export function tryFindAwsUser({ world }: Pick<Runtime, 'world'>, userName: string): AwsUser | undefined {
  return world.aws.users.oneIn(INDEX.userByName, nameBucket(userName));
}

/** The Identity Store group of this display name. */
export function tryFindAwsGroup(
  { world }: Pick<Runtime, 'world'>,
  displayName: string,
): AwsGroup | undefined {
  return world.aws.groups.oneIn(INDEX.groupByName, nameBucket(displayName));
}

/** The permission set of this name. */
export function tryFindSet({ world }: Pick<Runtime, 'world'>, name: string): PermissionSet | undefined {
  return [...world.aws.permissionSets.values()].find((set) => set.name.toLowerCase() === name.toLowerCase());
}
