import type { AwsGroup, AwsMembership, AwsUser } from '../../core/state.js';
import { INDEX, nameBucket } from '../../core/world.js';
import { type AwsError, conflict, notFound, validation } from '../errors.js';
import type { Call } from '../service.js';

type Kind = 'USER' | 'GROUP' | 'GROUP_MEMBERSHIP' | 'IDENTITY_STORE';

/** Refuses any store but this organization's one. */
export function findStore(call: Call, storeId: string): void {
  if (storeId !== call.aws.identityStoreId) throw missing(call, 'IDENTITY_STORE', storeId);
}

/** The user of an id. */
export function findUser(call: Call, id: string): AwsUser {
  return call.aws.users.get(id) ?? raise(missing(call, 'USER', id));
}

/** The group of an id. */
export function findGroup(call: Call, id: string): AwsGroup {
  return call.aws.groups.get(id) ?? raise(missing(call, 'GROUP', id));
}

/** The membership of an id. */
export function findMembership(call: Call, id: string): AwsMembership {
  return call.aws.memberships.get(id) ?? raise(missing(call, 'GROUP_MEMBERSHIP', id));
}

/** A member is named by user id; it is the only kind there is. */
export function memberUser(member: { readonly UserId: string | undefined }): string {
  return member.UserId ?? raise(validation('MemberId must contain UserId.'));
}

/** What identifies a user or group other than its id. */
export interface Alternate {
  readonly ExternalId: { readonly Issuer: string; readonly Id: string } | undefined;
  readonly UniqueAttribute: { readonly AttributePath: string; readonly AttributeValue: unknown } | undefined;
}

/** The user with an external id, user name or e-mail. */
export function userByAlternate(call: Call, alternate: Alternate): AwsUser {
  const { users } = call.aws;
  const [index, bucket] = alternateBucket(alternate, {
    external: INDEX.userByExternalId,
    paths: { username: INDEX.userByName, 'emails.value': INDEX.userByEmail },
  });
  return users.oneIn(index, bucket) ?? raise(missing(call, 'USER'));
}

/** The group with an external id or display name. */
export function groupByAlternate(call: Call, alternate: Alternate): AwsGroup {
  const { groups } = call.aws;
  const [index, bucket] = alternateBucket(alternate, {
    external: INDEX.groupByExternalId,
    paths: { displayname: INDEX.groupByName },
  });
  return groups.oneIn(index, bucket) ?? raise(missing(call, 'GROUP'));
}

/** Refuses a name that another row has. */
export function checkUnique(
  call: Call,
  message: string,
  taken: { readonly id: string } | undefined,
  own?: string,
): void {
  if (taken === undefined || taken.id === own) return;
  throw conflict(message, { Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION', RequestId: call.requestId });
}

function alternateBucket(
  alternate: Alternate,
  indexes: { readonly external: number; readonly paths: Readonly<Record<string, number>> },
): [number, string] {
  const { ExternalId: externalId, UniqueAttribute: attribute } = alternate;
  if ((externalId === undefined) === (attribute === undefined)) {
    throw validation('Exactly one of ExternalId and UniqueAttribute must be given.');
  }
  if (externalId !== undefined) return [indexes.external, externalId.Id];
  const index = indexes.paths[attribute?.AttributePath.toLowerCase() ?? ''];
  if (index === undefined || typeof attribute?.AttributeValue !== 'string') {
    throw validation('The attribute is not supported as a unique attribute.');
  }
  return [index, nameBucket(attribute.AttributeValue)];
}

function missing(call: Call, kind: Kind, id?: string): AwsError {
  return notFound(`${kind} not found.`, {
    ResourceType: kind,
    ...(id !== undefined && { ResourceId: id }),
    RequestId: call.requestId,
  });
}

function raise(error: AwsError): never {
  throw error;
}
