export { REFUSALS, type Refusal, type RefusalCode } from './refusals.js';
export { refuseConfiguration, type ReviewedStack } from './configuration/read-configuration.js';
export { readPlan, type PlanRead } from './plan/read-plan.js';
export type {
  DataAnswer,
  GrantAttribute,
  PlannedAction,
  PlannedChange,
  PlanReading,
} from './plan/reading.js';
export { type Reference } from './reference.js';
export type { ProviderName } from './types.js';
