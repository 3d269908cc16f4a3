import type { AwsError } from '../errors.js';
import { constraintMessage, validation } from '../errors.js';
import type { JsonService } from '../service.js';
import { groupOperations } from './groups.js';
import { membershipOperations } from './memberships.js';
import { userOperations } from './users.js';

/** Members whose values CloudTrail never shows, as the model marks them. */
const SENSITIVE = new Set([
  'UserName',
  'DisplayName',
  'Description',
  'Name',
  'Emails',
  'NickName',
  'ProfileUrl',
  'Addresses',
  'PhoneNumbers',
  'UserType',
  'Title',
  'PreferredLanguage',
  'Locale',
  'Timezone',
  'Photos',
  'Website',
  'Birthdate',
  'Roles',
  'AttributeValue',
]);

/** The Identity Store: users, groups and memberships of Identity Center. */
export const identityStore: JsonService = {
  name: 'identitystore',
  targetPrefix: 'AWSIdentityStore',
  iamPrefix: 'identitystore',
  eventSource: 'identitystore.amazonaws.com',
  throttlingCode: 'ThrottlingException',
  operations: { ...userOperations, ...groupOperations, ...membershipOperations },
  invalid: (problems): AwsError => validation(constraintMessage(problems)),
  invalidToken: (): AwsError => validation('The provided NextToken is not valid for this request.'),
  redact,
};

function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      SENSITIVE.has(name) ? 'HIDDEN_DUE_TO_SECURITY_REASONS' : redact(inner),
    ]),
  );
}
