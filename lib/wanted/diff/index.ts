export type * from './document.js';
export type { DiffSide } from './reach.js';
export { diffBetween } from './diff.js';
export { diffDocument } from './shape.js';
