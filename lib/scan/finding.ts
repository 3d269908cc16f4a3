import type { Allowed } from '../meaning/index.js';

/** The five questions of a scan, in the order in which they are told. */
export type ScanQuestion =
  'privileged-many' | 'held-by-leavers' | 'direct-beside-groups' | 'unexplained' | 'unreadable';

/** One case of a finding: who or what, what it gives, and what makes it one. */
export interface ScanCase {
  readonly subject: string;
  readonly gives: string;
  readonly why: string;
  readonly privileged: boolean;
  /** What the live permission sets that it leads to allow, taken together; absent where it leads to none. */
  readonly allows?: Allowed;
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
