import { by, groupBy, sorted, type Instant } from '../kernel/index.js';
import type { Manifest } from '../manifest/index.js';
import { principalKey, windowState } from '../model/index.js';

/** Declared access in a system that no live reader covers: it is wanted, and nobody can say whether it is so. */
export interface BeyondReading {
  readonly system: string;
  /** Open grants that reach into it. */
  readonly grants: number;
}

/** Every declared system without a live reader, with how many grants open at `at` reach into it; sorted by system. */
export function beyondReading({ catalogue, grants }: Manifest, at: Instant): readonly BeyondReading[] {
  const unread = (catalogue.systems ?? []).map(({ name }) => name);
  const reaching = groupBy(reaches(catalogue, openHoldings(grants, at)), (system) => system);
  return sorted(
    unread.map((system) => ({ system, grants: reaching.get(system)?.length ?? 0 })),
    by(({ system }) => system),
  );
}

/** One such system as a line of the report's `uncovered`. */
export function beyondWords({ system, grants }: BeyondReading): string {
  return `${system}: declared, and no live reader covers it; ${grants} ${grants === 1 ? 'grant reaches' : 'grants reach'} into it`;
}

interface GrantedPackage {
  readonly package: string;
  readonly asset: string;
}

/** One for each principal, package and asset, however many entitlements it gives. */
function openHoldings(grants: Manifest['grants'], at: Instant): Iterable<GrantedPackage> {
  const open = grants.filter(({ bases }) => bases.some(({ window }) => windowState(window, at) === 'open'));
  return new Map(
    open.map((grant) => [JSON.stringify([principalKey(grant.principal), grant.package, grant.asset]), grant]),
  ).values();
}

function reaches({ packages }: Manifest['catalogue'], holdings: Iterable<GrantedPackage>): string[] {
  const declared = new Map(packages.map((each) => [each.id, each]));
  return [...holdings].flatMap(({ package: id, asset }) => {
    const beyond = declared.get(id)?.grants.find((given) => given.asset === asset)?.beyond ?? [];
    return [...new Set(beyond.map(({ system }) => system))];
  });
}
