export * from './catalogue.js';
export * from './manifest.js';
export * from './ticket.js';
export * from './ticket-schema.js';
export * from './tombstone.js';
export * from './changes.js';
export * from './parse.js';
export { manifestSchema } from './schema.js';
export * from './faulty.js';
