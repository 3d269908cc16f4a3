export { REFUSALS, type Refusal, type RefusalCode } from './refusals.js';
export { refuseConfiguration } from './configuration/read-configuration.js';
export { backendBlock, type StackBackend, type StackSettings } from './configuration/settings.js';
export { readPlanFile } from './file/read-plan-file.js';
export { readPlan, type PlanRead } from './plan/read-plan.js';
export type { PlanReading, PlannedAction, PlannedChange } from './plan/reading.js';

// What a plan does, and why.
export type { Effect } from './derive/effect.js';
export { nativesOf, type Natives } from './derive/natives.js';
export type { PlanExplained } from './explain/explanation.js';
export { judgePlan, type JudgePlanInput, type PlanJudged } from './explain/judge-plan.js';

// What binds it.
export { groundsOf } from './bind/grounds.js';
export { holds } from './bind/holds.js';
