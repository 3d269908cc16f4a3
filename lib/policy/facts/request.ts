import { refKey, isAssignment, sourceOf, type Target } from '../../model/index.js';
import { sortedTexts } from '../../kernel/index.js';
import { meaningOf, type Meaning } from '../../meaning/index.js';
import {
  packageAccess,
  type AssetGrants,
  type Catalogue,
  type EntitlementPath,
  type PackageDeclaration,
  type RiskTier,
} from '../../manifest/index.js';
import type { ResolvedTicket } from '../resolved.js';
import type { FactGround } from './ground.js';
import type { RequestFacts } from './tables.js';
import { isTeamAtWork } from './workload.js';
import type { Word } from './words.js';

/** The facts of what a ticket asks for: what the package is, what its roles really allow, and what the ticket claims of it. */
export function requestFacts(resolved: ResolvedTicket, ground: FactGround): RequestFacts {
  const { ticket, package: pack, asset, entitlements } = resolved;
  const { catalogue } = ground;
  const grants = pack.grants.find((each) => each.asset === asset);
  const { access, privileged, wildcards } = contentFacts(catalogue, pack, entitlements);
  const environments = environmentsOf(catalogue, entitlements, asset);
  return {
    kind: ticket.kind,
    package: pack.id,
    asset,
    owner: pack.owner,
    tier: tierOf(pack.risk, privileged, environments),
    class: privileged ? 'privileged' : 'routine',
    access,
    route: pack.approval.kind,
    holders: pack.holders,
    standing: pack.duration.kind === 'standing',
    breakGlass: pack.breakGlass,
    environments,
    systems: sortedTexts(new Set(entitlements.map(({ target }) => sourceOf({ target })))),
    unreadSystems: unreadSystems(grants),
    assetOwned: isAssetOwned(asset, ground),
    wildcards,
    narrower: [],
  };
}

function unreadSystems(grants: AssetGrants | undefined): readonly string[] {
  return sortedTexts(new Set((grants?.beyond ?? []).map(({ system }) => system)));
}

function isAssetOwned(asset: string, ground: FactGround): boolean {
  const declared = ground.catalogue.assets.find(({ name }) => name === asset);
  return declared !== undefined && isTeamAtWork(declared.owner, ground);
}

/** The environments of the accounts that a package reaches on an asset; of an asset without accounts none. */
function environmentsOf(
  { accounts, assets }: Catalogue,
  entitlements: readonly EntitlementPath[],
  asset: string,
): readonly Word<'Environment'>[] {
  const reached = new Set<string>([
    ...(assets.find(({ name }) => name === asset)?.accounts ?? []),
    ...entitlements.flatMap(({ target }) => (isAssignment(target) ? [target.account] : [])),
  ]);
  return sortedTexts(
    new Set(accounts.filter(({ id }) => reached.has(id)).map(({ environment }) => environment)),
  );
}

const TIERS: readonly RiskTier[] = ['low', 'medium', 'high', 'critical'];

/**
 * The tier is as declared, and never below what the content demands: what is privileged is medium at least, and high where it
 * reaches production. A label does not make an administrator harmless.
 */
export function tierOf(
  declared: RiskTier,
  privileged: boolean,
  environments: readonly Word<'Environment'>[],
): RiskTier {
  const least: RiskTier = privileged ? (environments.includes('production') ? 'high' : 'medium') : 'low';
  return TIERS.indexOf(declared) < TIERS.indexOf(least) ? least : declared;
}

interface ContentFacts {
  readonly access: Meaning['tier'];
  readonly privileged: boolean;
  readonly wildcards: readonly string[];
}

const known = new WeakMap<Catalogue, Map<string, Meaning>>();

function contentFacts(
  catalogue: Catalogue,
  pack: PackageDeclaration,
  entitlements: readonly EntitlementPath[],
): ContentFacts {
  const meaning = meaningOfPackage(catalogue, pack);
  const declared = entitlements.some(({ target }) => isDeclaredPrivileged(catalogue, target));
  return { access: meaning.tier, privileged: declared || meaning.reasons.length > 0, wildcards: [] };
}

/** What the sets of a package allow, judged once per catalogue. */
function meaningOfPackage(catalogue: Catalogue, pack: PackageDeclaration): Meaning {
  const judged = known.get(catalogue) ?? new Map<string, Meaning>();
  known.set(catalogue, judged);
  const before = judged.get(pack.id);
  if (before) return before;
  const { access, unread } = packageAccess(catalogue, pack);
  const meaning = meaningOf(access, unread);
  judged.set(pack.id, meaning);
  return meaning;
}

/** Whether what is declared of a target says that it is privileged: an app, or what others own. */
function isDeclaredPrivileged({ apps = [], named = [] }: Catalogue, target: Target): boolean {
  const key = isAssignment(target) ? refKey(target.set) : refKey(target);
  return [...apps, ...named].some(({ ref, privileged }) => refKey(ref) === key && privileged.length > 0);
}
