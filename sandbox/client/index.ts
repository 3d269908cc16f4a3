export * from './control.js';
export * from './file.js';
export * from './tampering.js';
