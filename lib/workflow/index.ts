// Runs, over ports.
export * from './drift.js';
export * from './revert.js';
export * from './revert-result.js';
export type { RevertPorts } from './ports.js';
export { readAudit } from './read-audit.js';

// What a pull request is held to.
export { CHECKS, runChecks, validateTickets, type Check, type CheckPorts } from './check/index.js';

// A new ticket.
export { Answers, newTicket, type Ask, type OptionalClaims, type Question } from './request/index.js';

// What a synthesis leaves in the ledger, and finds there.
export * from './record-synthesis.js';
export * from './recorded-tickets.js';
export * from './last-accepted.js';
export { consumptionsIn } from './consumption.js';
export { recordEvaluations, type Evaluated } from './record-evaluations.js';
export { judgeAgain, type JudgeAgainInput } from './judge-again.js';

// The shape that is published.
export { revertDocument } from './revert-shape.js';
export { decidedTickets, decideTickets } from './decide.js';
export { ruledBy } from './ruled.js';
export { explainDecision } from './explain-decision.js';
export { whatifDecisions } from './whatif.js';
export { parseReproduction, reproductionDocument } from './governance/reproduction.js';
export { recordGovernance } from './governance/record-governance.js';
export { judgeChange } from './governance/judge-change.js';

// What of the declarations is in force.
export type * from './in-force/accepted.js';
export * from './in-force/in-force.js';
export { acceptedBirthrights } from './in-force/recorded.js';

export { whoMayHave } from './who-may.js';
export { reviewUse, type UseReview } from './review/review-use.js';
export { planShards } from './plan/plan-shards.js';
export type { StackOutcome } from './plan/outcome.js';
