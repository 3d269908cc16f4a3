export type { Attribute, AuditReads } from './attribution.js';
export type { JudgeInput } from './context.js';
export * from './finding.js';
export { judge } from './judge.js';
export * from './ports.js';
export { newSightings, sightingsOf, type Sightings } from './sightings.js';
