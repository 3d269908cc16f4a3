export * from './rules.js';
export * from './who.js';
export * from './in-force.js';
