import type { AwsGroup, AwsUser } from '../../core/state.js';
import { validation } from '../errors.js';
import { emailOf } from './profile.js';

interface AttributeOperation {
  readonly AttributePath: string;
  readonly AttributeValue: unknown;
}

/** Members that are kept as given, by the path that names them. */
const KEPT: Readonly<Record<string, string>> = {
  nickname: 'NickName',
  profileurl: 'ProfileUrl',
  addresses: 'Addresses',
  phonenumbers: 'PhoneNumbers',
  usertype: 'UserType',
  title: 'Title',
  preferredlanguage: 'PreferredLanguage',
  locale: 'Locale',
  timezone: 'Timezone',
  photos: 'Photos',
  website: 'Website',
  birthdate: 'Birthdate',
  roles: 'Roles',
};

const NAME_PARTS: Readonly<Record<string, string>> = {
  'name.formatted': 'Formatted',
  'name.middlename': 'MiddleName',
  'name.honorificprefix': 'HonorificPrefix',
  'name.honorificsuffix': 'HonorificSuffix',
};

/** Members of a new user that are kept as given. */
export const KEPT_MEMBERS = [...Object.values(KEPT), 'Emails', 'Name'];

/** Applies one attribute change to a user; an absent value removes the attribute. */
export function updateUser(
  user: AwsUser,
  { AttributePath: path, AttributeValue: value }: AttributeOperation,
): void {
  const key = path.toLowerCase();
  const kept = KEPT[key];
  const part = NAME_PARTS[key];
  if (kept !== undefined) keep(user, kept, value);
  else if (part !== undefined) keepNamePart(user, part, value);
  else if (key === 'username') user.userName = required(path, value);
  else if (key === 'displayname') user.displayName = required(path, value);
  else if (key === 'name.givenname') user.givenName = required(path, value);
  else if (key === 'name.familyname') user.familyName = required(path, value);
  else if (key === 'emails') {
    keep(user, 'Emails', value);
    user.email = emailOf(value);
  } else throw unsupported(path);
}

/** Applies one attribute change to a group. */
export function updateGroup(
  group: AwsGroup,
  { AttributePath: path, AttributeValue: value }: AttributeOperation,
): void {
  const key = path.toLowerCase();
  if (key === 'displayname') group.displayName = required(path, value);
  else if (key !== 'description') throw unsupported(path);
  else if (value === undefined || value === null || value === '') delete group.description;
  else group.description = required(path, value);
}

function keep(user: AwsUser, member: string, value: unknown): void {
  const { [member]: _, ...others } = user.profile ?? {};
  user.profile = value === undefined || value === null ? others : { ...others, [member]: value };
}

function keepNamePart(user: AwsUser, part: string, value: unknown): void {
  const name = (user.profile?.['Name'] ?? {}) as Record<string, unknown>;
  const { [part]: _, ...others } = name;
  keep(user, 'Name', value === undefined || value === null ? others : { ...others, [part]: value });
}

function required(path: string, value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw validation(`Attribute ${path} must have a value.`);
}

function unsupported(path: string): Error {
  return validation(`Attribute path ${path} is not supported.`);
}
