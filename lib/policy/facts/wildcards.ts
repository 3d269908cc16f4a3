import { sortedTexts } from '../../kernel/index.js';
import { inlineWildcards } from '../../meaning/index.js';
import { isAssignment, refKey } from '../../model/index.js';
import type { Catalogue, EntitlementPath } from '../../manifest/index.js';

/** What inline policies of the sets allow whole, on everything: `NetworkOperator: ec2:*`. What AWS publishes is its own affair. */
export function wildcardsOf(
  { permissionSets }: Catalogue,
  entitlements: readonly EntitlementPath[],
): readonly string[] {
  const keys = new Set(
    entitlements.flatMap(({ target }) => (isAssignment(target) ? [refKey(target.set)] : [])),
  );
  return sortedTexts(
    new Set(
      permissionSets
        .filter(({ ref }) => keys.has(refKey(ref)))
        .flatMap(({ ref, content: { inline } }) =>
          inlineWildcards(inline).map((pattern) => `${ref.name}: ${pattern}`),
        ),
    ),
  );
}
