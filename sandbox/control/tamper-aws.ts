import { awsHandler } from '../aws/handler.js';
import { recordTrail } from '../aws/trail.js';
import type { Runtime } from '../core/runtime.js';
import type { Actor, AwsGroup, AwsMembership, AwsUser, PermissionSet } from '../core/state.js';
import { INDEX } from '../core/world.js';
import { ControlError, unknownName } from './errors.js';
import { tryFindAwsGroup, tryFindAwsUser, tryFindSet } from './load-aws.js';
import type { Change } from './tamper.js';

interface Assignment {
  readonly permissionSet: string;
  readonly account: string;
  readonly principal: { readonly type: 'USER' | 'GROUP'; readonly name: string };
  readonly actor: string;
}

/** Assigns a permission set in an account. */
export function assign(runtime: Runtime, fields: Assignment): Promise<Change> {
  return writeAssignment(runtime, 'CreateAccountAssignment', fields);
}

/** Ends an assignment. */
export function unassign(runtime: Runtime, fields: Assignment): Promise<Change> {
  return writeAssignment(runtime, 'DeleteAccountAssignment', fields);
}

async function writeAssignment(runtime: Runtime, operation: string, fields: Assignment): Promise<Change> {
  const { account, principal } = fields;
  const set = findSet(runtime, fields.permissionSet);
  if (!runtime.world.aws.accounts.has(account))
    throw unknownName('account', account, runtime.world.aws.accounts.keys());
  const { id } =
    principal.type === 'USER' ? findUser(runtime, principal.name) : findGroup(runtime, principal.name);
  const answer = await atConsole(runtime, fields.actor, `SWBExternalService.${operation}`, {
    InstanceArn: runtime.world.aws.instanceArn,
    PermissionSetArn: set.arn,
    TargetId: account,
    TargetType: 'AWS_ACCOUNT',
    PrincipalType: principal.type,
    PrincipalId: id,
  });
  return {
    permissionSetArn: set.arn,
    accountId: account,
    principalType: principal.type,
    principalId: id,
    request: Object.values(answer)[0],
    pendingMs: runtime.settings.assignmentDelayMs,
  };
}

interface Member {
  readonly group: string;
  readonly user: string;
  readonly actor: string;
}

/** Gives an Identity Store group another display name. */
export async function renameGroup(
  runtime: Runtime,
  fields: { readonly group: string; readonly name: string; readonly actor: string },
): Promise<Change> {
  const group = findGroup(runtime, fields.group);
  await atConsole(runtime, fields.actor, 'AWSIdentityStore.UpdateGroup', {
    IdentityStoreId: runtime.world.aws.identityStoreId,
    GroupId: group.id,
    Operations: [{ AttributePath: 'displayName', AttributeValue: fields.name }],
  });
  return { groupId: group.id, group: fields.name };
}

/** Deletes an Identity Store group; its assignments stay, held by nobody. */
export async function deleteGroup(
  runtime: Runtime,
  fields: { readonly group: string; readonly actor: string },
): Promise<Change> {
  const group = findGroup(runtime, fields.group);
  await atConsole(runtime, fields.actor, 'AWSIdentityStore.DeleteGroup', {
    IdentityStoreId: runtime.world.aws.identityStoreId,
    GroupId: group.id,
  });
  return { groupId: group.id, group: group.displayName };
}

/** Puts a user into an Identity Store group directly, past Okta. */
export async function addMember(runtime: Runtime, fields: Member): Promise<Change> {
  const [group, user] = [findGroup(runtime, fields.group), findUser(runtime, fields.user)];
  const answer = await atConsole(runtime, fields.actor, 'AWSIdentityStore.CreateGroupMembership', {
    IdentityStoreId: runtime.world.aws.identityStoreId,
    GroupId: group.id,
    MemberId: { UserId: user.id },
  });
  return { groupId: group.id, userId: user.id, membershipId: answer['MembershipId'] };
}

