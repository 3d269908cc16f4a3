import type { AwsError } from '../errors.js';
import { constraintMessage, validation } from '../errors.js';
import type { JsonService } from '../service.js';
import { assignmentOperations } from './assignments.js';
import { instanceOperations } from './instances.js';
import { permissionSetOperations } from './permission-sets.js';
import { attachedPolicyOperations, ownPolicyOperations } from './policies.js';
import { provisioningOperations } from './provisioning.js';
import { statusOperations } from './statuses.js';
import { tagOperations } from './tagging.js';

/** IAM Identity Center's administration API. */
export const ssoAdmin: JsonService = {
  name: 'sso-admin',
  targetPrefix: 'SWBExternalService',
  iamPrefix: 'sso',
  eventSource: 'sso.amazonaws.com',
  throttlingCode: 'ThrottlingException',
  operations: {
    ...instanceOperations,
    ...permissionSetOperations,
    ...attachedPolicyOperations,
    ...ownPolicyOperations,
    ...provisioningOperations,
    ...assignmentOperations,
    ...statusOperations,
    ...tagOperations,
  },
  invalid: (problems): AwsError => validation(constraintMessage(problems)),
  invalidToken: (): AwsError => validation('The provided NextToken is not valid for this request.'),
};
