import {
  CHECK_IDS,
  checkOf,
  type CheckId,
  type DeclaredFacts,
  type FeedFacts,
  type CheckFound,
} from './checks/index.js';
import { findingsInOrder, identityFinding, type IdentityFinding } from './finding.js';
import type { IdentitySnapshot } from './snapshot.js';

/** What the checks across feeds find. */
export function feedFindings(facts: FeedFacts): IdentityFinding[] {
  return each((id) => {
    const check = checkOf(id);
    return check.over === 'feeds' ? check.find(facts) : [];
  });
}

/** What declarations and people say together that does not hold; in total order. */
export function declaredFindings(facts: DeclaredFacts): IdentityFinding[] {
  const found = each((id) => {
    const check = checkOf(id);
    return check.over === 'declarations' ? check.find(facts) : [];
  });
  return findingsInOrder(found);
}

/** What a snapshot says otherwise than the last accepted one did. */
export function memoryFindings(now: IdentitySnapshot, last: IdentitySnapshot): IdentityFinding[] {
  return each((id) => {
    const check = checkOf(id);
    return check.over === 'memory' ? check.find(now, last) : [];
  }).map((finding) => ({ ...finding, since: now.asOf }));
}

function each(find: (id: CheckId) => readonly CheckFound[]): IdentityFinding[] {
  return CHECK_IDS.flatMap((id) => find(id).map((found) => identityFinding(id, found)));
}