/** Takes a user out of an Identity Store group directly, past Okta. */
export async function removeMember(runtime: Runtime, fields: Member): Promise<Change> {
  const [group, user] = [findGroup(runtime, fields.group), findUser(runtime, fields.user)];
  const membership = runtime.world.aws.memberships.oneIn(INDEX.membershipByPair, `${group.id} ${user.id}`);
  if (membership === undefined)
    throw new ControlError(404, 'not-a-member', `\`${fields.user}\` is not in \`${fields.group}\``);
  await atConsole(runtime, fields.actor, 'AWSIdentityStore.DeleteGroupMembership', {
    IdentityStoreId: runtime.world.aws.identityStoreId,
    MembershipId: membership.id,
  });
  return { groupId: group.id, userId: user.id, membershipId: membership.id };
}

/** Puts a user into a group in the console, whose events have another name and form than those of the API. */
export function addMemberInConsole(runtime: Runtime, fields: Member): Change {
  const { group, user, pair } = membershipOf(runtime, fields);
  if (pair !== undefined)
    throw new ControlError(409, 'a-member', `\`${fields.user}\` is in \`${fields.group}\``);
  const made = { id: runtime.nextId('aws-membership'), groupId: group.id, userId: user.id };
  runtime.world.aws.memberships.set(made.id, made);
  return inConsole(runtime, 'AddMemberToGroup', fields.actor, made);
}

/** Takes a user out of a group in the console. */
export function removeMemberInConsole(runtime: Runtime, fields: Member): Change {
  const { pair } = membershipOf(runtime, fields);
  if (pair === undefined)
    throw new ControlError(404, 'not-a-member', `\`${fields.user}\` is not in \`${fields.group}\``);
  runtime.world.aws.memberships.delete(pair.id);
  return inConsole(runtime, 'RemoveMemberFromGroup', fields.actor, pair);
}

function membershipOf(
  runtime: Runtime,
  fields: Member,
): { group: AwsGroup; user: AwsUser; pair: AwsMembership | undefined } {
  const [group, user] = [findGroup(runtime, fields.group), findUser(runtime, fields.user)];
  const pair = runtime.world.aws.memberships.oneIn(INDEX.membershipByPair, `${group.id} ${user.id}`);
  return { group, user, pair };
}

function inConsole(
  runtime: Runtime,
  eventName: string,
  actor: string,
  { id, groupId, userId }: AwsMembership,
): Change {
  recordTrail(runtime, {
    eventSource: 'sso-directory.amazonaws.com',
    eventName,
    actor: actorNamed(runtime, actor),
    requestParameters: {
      identityStoreId: runtime.world.aws.identityStoreId,
      groupId,
      member: { memberId: userId },
    },
    responseElements: null,
    userAgent: 'Mozilla/5.0 (sandbox console)',
  });
  return { groupId, userId, membershipId: id };
}

/** Makes an Identity Store group. */
export async function createGroup(
  runtime: Runtime,
  fields: { name: string; description?: string | undefined; actor: string },
): Promise<Change> {
  const answer = await atConsole(runtime, fields.actor, 'AWSIdentityStore.CreateGroup', {
    IdentityStoreId: runtime.world.aws.identityStoreId,
    DisplayName: fields.name,
    ...(fields.description === undefined ? {} : { Description: fields.description }),
  });
  return { groupId: answer['GroupId'], group: fields.name };
}

interface Edit {
  readonly permissionSet: string;
  /** Whether the accounts get the change, as the console sees to. @default - true */
  readonly provision?: boolean | undefined;
  readonly actor: string;
}

/** Attaches an AWS managed policy to a permission set. */
export function attachManagedPolicy(runtime: Runtime, fields: Edit & { policyArn: string }): Promise<Change> {
  return edit(runtime, fields, 'AttachManagedPolicyToPermissionSet', { ManagedPolicyArn: fields.policyArn });
}

/** Detaches an AWS managed policy from a permission set. */
export function detachManagedPolicy(runtime: Runtime, fields: Edit & { policyArn: string }): Promise<Change> {
  return edit(runtime, fields, 'DetachManagedPolicyFromPermissionSet', {
    ManagedPolicyArn: fields.policyArn,
  });
}

