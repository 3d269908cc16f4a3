import { isPrincipal, principalText } from '../../model/index.js';
import type { Finding } from '../finding.js';

/** Whether a grant had a basis: something declared or decided explains it, now or once. */
export function hadBasis({ wanted }: Finding): boolean {
  return wanted !== undefined && wanted.length > 0;
}

/** Whether the finding is about a grant that had a basis, held by one of `principals` (`hr:…`, `workload:…`). */
export function isDeclaredFor(finding: Finding, principals: readonly string[]): boolean {
  if (finding.subject.what !== 'edge' || !hadBasis(finding)) return false;
  const { holder } = finding.subject.edge;
  return isPrincipal(holder) && principals.includes(principalText(holder));
}
