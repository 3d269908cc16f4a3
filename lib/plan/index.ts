export { REFUSALS, type RefusalCode } from './refusals.js';
export { refuseConfiguration } from './configuration/read-configuration.js';
export { readPlanFile } from './file/read-plan-file.js';
export { readPlan, type PlanRead } from './plan/read-plan.js';
