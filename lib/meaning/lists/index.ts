export { CREDENTIALS } from './credentials.js';
export { DATA_READING, DATA_READS } from './data-reads.js';
export { CHANGING_ACCESS, CHANGING_OTHERS, IDENTITY_PLANE } from './identity-plane.js';
export { holdingsOf, type NamedActions } from './named.js';
export { COPIES_OUT, RESOURCE_OPENINGS } from './openings.js';
export { OPENS } from './opens.js';
export { RECORD_CHANGES } from './records.js';
export { WORKLOAD_RUNS } from './workloads.js';
