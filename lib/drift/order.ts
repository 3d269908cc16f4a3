import { compareText, sorted } from '../kernel/index.js';
import type { Finding } from './finding.js';
import { severityRank } from './severity.js';

/** Findings in total order, worst first: severity, then what is privileged, then class, words and id. */
export function inOrder(findings: Iterable<Finding>): Finding[] {
  return sorted(findings, worstFirst);
}

/** The order of {@link inOrder}. */
export function worstFirst(a: Finding, b: Finding): number {
  return (
    severityRank(a.severity) - severityRank(b.severity) ||
    privilege(a) - privilege(b) ||
    compareText(a.class, b.class) ||
    compareText(a.gives, b.gives) ||
    compareText(a.subject.id, b.subject.id)
  );
}

function privilege(finding: Finding): number {
  return finding.privileged.length > 0 ? 0 : 1;
}
