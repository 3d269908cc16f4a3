import type { Instant } from '../kernel/index.js';
import type { Completeness } from '../inventory/index.js';

/** The five questions of a scan, in the order in which they are told. */
export type ScanQuestion =
  'privileged-many' | 'held-by-leavers' | 'direct-beside-groups' | 'unexplained' | 'unreadable';

/** One case of a finding: who or what, what it gives, and what makes it one. */
export interface ScanCase {
  readonly subject: string;
  readonly gives: string;
  readonly why: string;
  readonly privileged: boolean;
}

/** The answer to one question. */
export interface ScanFinding {
  readonly question: ScanQuestion;
  readonly title: string;
  /** What is counted, in the unit that the headline names. */
  readonly count: number;
  readonly headline: string;
  /** Worst first, all of them. */
  readonly cases: readonly ScanCase[];
  readonly fix: string;
  /** Why the answer may be too low: what could not be read. Absent when it was all read. */
  readonly doubt?: string;
}

/** One line of the table: what a permission set gives, where, and to how many. */
export interface ScanRow {
  readonly permissionSet: string;
  readonly privileged: readonly string[];
  readonly accounts: number;
  readonly people: number;
  readonly direct: number;
  readonly groups: number;
}

/** What a scan counted. */
export interface ScanCounts {
  readonly people: number;
  readonly users: number;
  readonly gone: number;
  readonly groups: number;
  readonly memberships: number;
  readonly permissionSets: number;
  readonly accounts: number;
  readonly assignments: number;
  readonly privilegedPeople: number;
}

/** How far the audit logs were read; `read` is false when they were left out on purpose. */
export interface ScanLog {
  readonly read: boolean;
  readonly from: Instant;
  readonly to: Instant;
  readonly complete: boolean;
  readonly events: number;
  readonly failures: readonly string[];
}

/** What `writ scan` says: five findings, then the table. */
export interface ScanReport {
  readonly schema: 'writ.scan/1';
  readonly at: Instant;
  readonly counts: ScanCounts;
  readonly findings: readonly ScanFinding[];
  readonly access: readonly ScanRow[];
  readonly sources: readonly Completeness[];
  readonly log: ScanLog;
  readonly uncovered: readonly string[];
  readonly verdict: 'complete' | 'incomplete';
}
