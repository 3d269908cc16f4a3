export type * from './effect.js';
export * from './record.js';
export { PLAIN_DOCUMENTATION, type GovernedPlaces } from './paths.js';
export { classed } from './kind.js';
export { differing, governanceDigest } from './content.js';
export { judgeGovernance, unreadableGovernance } from './judge.js';
export { declaredChange, governanceDocument } from './shape.js';
export { accessBeyond, widens, type ReachedTargets, type TargetChange } from './access-beyond.js';
export { declaredChanges } from './declared-changes.js';
