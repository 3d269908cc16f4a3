import type { Attribution, DriftClass, FindingCode, Severity } from './finding.js';

const RANK: Readonly<Record<Severity, number>> = { critical: 0, high: 1, medium: 2, low: 3, info: 4 };

/** Worst first: 0 for critical to 4 for info. */
export function severityRank(severity: Severity): number {
  return RANK[severity];
}

/** The worse of two. */
export function worse(a: Severity, b: Severity): Severity {
  return RANK[a] <= RANK[b] ? a : b;
}

const BY_CLASS: Readonly<Record<DriftClass, Severity>> = {
  foreign: 'medium',
  orphaned: 'high',
  expired: 'high',
  altered: 'medium',
  missing: 'medium',
  stuck: 'medium',
  unreadable: 'high',
  restrictive: 'high',
  // An account that is behind may have anything that its set had.
  'stale-provisioned': 'medium',
  propagating: 'info',
  external: 'low',
  matched: 'info',
  service: 'info',
  'by-rule': 'info',
  ungoverned: 'info',
  unanchored: 'medium',
};

/** What is critical once it is about privileged access. */
const CRITICAL: ReadonlySet<DriftClass> = new Set<DriftClass>(['foreign', 'orphaned', 'stale-provisioned']);

/** What is high once it is about privileged access. */
const PRIVILEGED_HIGH: ReadonlySet<DriftClass> = new Set<DriftClass>([
  'altered',
  'missing',
  'by-rule',
  'unanchored',
]);

/**
 * How bad a finding is. Access that nobody decided and that is privileged is critical, and so is whatever our own
 * pipeline did without an intent, or root or a long-lived key did, whatever it was.
 */
export function severityOf(
  finding: { readonly class: DriftClass; readonly code: FindingCode },
  privileged: boolean,
  attribution: Attribution,
): Severity {
  if (isLoud(attribution)) return 'critical';
  // What is only not proved direct is as bad as what it gives.
  if (finding.code === 'CAUSE_NOT_TOLD') return privileged ? 'critical' : BY_CLASS.foreign;
  // Most likely rightly held: what is wrong is the data.
  if (finding.code === 'HOLDER_IN_DOUBT' || finding.code === 'IDENTITY_CONFLICT')
    return privileged ? 'high' : 'medium';
  // Somebody approved it: what is wrong is the manifest that was given.
  if (finding.code === 'NEWER_DECISION') return 'low';
  if (!privileged) return BY_CLASS[finding.class];
  if (finding.code === 'GROUP_GONE') return BY_CLASS.orphaned;
  if (CRITICAL.has(finding.class)) return 'critical';
  if (PRIVILEGED_HIGH.has(finding.class)) return 'high';
  return BY_CLASS[finding.class];
}

/** Whether the author alone makes it critical, and said first. */
export function isLoud({ by }: Attribution): boolean {
  return by === 'pipeline-without-intent' || by === 'root' || by === 'iam-user';
}
