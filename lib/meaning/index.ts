export { AWS_MANAGED_POLICIES, type AwsManagedPolicy } from './aws-managed-policies.js';
export { effectsOf } from './effects.js';
export { publishedPolicy, type PublishedPolicy } from './managed/index.js';
export { privilegeOf } from './privilege.js';
