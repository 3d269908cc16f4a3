import type { Instant } from '../kernel/index.js';
import { accountOf, type LiveEdge } from '../model/index.js';

/** How far the audit logs were read; `read` is false when they were left out on purpose. */
export interface ScanLog {
  readonly read: boolean;
  readonly from: Instant;
  readonly to: Instant;
  readonly complete: boolean;
  readonly events: number;
  readonly failures: readonly string[];
}

/** Of an event in an audit log, what tells whether it put an edge there: native ids. */
export interface LoggedChange {
  readonly op: 'add' | 'remove' | 'alter';
  readonly target: string;
  readonly holder?: string;
  readonly account?: string;
}

/** What the audit logs said in the window of a scan. */
export interface ScanAudit {
  readonly log: ScanLog;
  readonly events: readonly LoggedChange[];
}

/** What a scan knows of logs that it was told not to read. */
export function auditLeftOut(at: Instant): ScanAudit {
  return { log: { read: false, from: at, to: at, complete: false, events: 0, failures: [] }, events: [] };
}

/** Whether some event in the logs put this edge there. */
export function explainedBy(events: readonly LoggedChange[]): (live: LiveEdge) => boolean {
  const added = new Set(
    events.filter((event) => event.op === 'add').map((e) => key(e.target, e.holder, e.account)),
  );
  return ({ native, edge }) => {
    const account = accountOf(edge.target);
    return (
      added.has(key(native.target, native.holder, account)) ||
      added.has(key(native.target, native.holder, undefined))
    );
  };
}

function key(...parts: readonly (string | undefined)[]): string {
  return JSON.stringify(parts.map((part) => part ?? null));
}
