export { findNative } from './edges/admission.js';
export { isStanding, type Want } from './edges/wanted.js';
export * from './input.js';
export { showDocument } from './show/shape.js';
export { showGrant, showPackage, showPrincipal, type ShowInput } from './show/show.js';
export type * from './show/view.js';
export * from './wanted-at.js';
export * from './diff/index.js';
