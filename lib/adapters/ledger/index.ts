export * from './directory.js';
export * from './signer-memory.js';
