export * from './closure.js';
export * from './content.js';
export * from './edge.js';
export * from './grant.js';
export * from './holder.js';
export * from './kinds/index.js';
export * from './principal.js';
export * from './pushes.js';
export * from './ref.js';
/** The schema of every word of the model, held equal to its type. */
export * as shapes from './shapes/index.js';
export * from './window.js';