/** Writes the inline policy of a permission set. */
export function putInlinePolicy(runtime: Runtime, fields: Edit & { policy: string }): Promise<Change> {
  return edit(runtime, fields, 'PutInlinePolicyToPermissionSet', { InlinePolicy: fields.policy });
}

async function edit(runtime: Runtime, fields: Edit, operation: string, what: object): Promise<Change> {
  const set = findSet(runtime, fields.permissionSet);
  const ofSet = { InstanceArn: runtime.world.aws.instanceArn, PermissionSetArn: set.arn };
  await atConsole(runtime, fields.actor, `SWBExternalService.${operation}`, { ...ofSet, ...what });
  if (fields.provision === false || set.provisioned.size === 0) return { permissionSetArn: set.arn, ...what };
  const answer = await atConsole(runtime, fields.actor, 'SWBExternalService.ProvisionPermissionSet', {
    ...ofSet,
    TargetType: 'ALL_PROVISIONED_ACCOUNTS',
  });
  const pendingMs = runtime.settings.assignmentDelayMs;
  return { permissionSetArn: set.arn, ...what, provisioning: Object.values(answer)[0], pendingMs };
}

/** One call of the API in the hands of this actor, with no fault on the way and not counted. */
async function atConsole(
  runtime: Runtime,
  userName: string,
  target: string,
  body: object,
): Promise<Record<string, unknown>> {
  const actor = actorNamed(runtime, userName);
  const hands: Runtime = { ...runtime, calls: [], faults: [], actorOf: () => actor };
  const response = await awsHandler(hands)({
    method: 'POST',
    url: '/',
    headers: {
      'x-amz-target': target,
      'content-type': 'application/x-amz-json-1.1',
      authorization: 'AWS4-HMAC-SHA256 Credential=ASIASANDBOXCONSOLE00/20260101/us-east-1/sso/aws4_request',
      'user-agent': 'Mozilla/5.0 (sandbox console)',
    },
    body: JSON.stringify(body),
  });
  const answer = JSON.parse(response.body) as Record<string, unknown>;
  if (response.status < 300) return answer;
  const status = answer['__type'] === 'ResourceNotFoundException' ? 404 : 409;
  throw new ControlError(status, 'refused-by-provider', String(answer['message']), {
    provider: 'aws',
    providerCode: answer['__type'],
  });
}

/** `root`, `iam-user/NAME`, `account/ID`, or the user name of somebody in the Identity Store. */
function actorNamed(runtime: Runtime, name: string): Actor {
  if (name === 'root') return { kind: 'root' };
  const [, kind, rest = ''] = /^(iam-user|account)\/(.+)$/.exec(name) ?? [];
  if (kind === 'iam-user') return { kind, userName: rest };
  if (kind === 'account') return { kind: 'aws-account', accountId: rest };
  return { kind: 'identity-center-user', userId: findUser(runtime, name).id, userName: name };
}

function findUser({ world }: Runtime, name: string): AwsUser {
  const user = tryFindAwsUser({ world }, name);
  if (user !== undefined) return user;
  throw unknownName(
    'Identity Store user',
    name,
    namesOf(world.aws.users, (each) => each.userName),
  );
}

function findGroup({ world }: Runtime, name: string): AwsGroup {
  const group = tryFindAwsGroup({ world }, name);
  if (group !== undefined) return group;
  throw unknownName(
    'Identity Store group',
    name,
    namesOf(world.aws.groups, (each) => each.displayName),
  );
}

function findSet({ world }: Runtime, name: string): PermissionSet {
  const set = tryFindSet({ world }, name);
  if (set !== undefined) return set;
  throw unknownName(
    'permission set',
    name,
    namesOf(world.aws.permissionSets, (each) => each.name),
  );
}

function namesOf<V>(table: ReadonlyMap<string, V>, nameOf: (row: V) => string): string[] {
  return [...table.values()].map(nameOf);
}
