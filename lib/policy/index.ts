export * from './approval.js';
export * from './decision.js';
export * from './decision-schema.js';
export * from './intake.js';
export * from './job-functions.js';
export * from './standing.js';
export * from './seats.js';
