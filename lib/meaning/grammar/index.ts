export type * from './policy.js';
export { OPERATORS, type Operator } from './operators.js';
export { readPolicy } from './read.js';
