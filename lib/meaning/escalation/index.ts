export { escalationsOf, type Escalation } from './escalations.js';
export type { EscalationPath, Need } from './path.js';
export { ESCALATION_PATHS } from './paths.js';
