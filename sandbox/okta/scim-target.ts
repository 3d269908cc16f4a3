import { recordScimTrail } from '../aws/trail.js';
import type { Runtime } from '../core/runtime.js';
import type { AwsGroup, AwsMembership, AwsState, AwsUser, OktaUser, PushMapping } from '../core/state.js';
import { INDEX, nameBucket } from '../core/world.js';

/** Whether CloudTrail is told; a seed is filled silently. */
export type Trail = 'logged' | 'silent';

const USER_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:User';
const GROUP_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const PATCH_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/** The Identity Store group that a mapping is linked to, by its id once it is; before that the one that it names. */
export function targetGroup(
  runtime: Runtime,
  mapping: Pick<PushMapping, 'targetId' | 'targetGroupName'>,
): AwsGroup | undefined {
  const { groups } = aws(runtime);
  if (mapping.targetId !== undefined) return groups.get(mapping.targetId);
  return groups.oneIn(INDEX.groupByName, nameBucket(mapping.targetGroupName));
}

/** The Identity Store user whose user name is this login. */
export function tryFindTargetUser(runtime: Runtime, login: string): AwsUser | undefined {
  return aws(runtime).users.oneIn(INDEX.userByName, nameBucket(login));
}

/** Memberships of a group at the target. */
export function targetMembers(runtime: Runtime, group: AwsGroup): AwsMembership[] {
  return aws(runtime).memberships.allIn(INDEX.membershipByGroup, group.id);
}

/** SCIM `POST /Groups`. */
export function createTargetGroup(runtime: Runtime, displayName: string, trail: Trail): AwsGroup {
  const group: AwsGroup = { id: runtime.nextId('aws-group'), displayName };
  aws(runtime).groups.set(group.id, group);
  if (trail === 'logged') {
    recordScimTrail(
      runtime,
      'CreateGroup',
      { httpBody: { schemas: [GROUP_SCHEMA], displayName: HIDDEN } },
      { id: group.id, schemas: [GROUP_SCHEMA], displayName: HIDDEN },
    );
  }
  return group;
}

/** SCIM `POST /Users`: the counterpart of an Okta user. */
export function provisionUser(runtime: Runtime, source: OktaUser, trail: Trail): AwsUser {
  const user: AwsUser = {
    id: runtime.nextId('aws-user'),
    userName: source.login,
    externalId: source.id,
    displayName: `${source.firstName} ${source.lastName}`,
    givenName: source.firstName,
    familyName: source.lastName,
    email: source.email,
    userStatus: source.status === 'DEPROVISIONED' ? 'DISABLED' : 'ENABLED',
  };
  aws(runtime).users.set(user.id, user);
  if (trail === 'logged') {
    const shown = { schemas: [USER_SCHEMA], userName: HIDDEN, displayName: HIDDEN, active: true };
    recordScimTrail(runtime, 'CreateUser', { httpBody: shown }, { id: user.id, ...shown });
  }
  return user;
}

/** SCIM `PATCH /Users/{id}` of `active`. */
export function setUserStatus(runtime: Runtime, user: AwsUser, status: AwsUser['userStatus']): void {
  if (user.userStatus === status) return;
  user.userStatus = status;
  aws(runtime).users.set(user.id, user);
  patchedUser(runtime, user, [{ op: 'replace', path: 'active', value: status === 'ENABLED' }]);
}

/** SCIM `PATCH /Users/{id}` of names, e-mail and user name. */
export function renameUser(runtime: Runtime, user: AwsUser, source: OktaUser): void {
  const wanted = {
    userName: source.login,
    displayName: `${source.firstName} ${source.lastName}`,
    givenName: source.firstName,
    familyName: source.lastName,
    email: source.email,
  };
  const changed = Object.entries(wanted).filter(
    ([name, value]) => user[name as keyof typeof wanted] !== value,
  );
  if (changed.length === 0) return;
  Object.assign(user, wanted);
  aws(runtime).users.set(user.id, user);
  patchedUser(
    runtime,
    user,
    changed.map(([path]) => ({ op: 'replace', path, value: HIDDEN })),
  );
}

/** SCIM `PATCH /Groups/{id}` that adds one member; nothing when it is one already. */
export function addToTarget(runtime: Runtime, group: AwsGroup, userId: string, trail: Trail): void {
  const { memberships } = aws(runtime);
  if (memberships.countIn(INDEX.membershipByPair, `${group.id} ${userId}`) > 0) return;
  const membership = { id: runtime.nextId('aws-membership'), groupId: group.id, userId };
  memberships.set(membership.id, membership);
  if (trail === 'logged') patchedMembers(runtime, 'add', group.id);
}

/** SCIM `PATCH /Groups/{id}` that removes one member. */
export function removeFromTarget(runtime: Runtime, group: AwsGroup, userId: string, trail: Trail): void {
  const { memberships } = aws(runtime);
  const membership = memberships.oneIn(INDEX.membershipByPair, `${group.id} ${userId}`);
  if (membership === undefined) return;
  memberships.delete(membership.id);
  if (trail === 'logged') patchedMembers(runtime, 'remove', group.id);
}

/** SCIM `DELETE /Groups/{id}`, with its memberships. */
export function deleteTargetGroup(runtime: Runtime, group: AwsGroup): void {
  const { groups, memberships } = aws(runtime);
  for (const { id } of targetMembers(runtime, group)) memberships.delete(id);
  groups.delete(group.id);
  recordScimTrail(runtime, 'DeleteGroup', { id: group.id });
}

function patchedMembers(runtime: Runtime, op: 'add' | 'remove', groupId: string): void {
  // As documented: in lower case, whatever the request said, and without the values.
  const operations = [{ op, path: 'members', value: HIDDEN }];
  recordScimTrail(runtime, 'PatchGroup', { id: groupId, httpBody: { schemas: [PATCH_SCHEMA], operations } });
}

function patchedUser(runtime: Runtime, user: AwsUser, operations: readonly unknown[]): void {
  const httpBody = { schemas: [PATCH_SCHEMA], operations };
  recordScimTrail(
    runtime,
    'PatchUser',
    { id: user.id, httpBody },
    { id: user.id, schemas: [USER_SCHEMA], active: user.userStatus === 'ENABLED' },
  );
}

function aws(runtime: Runtime): AwsState {
  return runtime.world.aws;
}
