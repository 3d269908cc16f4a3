export * from './inventory.js';
export * from './source.js';
