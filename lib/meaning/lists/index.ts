export { CREDENTIALS } from './credentials.js';
export { DATA_READING, DATA_READS } from './data-reads.js';
export { IDENTITY_PLANE } from './identity-plane.js';
export { holdingsOf, type NamedActions } from './named.js';
export { RESOURCE_OPENINGS } from './openings.js';
export { RECORD_CHANGES } from './records.js';
export { WORKLOAD_RUNS } from './workloads.js';
