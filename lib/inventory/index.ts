// What sources and logs answer.
export * from './source.js';
export * from './audit.js';

// One inventory of it all.
export { assemble } from './assemble.js';
export * from './inventory.js';
export { anchorsOf, MADE, type Anchor } from './anchors.js';

// What may be concluded.
export { readability, type AbsenceProof } from './readability.js';
export { listedWhole } from './listed-whole.js';
export { LISTING } from './listing.js';
export { isUnnamed } from './ambiguity.js';
export { closureOf, livePushes, reachOf, reachOfSets, type Reached } from './reach.js';
export { allowedByLive } from './allowed.js';
export { changeOf, indexEvents, type EventIndex, type LoggedChange } from './event-index.js';

// Words, and the shapes that are published.
export { partText } from './part-words.js';
export { ambiguity, completeness, partFailure, reached } from './shapes.js';
