export { assemble } from './assemble.js';
export * from './inventory.js';
export { membersOf, reachOf } from './reach.js';
export { privilegeOf } from './privilege.js';
export { readability, type AbsenceProof } from './readability.js';
export * from './source.js';
