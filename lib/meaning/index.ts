export { AWS_MANAGED_POLICIES, type AwsManagedPolicy } from './aws-managed-policies.js';
export { privilegeOf } from './privilege.js';
