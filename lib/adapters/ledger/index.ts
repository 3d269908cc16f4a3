export * from './aside.js';
export * from './bodies.js';
export * from './directory.js';
export * from './journal.js';
export * from './signer-memory.js';
