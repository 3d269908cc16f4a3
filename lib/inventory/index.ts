export { anchorsOf, type Anchor } from './anchors.js';
export { assemble } from './assemble.js';
export { FailureIndex } from './failures.js';
export { isUnnamed } from './ambiguity.js';
export * from './inventory.js';
export { membersOf, reachOf, type Reached } from './reach.js';
export { privilegeOf } from './privilege.js';
export { readability, type AbsenceProof } from './readability.js';
export * from './source.js';
