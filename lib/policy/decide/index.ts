export { decideAll, type DecideInput } from './decide.js';
export * from './record.js';
export {
  DECISION_RECORDS_SCHEMA,
  decideDocument,
  decisionRecords,
  type ApprovedBefore,
  type DecideDocument,
} from './shape.js';
export { approvedBefore } from './approved-before.js';
export { decisionOf, keptWith } from './as-decision.js';
export { fallbackAskedIn } from './conditions-asked.js';
export { countedWhenSeen } from './counted-when-seen.js';
export { OWN_REASONS } from './own-reasons.js';
