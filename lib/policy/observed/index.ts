export * from './observation.js';
export { observationsSchema, parseObservations } from './observation-schema.js';
export { loginsOf } from './logins.js';
