export { auditLeftOut, type ScanAudit } from './audit.js';
export type * from './finding.js';
export { scan, type ScanReport } from './scan.js';
export { scanDocument } from './shape.js';
