// One ticket: what its evidence must contain, and its life.
export * from './ticket-record.js';
export * from './completeness.js';
export * from './exception.js';
export * from './uses.js';
export * from './timeline.js';
export * from './explain.js';

// The state at an instant.
export * from './state.js';
export * from './who.js';
export * from './known.js';
export * from './operators.js';

// What is recorded: bases, their ends, what was seen.
export * from './basis.js';
export * from './standings.js';
export * from './end-proof.js';
export * from './tombstones.js';
export * from './snapshot.js';
export * from './recorder.js';

// The shapes that are published.
export { explainDocument, whoDocument } from './shapes.js';
