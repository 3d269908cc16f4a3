export * from './catalogue.js';
export * from './manifest.js';
export * from './ticket.js';
export * from './ticket-schema.js';
export * from './tombstone.js';
