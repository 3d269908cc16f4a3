import { changeOf, indexEvents, type AuditEvent } from '../inventory/index.js';
import type { Instant } from '../kernel/index.js';
import type { LiveEdge } from '../model/index.js';

/** How far the audit logs were read; `read` is false when they were left out on purpose. */
export interface ScanLog {
  readonly read: boolean;
  readonly from: Instant;
  readonly to: Instant;
  readonly complete: boolean;
  readonly events: number;
  readonly failures: readonly string[];
}

/** What the audit logs said in the window of a scan. */
export interface ScanAudit {
  readonly log: ScanLog;
  readonly events: readonly AuditEvent[];
}

/** What a scan knows of logs that it was told not to read. */
export function auditLeftOut(at: Instant): ScanAudit {
  return { log: { read: false, from: at, to: at, complete: false, events: 0, failures: [] }, events: [] };
}

/** Whether some event in the logs put this edge there, and nothing in them took it away since. */
export function explainedBy({ events, log }: ScanAudit): (live: LiveEdge) => boolean {
  const index = indexEvents([events], log.to);
  return ({ native, edge }) => index.trace(changeOf(edge, native, 'add')).state === 'seen';
}
