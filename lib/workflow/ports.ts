import type { Journal, Revoker } from '../drift/index.js';
import type { AuditSource, InventorySource } from '../inventory/index.js';
import type { Clock } from '../kernel/index.js';
import type { BodySource, Recorder } from '../record/index.js';

/** What a drift run reads and writes: every source and log, the journal, and the time. */
export interface DriftPorts {
  readonly sources: readonly InventorySource[];
  readonly audits: readonly AuditSource[];
  readonly journal: Journal;
  /** Evidence beyond the journal. @default - no ledger has been founded, and nothing is kept */
  readonly recorder?: Recorder;
  /** Bodies that evidence names by digest. @default - none are kept */
  readonly bodies?: BodySource;
  readonly clock: Clock;
}

/** What a revert needs beside: something that takes away, one for each source. */
export interface RevertPorts extends DriftPorts {
  readonly revokers: readonly Revoker[];
}
