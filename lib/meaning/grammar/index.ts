export type * from './policy.js';
export { OPERATORS, type ConditionOperator } from './operators.js';
export { readPolicy } from './read.js';
