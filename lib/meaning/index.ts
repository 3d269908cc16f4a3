export { allowedBy, meaningBy, isJudged, readSets, type Allowed, type NamedContent } from './allowed.js';
export { ANSWERS, type Answer } from './answer.js';
export { actionsVersion } from './index/action-index.js';
export { AWS_MANAGED_POLICIES, type AwsManagedPolicy } from './aws-managed-policies.js';
export { managedArns, type ReadContent } from './read-content.js';
export { broadens } from './compare/broadens.js';
export { digestedContent } from './digested-content.js';
export { publishedText } from './document.js';
export { effectsIn, effectsOf, type Effects } from './effects.js';
export type { GainedAction } from './gained.js';
export { changeOf, gainsOf, type ContentChange, type Gains } from './gains.js';
export { readPolicy } from './grammar/index.js';
export { type Meaning } from './meaning.js';
export {
  isManagedByAws,
  livePolicyOf,
  NONE_LIVE,
  publishedPolicy,
  withoutText,
  type LivePolicies,
  type LivePolicy,
  type PublishedPolicy,
} from './managed/index.js';
export { OKTA_ADMIN_ROLES, type OktaRoleTitle } from './lists/okta-roles.js';
export { withParts } from './parts.js';
export { resolvedDigest, type FindPublished } from './resolved.js';
export { privilegeOf } from './privilege.js';
export { allowed, contentChange, meaningDocument, beyond as beyondShape } from './shape.js';
export { higher, TIERS, type Tier } from './tiers.js';
export { beyond, meaningView, type Asked, type Beyond, type MeaningView } from './view.js';
export { inlineWildcards } from './wildcards.js';
