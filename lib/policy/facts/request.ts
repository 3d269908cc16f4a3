import type { Meaning } from '../../meaning/index.js';
import { refKey, isAssignment, sourceOf, type Target } from '../../model/index.js';
import { sortedTexts } from '../../kernel/index.js';
import type {
  AssetGrants,
  Catalogue,
  EntitlementPath,
  RiskTier,
  WorkloadDeclaration,
} from '../../manifest/index.js';
import type { PersonRecord } from '../../identity/index.js';
import type { ResolvedTicket } from '../resolved.js';
import { claimedFacts } from './claimed.js';
import type { FactGround } from './ground.js';
import { narrowerPackages } from './narrower.js';
import { contentOn } from './package-content.js';
import type { RequestFacts } from './tables.js';
import { wildcardsOf } from './wildcards.js';
import { isTeamAtWork } from './workload.js';
import type { Word } from './words.js';

/** The facts of what a ticket asks for: what the package is, what its roles really allow, and what the ticket claims of it. */
export function requestFacts(
  resolved: ResolvedTicket,
  subject: PersonRecord | WorkloadDeclaration,
  ground: FactGround,
): RequestFacts {
  const { ticket, package: pack, asset, entitlements } = resolved;
  const { catalogue } = ground;
  const grants = pack.grants.find((each) => each.asset === asset);
  const { tier: access, reasons, escalations } = contentOn(catalogue, pack, asset).meaning;
  const declared = entitlements.some(({ target }) => isDeclaredPrivileged(catalogue, target));
  const privileged = declared || reasons.length > 0;
  const grave = access === 'administrator' || escalations.some(isOverIdentity);
  const environments = environmentsOf(catalogue, entitlements, asset);
  return {
    kind: ticket.kind,
    package: pack.id,
    asset,
    owner: pack.owner,
    tier: tierOf(pack.risk, { privileged, grave }, environments),
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
    wildcards: wildcardsOf(catalogue, entitlements),
    narrower: narrowerPackages(catalogue, pack, asset, subject),
    ...claimedFacts(ticket),
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
 * The tier is as declared, and never below what the content demands: medium in production and where it is privileged, and high where
 * it lets its holder become anybody in production. A label makes neither an administrator nor production harmless.
 */
export function tierOf(
  declared: RiskTier,
  { privileged, grave }: { readonly privileged: boolean; readonly grave: boolean },
  environments: readonly Word<'Environment'>[],
): RiskTier {
  const inProduction = environments.includes('production');
  const least: RiskTier = grave && inProduction ? 'high' : privileged || inProduction ? 'medium' : 'low';
  return TIERS.indexOf(declared) < TIERS.indexOf(least) ? least : declared;
}

/** Whether a way to more goes through IAM itself, and so to any role that the account has. */
function isOverIdentity({ through }: Meaning['escalations'][number]): boolean {
  return through.some(({ action }) => action.startsWith('iam:'));
}

/** Whether what is declared of a target says that it is privileged: an app, or what others own. */
function isDeclaredPrivileged({ apps = [], named = [] }: Catalogue, target: Target): boolean {
  const key = isAssignment(target) ? refKey(target.set) : refKey(target);
  return [...apps, ...named].some(({ ref, privileged }) => refKey(ref) === key && privileged.length > 0);
}
