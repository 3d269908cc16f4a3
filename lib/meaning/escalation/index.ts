export { escalationsOf, type Escalation } from './escalations.js';
export { ESCALATION_PATHS } from './paths.js';
