export { auditLeftOut, type ScanAudit } from './audit.js';
export type * from './finding.js';
export { scan, type ScanReport } from './scan.js';
