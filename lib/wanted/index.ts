export { findNative } from './edges/admission.js';
export { isStanding, type Want } from './edges/wanted.js';
export * from './input.js';
export * from './wanted-at.js';
