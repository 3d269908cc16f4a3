import { compareText, sorted } from '../kernel/index.js';
import type { Finding } from './finding.js';
import { isLoud, severityRank } from './severity.js';

/** Findings in total order, worst first: severity, then who did it where that is the alarm, then what is privileged, then class, words and id. */
export function inOrder(findings: Iterable<Finding>): Finding[] {
  return sorted(findings, worstFirst);
}

/** The order of {@link inOrder}. */
export function worstFirst(a: Finding, b: Finding): number {
  return (
    severityRank(a.severity) - severityRank(b.severity) ||
    loudness(a) - loudness(b) ||
    privilege(a) - privilege(b) ||
    compareText(a.class, b.class) ||
    compareText(a.gives, b.gives) ||
    compareText(a.subject.id, b.subject.id)
  );
}

function privilege(finding: Finding): number {
  return finding.privileged.length > 0 ? 0 : 1;
}

function loudness({ attribution }: Finding): number {
  return isLoud(attribution) ? 0 : 1;
}
