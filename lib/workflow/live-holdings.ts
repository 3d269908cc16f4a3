import type { DriftReport } from '../drift/index.js';
import { groupBy, type Digest, type Printed } from '../kernel/index.js';
import { declaredPushes, type Catalogue, type EntitlementPath } from '../manifest/index.js';
import { isPrincipal, principalKey, targetKey, type Edge, type Principal } from '../model/index.js';
import type { HeldPackage } from '../policy/index.js';

/** What a sweep saw against what was wanted, as `writ drift --all --json` tells it. */
export interface SeenLive {
  readonly report: Printed<DriftReport>;
  readonly digest: Digest;
}

/**
 * What people hold that nothing explains: every live edge that the report tells of, to whomever it reaches. Each package that would give any
 * part of it counts as held, since half of a duty is that duty to whom the other half is given. Of what is not in a report nothing is
 * concluded, complete or not.
 */
export function liveHoldings(
  { report }: SeenLive,
  catalogue: Catalogue,
): (principal: Principal) => readonly HeldPackage[] {
  const givenBy = packagesByPart(catalogue);
  const found = [...report.findings, ...report.notes].flatMap(({ subject, downstream = [], reaches }) => {
    if (subject.what !== 'edge' || subject.live === undefined) return [];
    const edges: readonly Edge[] = [subject.edge, ...downstream.map(({ edge }) => edge)] as readonly Edge[];
    const holders = [subject.edge.holder, ...reaches].filter(isPrincipal) as readonly Principal[];
    const parts = new Set(edges.map(({ target }) => targetKey(target)));
    const packages = [...parts].flatMap((part) => givenBy.get(part) ?? []);
    return holders.flatMap((principal) => packages.map((holding) => ({ principal, holding })));
  });
  const byPrincipal = groupBy(found, ({ principal }) => principalKey(principal));
  return (principal) => (byPrincipal.get(principalKey(principal)) ?? []).map(({ holding }) => holding);
}

/** Packages by each target and each carrier that they give through. */
function packagesByPart(catalogue: Catalogue): ReadonlyMap<string, readonly HeldPackage[]> {
  const pushes = declaredPushes(catalogue);
  const parts = ({ target, join }: EntitlementPath): readonly string[] => [
    targetKey(target),
    // Who was put into the group that the carrier is pushed to has what it holds as well.
    ...(join ? pushes.downstream(join).map(targetKey) : []),
  ];
  const all = catalogue.packages.flatMap(({ id, grants }) =>
    grants.flatMap(({ asset, entitlements }) =>
      [...new Set(entitlements.flatMap(parts))].map((part) => ({
        part,
        holding: { package: id, asset, state: 'held' as const },
      })),
    ),
  );
  return new Map(
    [...groupBy(all, ({ part }) => part)].map(([part, of]) => [part, of.map((each) => each.holding)]),
  );
}
