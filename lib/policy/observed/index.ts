export * from './observation.js';
export { observationsSchema, parseObservations } from './observation-schema.js';
export { loginsOf } from './logins.js';
export { seenIn } from './seen.js';
