export * from './scan.js';
export * from './scan-audit.js';
export * from './drift.js';
export type { DecidedInput } from './record-decisions.js';
export * from './record-synthesis.js';
export type { RevertPorts } from './ports.js';
export * from './revert.js';
export * from './revert-result.js';
export { showGrant, showPackage, showPrincipal, type ShowInput } from './show.js';
