export type * from './document.js';
export type { PlacedThing, PlaceOf } from './causes.js';
export type { DiffSide } from './reach.js';
export { diffBetween, type DiffOptions } from './diff.js';
export { diffDocument } from './shape.js';
