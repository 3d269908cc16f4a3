export { parseCases, policyCasesSchema, type PolicyCases } from './cases.js';
export { policySchemaDocument, policyTestDocument, type PolicyTestDocument } from './document.js';
export { runCases } from './run.js';
