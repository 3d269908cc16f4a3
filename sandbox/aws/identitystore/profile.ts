import type { AwsGroup, AwsState, AwsUser } from '../../core/state.js';

/** A user as the API shows it. */
export function shownUser(aws: AwsState, user: AwsUser): object {
  return {
    ...user.profile,
    IdentityStoreId: aws.identityStoreId,
    UserId: user.id,
    UserName: user.userName,
    ...externalIds(aws, user.externalId),
    Name: { ...nameExtras(user), GivenName: user.givenName, FamilyName: user.familyName },
    DisplayName: user.displayName,
    ...emails(user),
    UserStatus: user.userStatus,
  };
}

/** A group as the API shows it. */
export function shownGroup(aws: AwsState, group: AwsGroup): object {
  return {
    GroupId: group.id,
    DisplayName: group.displayName,
    ...externalIds(aws, group.externalId),
    ...(group.description !== undefined && { Description: group.description }),
    IdentityStoreId: aws.identityStoreId,
  };
}

/** What SCIM provisioned carries the identity provider's own id. */
function externalIds(aws: AwsState, id: string | undefined): object {
  return id === undefined
    ? {}
    : { ExternalIds: [{ Issuer: `https://scim.aws.com/${aws.identityStoreId}`, Id: id }] };
}

/** The address as it was given, unless it changed elsewhere since. */
function emails(user: AwsUser): object {
  const given: unknown = user.profile?.['Emails'];
  if (Array.isArray(given) && emailOf(given) === user.email) return { Emails: given };
  return user.email === ''
    ? { Emails: undefined }
    : { Emails: [{ Value: user.email, Type: 'work', Primary: true }] };
}

/** The first address of an `Emails` member. */
export function emailOf(emails: unknown): string {
  const first: unknown = Array.isArray(emails) ? emails[0] : undefined;
  return stringIn(first, 'Value');
}

/** A string member of something that may be anything. */
export function stringIn(holder: unknown, name: string): string {
  if (typeof holder !== 'object' || holder === null) return '';
  const value = (holder as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : '';
}

function nameExtras(user: AwsUser): object {
  const given = user.profile?.['Name'];
  return typeof given === 'object' && given !== null ? given : {};
}
