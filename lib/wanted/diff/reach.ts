import { by, canonicalJson, groupBy, sorted, type Instant } from '../../kernel/index.js';
import type { IdentitySnapshot } from '../../identity/index.js';
import type { Manifest } from '../../manifest/index.js';
import {
  basisText,
  principalText,
  targetKey,
  type Basis,
  type EdgeId,
  type Grant,
  type Target,
  type Window,
} from '../../model/index.js';
import { targetsReached } from '../../policy/index.js';
import type { Through } from './document.js';

/** One end of a comparison. */
export interface DiffSide {
  /** What it is called: a path, or a commit. */
  readonly said: string;
  readonly manifest: Manifest;
  /** Who is who, where it is known: for names, job functions and routes. */
  readonly identity?: Pick<IdentitySnapshot, 'people'>;
}

/** One basis by which somebody reaches something. */
export interface ReachedRow {
  readonly package: string;
  readonly asset: string;
  readonly basis: Basis;
  readonly window: Window;
  readonly via: readonly EdgeId[];
}

/** Something that somebody reaches, with every basis for it. */
export interface ReachedAccess {
  readonly target: Target;
  readonly rows: readonly ReachedRow[];
}

/** What one end gives, at the instant of the comparison. */
export interface SideReach {
  /** By principal, then by the key of the target. */
  readonly reached: ReadonlyMap<string, ReadonlyMap<string, ReachedAccess>>;
  readonly grants: number;
}

/** Everything that somebody has or will have at `at`: a basis that is over by then is none, so that time alone is no difference. */
export function reachAt({ grants, catalogue }: Manifest, at: Instant): SideReach {
  const pathsOf = pathsIn(catalogue);
  const reached = new Map<string, Map<string, { target: Target; rows: ReachedRow[] }>>();
  let standing = 0;
  for (const grant of grants) {
    const { package: id, asset, via } = grant;
    const rows = grant.bases
      .filter(({ window }) => window.end === 'standing' || window.end > at)
      .map(({ basis, window }): ReachedRow => ({ package: id, asset, basis, window, via }));
    if (rows.length === 0) continue;
    standing += 1;
    const who = principalText(grant.principal);
    const own = reached.get(who) ?? new Map<string, { target: Target; rows: ReachedRow[] }>();
    reached.set(who, own);
    for (const [key, target] of pathsOf(grant)) {
      const known = own.get(key);
      if (known) known.rows.push(...rows);
      else own.set(key, { target, rows: [...rows] });
    }
  }
  return { reached, grants: standing };
}

/** What a grant leads to, by key; read once for all who hold the same. */
function pathsIn(catalogue: Manifest['catalogue']): (grant: Grant) => ReadonlyMap<string, Target> {
  const reachOf = targetsReached(catalogue);
  const packages = groupBy(catalogue.packages, ({ id }) => id);
  const known = new Map<string, ReadonlyMap<string, Target>>();
  return ({ package: id, asset, entitlement }) => {
    const key = targetKey(entitlement);
    const name = canonicalJson([id, asset, key]);
    const paths = (packages.get(id) ?? [])
      .flatMap(({ grants }) => grants.filter((each) => each.asset === asset))
      .flatMap(({ entitlements }) => entitlements.filter(({ target }) => targetKey(target) === key));
    const found =
      known.get(name) ??
      new Map([entitlement, ...paths.flatMap(reachOf)].map((target) => [targetKey(target), target]));
    known.set(name, found);
    return found;
  };
}

/** The bases in words, in order, each once. */
export function throughOf(rows: readonly ReachedRow[]): readonly Through[] {
  const texts = rows.map(({ package: id, asset, basis, window }): Through => ({
    package: id,
    asset,
    basis: basisText(basis),
    until: window.end,
  }));
  return sorted(
    new Map(texts.map((each) => [canonicalJson(each), each])).values(),
    by((each) => canonicalJson(each)),
  );
}
