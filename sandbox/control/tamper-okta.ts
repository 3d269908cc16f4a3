import type { Runtime } from '../core/runtime.js';
import type { OktaGroup, OktaUser } from '../core/state.js';
import { person } from '../okta/actors.js';
import type { Doer } from '../okta/call.js';
import * as groups from '../okta/groups.js';
import * as mappings from '../okta/mappings.js';
import * as members from '../okta/members.js';
import { tryFindGroupNamed, tryFindUser } from '../okta/tables.js';
import * as users from '../okta/users.js';
import { unknownName } from './errors.js';
import { defined } from './load-okta.js';
import type { Change } from './tamper.js';

interface Member {
  readonly group: string;
  readonly user: string;
  readonly actor: string;
}

/** Puts a user into an Okta group. */
export function addMember(runtime: Runtime, { group, user, actor }: Member): Change {
  const [where, who] = [findGroup(runtime, group), findUser(runtime, user)];
  return memberChange(where, who, members.addMember(runtime, at(runtime, actor), where, who));
}

/** Takes a user out of an Okta group. */
export function removeMember(runtime: Runtime, { group, user, actor }: Member): Change {
  const [where, who] = [findGroup(runtime, group), findUser(runtime, user)];
  return memberChange(where, who, members.removeMember(runtime, at(runtime, actor), where, who));
}

interface NewUser {
  readonly login: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email?: string | undefined;
  readonly department?: string | undefined;
  readonly title?: string | undefined;
  readonly employeeNumber?: string | undefined;
  readonly action: string;
  readonly actor: string;
}

/** Makes an active user. */
export function createUser(runtime: Runtime, { action: _, actor, ...given }: NewUser): Change {
  const profile = { email: given.login, ...defined(given) };
  const user = users.createUser(runtime, at(runtime, actor), { profile, status: 'ACTIVE' });
  return { userId: user.id, login: user.login, status: user.status };
}

/** Deactivates a user. */
export function deactivateUser(runtime: Runtime, fields: { user: string; actor: string }): Change {
  const user = findUser(runtime, fields.user);
  users.transition(runtime, at(runtime, fields.actor), user, 'deactivate');
  return { userId: user.id, login: user.login, status: user.status };
}

/** Makes an Okta group. */
export function createGroup(
  runtime: Runtime,
  fields: { name: string; description?: string | undefined; actor: string },
): Change {
  const { name, description } = fields;
  const profile = { name, ...(description === undefined ? {} : { description }) };
  const group = groups.createGroup(runtime, at(runtime, fields.actor), profile);
  return { groupId: group.id, group: group.name };
}

/** Makes a group as an import from a directory does: its name may be another group's, too. */
export function importGroup(runtime: Runtime, { name, actor }: { name: string; actor: string }): Change {
  const group = groups.importGroup(runtime, at(runtime, actor), { name });
  return { groupId: group.id, group: group.name, type: group.type };
}

/** Gives an Okta group another name. */
export function renameGroup(
  runtime: Runtime,
  { group, name, actor }: { group: string; name: string; actor: string },
): Change {
  const found = findGroup(runtime, group);
  const { description, extra } = found;
  groups.replaceGroup(runtime, at(runtime, actor), found, {
    name,
    ...(description === undefined ? {} : { description }),
    ...(extra === undefined ? {} : { extra }),
  });
  return { groupId: found.id, group: name };
}

/** Deletes an Okta group. */
export function deleteGroup(runtime: Runtime, { group, actor }: { group: string; actor: string }): Change {
  const found = findGroup(runtime, group);
  groups.deleteGroup(runtime, at(runtime, actor), found);
  return { groupId: found.id, group: found.name };
}

/** Pushes an Okta group to a group of the Identity Store. */
export function pushGroup(
  runtime: Runtime,
  { group, target, actor }: { group: string; target: string; actor: string },
): Change {
  const source = findGroup(runtime, group);
  const input = { sourceGroupId: source.id, targetGroupName: target, status: 'ACTIVE' } as const;
  const mapping = mappings.createMapping(runtime, at(runtime, actor), input);
  return { mappingId: mapping.id, groupId: source.id, target };
}

function memberChange(group: OktaGroup, user: OktaUser, changed: boolean): Change {
  return { groupId: group.id, group: group.name, userId: user.id, user: user.login, changed };
}

/** The admin console in the hands of this person. */
export function at(runtime: Runtime, login: string): Doer {
  const actor = person(runtime, login);
  if (actor === undefined) throw unknownName('Okta user', login, logins(runtime));
  return {
    actor,
    userAgent: 'Mozilla/5.0 (sandbox admin console)',
    requestId: `req${runtime.nextId('okta-request').replaceAll('-', '').slice(0, 24)}`,
    requestUri: '/api/internal/admin-console',
  };
}

/** The user of this login, or 404 with the nearest. */
export function findUser(runtime: Runtime, login: string): OktaUser {
  const user = tryFindUser(runtime, login);
  if (user === undefined) throw unknownName('Okta user', login, logins(runtime));
  return user;
}

/** The group of this name, or 404 with the nearest. */
export function findGroup(runtime: Runtime, name: string): OktaGroup {
  const group = tryFindGroupNamed(runtime, name);
  if (group === undefined)
    throw unknownName(
      'Okta group',
      name,
      [...runtime.world.okta.groups.values()].map((each) => each.name),
    );
  return group;
}

function logins(runtime: Runtime): string[] {
  return [...runtime.world.okta.users.values()].map((user) => user.login);
}
