export { explainTicket } from './explain.js';
export { policyExplainDocument, type PolicyExplainDocument } from './document.js';
