export { explainTicket } from './explain.js';
export { policyExplainDocument, type PolicyExplainDocument, type TicketExplained } from './document.js';
