export { whoMay } from './who.js';
export { policyWhoDocument, type PolicyWhoDocument } from './document.js';
