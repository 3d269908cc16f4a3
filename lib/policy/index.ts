// Tickets, resolved against catalogue and identity.
export * from './intake.js';
export type * from './resolved.js';
export * from './unreadable-ticket.js';
export * from './job-functions.js';
export * from './approval.js';

export { targetsReached } from './reach.js';
export * from './renewal-line.js';

// What people have without asking, and what of it was accepted.
export * from './birthrights/index.js';

// Decisions, and which of them counts.
export * from './decision.js';
export * from './decision-schema.js';
export * from './decided.js';
export * from './consumption.js';
export * from './standing.js';
export { fallbackHolders, fallbackOpen, fallbackText } from './fallback.js';
export * from './role-holders.js';
export * from './seats.js';
export * from './verdict.js';

// What a forge was seen to say.
export * from './observed/index.js';

// Who may review a use afterwards.
export { refuseReviewer } from './post-use.js';

// Rules over facts.
export { NOTHING_UNDONE, type HeldPackage, type Undone } from './facts/ground.js';
export * from './rules/index.js';
export * from './decide/index.js';
export { factsSchema } from './facts/schema.js';
export * from './cases/index.js';
export * from './explain/index.js';
export * from './whatif/index.js';
export * from './who/index.js';

// Changes of what everybody is judged by.
export * from './governance/index.js';
