// Judging: wanted against live.
export type { JudgeInput } from './ground.js';
export { judge, type Judgement } from './judge.js';
export * from './known.js';
export * from './ahead.js';
export { edgeWindow } from './wanted.js';

// What a judgement finds.
export * from './finding.js';
export type { FindingId } from './finding-id.js';
export * from './findings/index.js';

// Reverting: lines, held by rails.
export { ACTIONS, type RevertLine } from './line.js';
export { linesToDo, planRevert, queuesOf, type RevertPlan } from './plan.js';
export { DEFAULT_RAILS, type AdminSeat, type Ceiling, type Rails } from './rails.js';
export { RAILS, UNTIL, type RailId } from './rails/index.js';
export type { RevertAsk } from './revert-ground.js';
export { isAsJudged } from './judged.js';

// What is remembered between runs, and the ports.
export * from './journal.js';
export { declaredObjects, newMemory, rememberedIn } from './memory.js';
export { newSightings } from './sightings.js';
export * from './ports.js';

// The shapes of what is printed and kept.
export { findingId } from './shapes/finding.js';
export { revertPlan } from './shapes/plan.js';
export { driftDocument } from './shapes/report.js';
