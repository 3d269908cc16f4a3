export { REFUSALS, type Refusal, type RefusalCode } from './refusals.js';
export { refuseConfiguration } from './configuration/read-configuration.js';
export {
  awsArguments,
  backendBlock,
  type StackBackend,
  type StackSettings,
} from './configuration/settings.js';
export { readPlanFile } from './file/read-plan-file.js';
export { readPlan, type PlanRead } from './plan/read-plan.js';
export type { PlanReading, PlannedAction, PlannedChange } from './plan/reading.js';
export { derive, type Derivation, type Derived, type DeriveInput } from './derive/derive.js';
export type { Effect, PlannedEdge } from './derive/effect.js';
export { nativesOf, type Natives } from './derive/natives.js';
export type { ShardState } from './derive/state.js';
export { agree, type AgreeInput } from './explain/agree.js';
export { explain } from './explain/explain.js';
export type { ExplainInput, ApprovedDeclarations, GivenByDecision } from './explain/input.js';
export type { Explanation, ExplainedEffect, PlanExplained, Unexplained } from './explain/explanation.js';
export { judgePlan, type JudgePlanInput, type PlanJudged } from './explain/judge-plan.js';
export { groundsOf, type BoundGrounds } from './bind/grounds.js';
export { holds } from './bind/holds.js';
