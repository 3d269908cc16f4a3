export * from './drift.js';
export * from './last-accepted.js';
export * from './record-synthesis.js';
export { readAudit } from './read-audit.js';
export * from './recorded-tickets.js';
export type { RevertPorts } from './ports.js';
export * from './revert.js';
export * from './revert-result.js';
export { revertDocument } from './revert-shape.js';
