import type { Runtime } from '../core/runtime.js';
import type { OktaGroup } from '../core/state.js';
import { forgetGroup } from './app-groups.js';
import type { Doer } from './call.js';
import { invalid, OktaError } from './errors.js';
import { groupTarget, logEvent, userTarget } from './log.js';
import { mappingsOf, okta, tryFindGroupOf, tryFindUser } from './tables.js';

/** The profile of a group; attributes beyond the two are kept as they are. */
export interface GroupProfile {
  readonly name: string;
  readonly description?: string;
  readonly extra?: Record<string, unknown>;
}

/** Makes an Okta group. */
export function createGroup(runtime: Runtime, doer: Doer, profile: GroupProfile): OktaGroup {
  checkName(runtime, profile.name, undefined);
  const now = runtime.now();
  const group: OktaGroup = {
    id: runtime.nextId('okta-group'),
    type: 'OKTA_GROUP',
    created: now,
    lastUpdated: now,
    lastMembershipUpdated: now,
    ...profile,
  };
  okta(runtime).groups.set(group.id, group);
  logEvent(runtime, doer, 'group.lifecycle.create', [groupTarget(group)]);
  return group;
}

/** What an import from a directory makes: a group of the app, whose name any other group may have as well. */
export function importGroup(runtime: Runtime, doer: Doer, profile: GroupProfile): OktaGroup {
  const now = runtime.now();
  const group: OktaGroup = {
    id: runtime.nextId('okta-group'),
    type: 'APP_GROUP',
    created: now,
    lastUpdated: now,
    lastMembershipUpdated: now,
    ...profile,
  };
  okta(runtime).groups.set(group.id, group);
  logEvent(runtime, doer, 'group.lifecycle.create', [groupTarget(group)]);
  return group;
}

/** Replaces the profile of an Okta group. */
export function replaceGroup(runtime: Runtime, doer: Doer, group: OktaGroup, profile: GroupProfile): void {
  if (group.type !== 'OKTA_GROUP') throw new OktaError('E0000060');
  checkName(runtime, profile.name, group);
  group.name = profile.name;
  if (profile.description === undefined) delete group.description;
  else group.description = profile.description;
  if (profile.extra === undefined) delete group.extra;
  else group.extra = profile.extra;
  group.lastUpdated = runtime.now();
  okta(runtime).groups.set(group.id, group);
  logEvent(runtime, doer, 'group.profile.update', [groupTarget(group)]);
}

/** Deletes an Okta group with its memberships and mappings; rules that assign it become invalid. */
export function deleteGroup(runtime: Runtime, doer: Doer, group: OktaGroup): void {
  if (group.type !== 'OKTA_GROUP') throw new OktaError('E0000060');
  const { groups, members, rules, pushMappings } = okta(runtime);
  for (const rule of rules.values()) {
    if (rule.groupIds.includes(group.id)) rule.status = 'INVALID';
  }
  for (const mapping of mappingsOf(runtime, group.id)) pushMappings.delete(mapping.id);
  const memberIds = [...(members.get(group.id)?.keys() ?? [])];
  members.delete(group.id);
  groups.delete(group.id);
  logEvent(runtime, doer, 'group.lifecycle.delete', [groupTarget(group)]);
  forgetGroup(runtime, doer, group.id, memberIds);
}

/** Makes a user or group an owner of a group. */
export function addOwner(
  runtime: Runtime,
  doer: Doer,
  group: OktaGroup,
  owner: { readonly id: string; readonly type: 'USER' | 'GROUP' },
): void {
  const known =
    owner.type === 'USER' ? okta(runtime).users.has(owner.id) : okta(runtime).groups.has(owner.id);
  if (!known) throw invalid('id', `id: no ${owner.type.toLowerCase()} \`${owner.id}\``);
  if (group.owners?.some((each) => each.id === owner.id) === true)
    throw invalid('id', 'id: this owner is assigned already');
  group.owners = [...(group.owners ?? []), { ...owner, assigned: runtime.now() }];
  logEvent(runtime, doer, 'group.owner.add', ownerTargets(runtime, group, owner.id));
}

/** Ends an ownership. */
export function removeOwner(runtime: Runtime, doer: Doer, group: OktaGroup, ownerId: string): void {
  const targets = ownerTargets(runtime, group, ownerId);
  group.owners = (group.owners ?? []).filter((each) => each.id !== ownerId);
  logEvent(runtime, doer, 'group.owner.remove', targets);
}

function ownerTargets(runtime: Runtime, group: OktaGroup, ownerId: string): ReturnType<typeof groupTarget>[] {
  const user = tryFindUser(runtime, ownerId);
  const owner = okta(runtime).groups.get(ownerId);
  return [
    ...(user === undefined ? [] : [userTarget(user)]),
    ...(owner === undefined ? [] : [groupTarget(owner)]),
    groupTarget(group),
  ];
}

function checkName(runtime: Runtime, name: string, self: OktaGroup | undefined): void {
  if (name.length < 1 || name.length > 255)
    throw invalid('name', 'name: The field cannot be left blank or exceed 255 characters');
  const other = tryFindGroupOf(runtime, name, 'OKTA_GROUP') ?? tryFindGroupOf(runtime, name, 'BUILT_IN');
  if (other !== undefined && other.id !== self?.id)
    throw invalid('name', 'name: An object with this field already exists in the current organization');
}
