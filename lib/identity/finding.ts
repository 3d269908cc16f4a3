import { by, sorted, sortedTexts, type Instant } from '../kernel/index.js';
import type { SourceId } from '../model/index.js';
import type { CheckSeverity, CheckFound } from './checks/check.js';
import { IDENTITY_CHECKS, type CheckId } from './checks/index.js';

/** One thing that is wrong with rows of a feed, or between them and what else says who somebody is. */
export interface IdentityFinding {
  readonly check: CheckId;
  readonly severity: CheckSeverity;
  readonly feed: CheckFound['feed'];
  /** The lines of its rows in `feed`, the header being line 1; sorted. */
  readonly lines: readonly number[];
  /** Whom it is about, as `hr:…`, `workload:…` or `shared:…`; sorted. */
  readonly about: readonly string[];
  readonly message: string;
  readonly remedy: string;
  /** What each source says, where two disagree. */
  readonly said?: readonly SourceValue[];
  /** When it was found first, where it is remembered from one snapshot to the next. */
  readonly since?: Instant;
}

/** What one source says of a field. */
export interface SourceValue {
  readonly feed: CheckFound['feed'];
  /** Of a directory feed, whose account it is. */
  readonly source?: SourceId;
  readonly field: string;
  readonly value: string;
  readonly lines: readonly number[];
}

/** A finding with the severity and remedy of its check. */
export function identityFinding(check: CheckId, found: CheckFound): IdentityFinding {
  const { severity, remedy } = IDENTITY_CHECKS[check];
  const { feed, lines, about, message, said } = found;
  return {
    check,
    severity,
    feed,
    lines: [...new Set(lines)].sort((a, b) => a - b),
    about: sortedTexts(about),
    message,
    remedy,
    ...(said ? { said } : {}),
  };
}

/** Findings in total order: by feed, row, check and words. */
export function findingsInOrder(findings: readonly IdentityFinding[]): IdentityFinding[] {
  return sorted(
    findings,
    by(
      (each) => each.feed,
      // Lines in the order of their numbers, not of their texts.
      (each) => String(each.lines[0] ?? 0).padStart(12, '0'),
      (each) => each.check,
      (each) => each.message,
    ),
  );
}
