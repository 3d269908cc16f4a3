import type { Runtime } from '../core/runtime.js';
import type { OktaGroup, OktaRule, OktaUser, PushMapping } from '../core/state.js';
import { means } from '../okta/rule-match.js';
import { pushWhole } from '../okta/scim.js';
import { mappingsOf, membersOf, tryFindGroupNamed, tryFindGroupOf, tryFindUser } from '../okta/tables.js';
import type { LoadSummary } from './load.js';
import { loadApps } from './load-apps.js';
import type { OktaSeed } from './seed-schema.js';
import { Tallies } from './tally.js';

/** Loads the Okta half of a checked seed. */
export function loadOkta(runtime: Runtime, seed: OktaSeed): LoadSummary {
  const tallies = new Tallies();
  for (const user of seed.users ?? []) loadUser(runtime, user, tallies);
  for (const group of seed.groups ?? []) loadGroup(runtime, group, tallies);
  for (const { group, user } of seed.memberships ?? [])
    loadMembership(
      runtime,
      named(tryFindGroupNamed(runtime, group)),
      named(tryFindUser(runtime, user)),
      tallies,
    );
  for (const rule of seed.rules ?? []) loadRule(runtime, rule, tallies);
  for (const mapping of seed.pushMappings ?? []) loadMapping(runtime, mapping, tallies);
  loadApps(runtime, seed, tallies);
  return tallies.all;
}

function loadUser(runtime: Runtime, seed: NonNullable<OktaSeed['users']>[number], tallies: Tallies): void {
  const { users } = runtime.world.okta;
  const now = runtime.now();
  const known = tryFindUser(runtime, seed.login);
  const { id, email, status, ...rest } = defined(seed);
  const user: OktaUser = {
    ...(known ?? { created: now }),
    ...rest,
    id: known?.id ?? id ?? runtime.nextId('okta-user'),
    email: email ?? known?.email ?? seed.login,
    status: status ?? known?.status ?? 'ACTIVE',
    lastUpdated: now,
  };
  users.set(user.id, user);
  tallies.count('okta.users', known === undefined ? 'created' : 'updated');
}

function loadGroup(runtime: Runtime, seed: NonNullable<OktaSeed['groups']>[number], tallies: Tallies): void {
  const now = runtime.now();
  const known = knownGroup(runtime, seed);
  const { id, type, ...rest } = defined(seed);
  const group: OktaGroup = {
    ...(known ?? { created: now, lastMembershipUpdated: now }),
    ...rest,
    id: known?.id ?? id ?? runtime.nextId('okta-group'),
    type: known?.type ?? type ?? 'OKTA_GROUP',
    lastUpdated: now,
  };
  runtime.world.okta.groups.set(group.id, group);
  tallies.count('okta.groups', known === undefined ? 'created' : 'updated');
}

/** By its id where the seed gives one that is there; else by name, and by type where the seed tells it. */
function knownGroup(
  runtime: Runtime,
  { id, name, type }: NonNullable<OktaSeed['groups']>[number],
): OktaGroup | undefined {
  const byId = id === undefined ? undefined : runtime.world.okta.groups.get(id);
  return (
    byId ?? (type === undefined ? tryFindGroupNamed(runtime, name) : tryFindGroupOf(runtime, name, type))
  );
}

function loadMembership(runtime: Runtime, group: OktaGroup, user: OktaUser, tallies: Tallies): void {
  const members = membersOf(runtime, group.id);
  const known = members.get(user.id);
  if (known?.by === 'direct') return;
  members.set(user.id, { by: 'direct', userId: user.id });
  tallies.count('okta.memberships', known === undefined ? 'created' : 'updated');
}

/** A seeded rule is active and has already been evaluated. */
function loadRule(runtime: Runtime, seed: NonNullable<OktaSeed['rules']>[number], tallies: Tallies): void {
  const { rules, users } = runtime.world.okta;
  const now = runtime.now();
  const known = [...rules.values()].find((rule) => rule.name === seed.name);
  const rule: OktaRule = {
    id: known?.id ?? runtime.nextId('okta-rule'),
    name: seed.name,
    status: 'ACTIVE',
    expression: seed.expression,
    groupIds: seed.groups.map((name) => named(tryFindGroupNamed(runtime, name)).id),
    excludedUsers: seed.excludedUsers?.map((login) => userId(runtime, login)) ?? known?.excludedUsers ?? [],
    excludedGroups:
      seed.excludedGroups?.map((name) => named(tryFindGroupNamed(runtime, name)).id) ??
      known?.excludedGroups ??
      [],
    ...(seed.matches ? { matches: seed.matches.map((login) => userId(runtime, login)) } : {}),
    created: known?.created ?? now,
    lastUpdated: now,
  };
  rules.set(rule.id, rule);
  tallies.count('okta.rules', known === undefined ? 'created' : 'updated');
  for (const user of users.values()) bringIn(runtime, rule, user);
}

function userId(runtime: Runtime, login: string): string {
  return named(tryFindUser(runtime, login)).id;
}

function bringIn(runtime: Runtime, rule: OktaRule, user: OktaUser): void {
  if (user.status === 'DEPROVISIONED' || !means(runtime, rule, user)) return;
  for (const groupId of rule.groupIds) {
    const members = membersOf(runtime, groupId);
    if (!members.has(user.id)) members.set(user.id, { by: 'rule', ruleId: rule.id, userId: user.id });
  }
}

function loadMapping(
  runtime: Runtime,
  seed: NonNullable<OktaSeed['pushMappings']>[number],
  tallies: Tallies,
): void {
  const { pushMappings, awsAppId } = runtime.world.okta;
  const source = named(tryFindGroupNamed(runtime, seed.group));
  const now = runtime.now();
  const known = mappingsOf(runtime, source.id)[0];
  const mapping: PushMapping = {
    id: known?.id ?? runtime.nextId('okta-push'),
    appId: awsAppId,
    sourceGroupId: source.id,
    targetGroupName: seed.target,
    status: 'ACTIVE',
    created: known?.created ?? now,
    lastUpdated: now,
  };
  pushMappings.set(mapping.id, mapping);
  pushWhole(runtime, mapping, 'silent');
  tallies.count('okta.pushMappings', known === undefined ? 'created' : 'updated');
}

/** INVARIANT: `checkReferences` has seen this name. */
function named<V>(row: V | undefined): V {
  if (row === undefined) throw new TypeError('a name that was checked is gone');
  return row;
}

/** The object without fields that are undefined. */
export function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
