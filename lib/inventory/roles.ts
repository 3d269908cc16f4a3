import { by, sorted, sortedTexts } from '../kernel/index.js';
import { digestedContent, privilegeOf, type LivePolicies } from '../meaning/index.js';
import { type AccountId } from '../model/index.js';
import type { LiveRole } from './inventory.js';
import type { ObservedPair, ObservedSet, SourceSweep } from './source.js';

/** The permission sets of one source with what they can do and where they are, sorted by name and native id. */
export function rolesOf({ seen }: SourceSweep, policies: LivePolicies): LiveRole[] {
  const pairs = new Map<string, ObservedPair[]>();
  for (const pair of seen.pairs) {
    const ofSet = pairs.get(pair.set);
    if (ofSet) ofSet.push(pair);
    else pairs.set(pair.set, [pair]);
  }
  const roles = (seen.objects['aws.permission-set'] ?? []).map((set) =>
    roleOf(set, pairs.get(set.native) ?? [], policies),
  );
  return sorted(
    roles,
    by(
      (role) => role.ref.name,
      (role) => role.native,
    ),
  );
}

function roleOf(
  { ref, native, called, content }: ObservedSet,
  pairs: readonly ObservedPair[],
  policies: LivePolicies,
): LiveRole {
  return {
    ref,
    native,
    ...(called === undefined ? {} : { called }),
    content: content && digestedContent(ref, content),
    ...(content ? { holds: content } : {}),
    privileged: content ? privilegeOf(content, policies) : [],
    staleIn: accountsOf(pairs.filter((pair) => pair.provisioned === 'stale')),
    provisionedIn: accountsOf(pairs),
  };
}

function accountsOf(pairs: readonly ObservedPair[]): AccountId[] {
  return sortedTexts(pairs.map((pair) => pair.account));
}
