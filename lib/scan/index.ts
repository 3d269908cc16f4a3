export { auditLeftOut, type LoggedChange, type ScanAudit, type ScanLog } from './audit.js';
export type * from './finding.js';
export { scan, type ScanCounts, type ScanInputs, type ScanReport } from './scan.js';
export type { ScanRow } from './table.js';
