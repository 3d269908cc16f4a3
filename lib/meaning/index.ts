export { AWS_MANAGED_POLICIES, type AwsManagedPolicy } from './aws-managed-policies.js';
export { readContent } from './content.js';
export { effectsOf } from './effects.js';
export { readPolicy } from './grammar/index.js';
export { publishedPolicy, type PublishedPolicy } from './managed/index.js';
export { privilegeOf } from './privilege.js';
export { meaningDocument } from './shape.js';
export { TIERS } from './tiers.js';
export { meaningView, type Asked, type MeaningView } from './view.js';
