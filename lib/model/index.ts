export * from './content.js';
export * from './edge.js';
export * from './grant.js';
export * from './holder.js';
export * from './kinds/index.js';
export * from './principal.js';
export * from './ref.js';
export * from './window.js';
