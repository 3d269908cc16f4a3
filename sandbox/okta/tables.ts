import type { Runtime } from '../core/runtime.js';
import type {
  OktaApp,
  OktaGroup,
  OktaMember,
  OktaRule,
  OktaState,
  OktaUser,
  PushMapping,
} from '../core/state.js';
import { Table } from '../core/table.js';
import { INDEX, nameBucket } from '../core/world.js';
import { notFound } from './errors.js';

/** How somebody came into a group. */
export type Cause = { by: 'direct' } | { by: 'rule'; ruleId: string };

/** The Okta tables. */
export function okta(runtime: Runtime): OktaState {
  return runtime.world.okta;
}

/** The user with this id or login. */
export function tryFindUser(runtime: Runtime, idOrLogin: string): OktaUser | undefined {
  const { users } = okta(runtime);
  return users.get(idOrLogin) ?? users.oneIn(INDEX.oktaUserByLogin, nameBucket(idOrLogin));
}

/** The user with this id or login, or 404. */
export function findUser(runtime: Runtime, idOrLogin: string): OktaUser {
  const user = tryFindUser(runtime, idOrLogin);
  if (user === undefined) throw notFound(idOrLogin, 'User');
  return user;
}

/** The group of this id or name; of several of the name, Okta's own before those that a directory keeps. */
export function tryFindGroupNamed(runtime: Runtime, idOrName: string): OktaGroup | undefined {
  const { groups } = okta(runtime);
  const named = groups.allIn(INDEX.oktaGroupByName, nameBucket(idOrName));
  return groups.get(idOrName) ?? named.find(({ type }) => type === 'OKTA_GROUP') ?? named[0];
}

/** The group of this name that has this type: names are unique among Okta's own groups only. */
export function tryFindGroupOf(
  runtime: Runtime,
  name: string,
  type: OktaGroup['type'],
): OktaGroup | undefined {
  const named = okta(runtime).groups.allIn(INDEX.oktaGroupByName, nameBucket(name));
  return named.find((group) => group.type === type);
}

/** The group with this id, or 404. */
export function findGroup(runtime: Runtime, id: string): OktaGroup {
  const group = okta(runtime).groups.get(id);
  if (group === undefined) throw notFound(id, 'UserGroup');
  return group;
}

/** The rule with this id, or 404. */
export function findRule(runtime: Runtime, id: string): OktaRule {
  const rule = okta(runtime).rules.get(id);
  if (rule === undefined) throw notFound(id, 'GroupRule');
  return rule;
}

/** The app with this id, or 404. */
export function findApp(runtime: Runtime, id: string): OktaApp {
  const app = okta(runtime).apps.get(id);
  if (app === undefined) throw notFound(id, 'AppInstance');
  return app;
}

/** The app of this id or label; of several of the label, the first made. */
export function tryFindAppNamed(runtime: Runtime, idOrLabel: string): OktaApp | undefined {
  const { apps } = okta(runtime);
  return apps.get(idOrLabel) ?? apps.oneIn(INDEX.oktaAppByLabel, nameBucket(idOrLabel));
}

/** The apps that a group is assigned to. */
export function appsOfGroup(runtime: Runtime, groupId: string): OktaApp[] {
  const { apps, appGroups } = okta(runtime);
  return appGroups.allIn(INDEX.appGroupByGroup, groupId).flatMap(({ appId }) => apps.get(appId) ?? []);
}

/** Mappings that push this group. */
export function mappingsOf(runtime: Runtime, groupId: string): PushMapping[] {
  return okta(runtime).pushMappings.allIn(INDEX.mappingBySource, groupId);
}

/** The members of a group in the order in which they joined; the table is made on first use. */
export function membersOf(runtime: Runtime, groupId: string): Table<OktaMember> {
  const { members } = okta(runtime);
  const known = members.get(groupId);
  if (known !== undefined) return known;
  const made = new Table<OktaMember>();
  members.set(groupId, made);
  return made;
}

/** Groups that hold this user. */
export function groupsOf(runtime: Runtime, userId: string): OktaGroup[] {
  const { groups, members } = okta(runtime);
  return [...groups.values()].filter((group) => members.get(group.id)?.has(userId) ?? false);
}
