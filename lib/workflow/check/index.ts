export type { Check, CheckPorts } from './check.js';
export { runChecks } from './run-checks.js';
export { CHECKS } from './checks/index.js';
export { validateTickets } from './validate.js';
