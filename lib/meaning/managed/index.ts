export { isManagedByAws } from './arn.js';
export {
  knownText,
  livePolicyOf,
  NONE_LIVE,
  withoutText,
  type LivePolicies,
  type LivePolicy,
} from './live.js';
export { pinnedPolicies, publishedPolicy, type PublishedPolicy } from './published.js';
