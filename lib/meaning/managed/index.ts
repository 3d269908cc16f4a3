export { pinnedPolicies, publishedPolicy, type PublishedPolicy } from './published.js';
