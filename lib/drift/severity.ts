import type { Attribution } from './finding.js';
import { findingRow, SEVERITIES, type FindingCode, type Severity } from './findings/index.js';

/** Worst first: 0 for critical to 4 for info. */
export function severityRank(severity: Severity): number {
  return SEVERITIES.length - 1 - SEVERITIES.indexOf(severity);
}

/** What a finding touches, as far as it makes it worse. */
export interface Touches {
  readonly privileged: boolean;
  /** An account that nobody is known to be behind. */
  readonly stranger?: boolean;
}

/**
 * How bad a finding is: the worst that the table says of what it touches. Whatever our own pipeline did without an
 * intent, or root or a long-lived key did, is critical, whatever it was.
 */
export function severityOf(
  code: FindingCode,
  { privileged, stranger = false }: Touches,
  attribution: Attribution,
): Severity {
  if (isLoud(attribution)) return 'critical';
  const { severity } = findingRow(code);
  const itself = privileged ? severity.privileged : severity.plain;
  return stranger ? worse(itself, severity.stranger) : itself;
}

/** Whether the author alone makes it critical, and said first. */
export function isLoud({ by }: Attribution): boolean {
  return by === 'pipeline-without-intent' || by === 'root' || by === 'iam-user';
}

function worse(a: Severity, b: Severity): Severity {
  return severityRank(a) <= severityRank(b) ? a : b;
}
