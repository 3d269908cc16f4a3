import { sortedTexts, WritError } from '../kernel/index.js';
import type { AssetGrants, Catalogue, PackageDeclaration } from '../manifest/index.js';
import { targetText, type Target } from '../model/index.js';

/** A target in words, accounts by their names: `ProductionReader on ledger-production`. */
export function targetWords(target: Target, { accounts }: Catalogue): string {
  const names = new Map<string, string>(accounts.map(({ id, name }) => [id, name]));
  return targetText(target, { account: (id) => names.get(id) ?? id });
}

/** What one asset's part of a package gives, what Writ cannot read included. */
export function assetTexts({ entitlements, beyond }: AssetGrants, catalogue: Catalogue): string[] {
  return sortedTexts([
    ...entitlements.map(({ target }) => targetWords(target, catalogue)),
    ...(beyond ?? []).map(({ system, what }) => `${what} in ${system}, by hand`),
  ]);
}

/** What a package gives on one asset, or on all. Throws NOT_FOUND for an asset that it does not have. */
export function givenTexts(
  { id, grants }: PackageDeclaration,
  asset: string | undefined,
  catalogue: Catalogue,
): string[] {
  const parts = grants.filter((part) => asset === undefined || part.asset === asset);
  if (parts.length > 0) return sortedTexts(parts.flatMap((part) => assetTexts(part, catalogue)));
  const assets = grants.map((part) => part.asset);
  throw new WritError(
    'NOT_FOUND',
    `package \`${id}\` has no asset \`${asset ?? ''}\`; it has ${assets.join(', ')}`,
    { remedy: 'name an asset that it can be asked for', candidates: assets },
  );
}
