export { EVERY_ACTION, type ActionPattern } from './action.js';
export type * from './policy.js';
export { EVERYBODY } from './principals.js';
export { OPERATORS, type ConditionOperator } from './operators.js';
export { readPolicy } from './read.js';
