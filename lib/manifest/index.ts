// What is declared.
export * from './catalogue.js';
export * from './route.js';
export * from './lifetime.js';
export * from './way.js';

// What is asked for, and what is wanted of it.
export * from './ticket/index.js';
export * from './tombstone.js';
export * from './manifest.js';
export type * from './birthright.js';
export * from './changes.js';
export * from './change-questions.js';
export { isCovered } from './covered.js';
export { privilegedBy } from './privileged-by.js';
export { packageAccess, packageMeaning, packageAllows } from './package-access.js';

// Reading, and the shapes that are published.
export * from './parse.js';
export * from './faulty.js';
export { catalogueSchema, packageShape, scopeMode } from './catalogue-schema.js';
export {
  birthright,
  held,
  heldBack,
  manifestInputs,
  manifestSchema,
  omitted,
  provenance,
  shard,
  unplaced,
} from './schema.js';
export * from './matrix.js';
export { matrixDocument } from './matrix-shape.js';
