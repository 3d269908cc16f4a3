export { whatifRules } from './whatif.js';
export { policyWhatifDocument, type PolicyWhatifDocument } from './document.js';
