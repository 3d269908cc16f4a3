import { by, isList, sorted, sortedTexts } from '../../kernel/index.js';
import type { AssetGrants } from '../../manifest/index.js';
import { isEntitlement } from '../../model/index.js';
import type { EntitlementPackage } from '../entitlement-package.js';
import type { Entitlement } from '../entitlements.js';
import { listed, type Faults } from '../faults.js';
import { propsOf } from '../props.js';
import { resolveEntitlements, type Carrying, type Given } from './entitlements.js';
import { carrierGroups, type OwnedGroup } from './groups.js';
import type { Declared } from './names.js';

/** What a package gives, asset by asset, and the carriers it needs. */
export interface PackageGrants {
  readonly grants: readonly AssetGrants[];
  readonly carriers: readonly OwnedGroup[];
}

/** The stable, readable name of the group that carries a package on an asset. */
export function defaultCarrierName(packageId: string, asset: string): string {
  return `writ-${packageId}--${asset}`;
}

/** The grants of `pack` on each of its assets, by asset. */
export function grantsOf(pack: EntitlementPackage, declared: Declared, faults: Faults): PackageGrants {
  const assets = assetsOf(pack, declared, faults);
  const each = assets.map((asset) => onAsset(pack, asset, declared, faults));
  checkCarrier(
    pack,
    each.flatMap(({ grants }) => grants),
    each.flatMap(({ carriers }) => carriers),
    faults,
  );
  return {
    grants: sorted(
      each.flatMap(({ grants }) => grants),
      by((grant) => grant.asset),
    ),
    carriers: each.flatMap(({ carriers }) => carriers),
  };
}

function assetsOf(pack: EntitlementPackage, declared: Declared, faults: Faults): string[] {
  const names = propsOf(pack).assets.map((asset) => (typeof asset === 'string' ? asset : asset.id));
  if (names.length === 0) {
    faults.add(pack, {
      what: '`assets` is empty; one asset or more is allowed',
      remedy: 'name the systems that the package can be asked for',
    });
  }
  return sortedTexts(names).filter((name) => {
    const asset = declared.assets.find(name, pack);
    if (!asset || !propsOf(asset).sharedLogin) return asset !== undefined;
    faults.add(pack, {
      code: 'SHARED_ACCOUNT',
      what: `asset \`${name}\` is a login that several people use; no package may give it`,
      remedy: 'give each person access of their own and close the shared login',
    });
    return false;
  });
}

function onAsset(pack: EntitlementPackage, asset: string, declared: Declared, faults: Faults): PackageGrants {
  const given = faults.attempt(pack, 'grants', (): readonly Entitlement[] => propsOf(pack).grants(asset));
  const carrying = faults.attempt(pack, 'carrierName', () => carryingOf(pack, asset));
  if (!given || !carrying) return { grants: [], carriers: [] };
  const resolved = resolveEntitlements(given, carrying, pack, declared, faults);
  const { entitlements, beyond } = resolved;
  if (!isList(entitlements)) {
    if (given.length === 0 || beyond.length > 0) nothingGiven(pack, asset, faults);
    return { grants: [], carriers: [] };
  }
  const grants = [{ asset, entitlements, ...(isList(beyond) ? { beyond } : {}) }];
  return { grants, carriers: carriersOf(pack, asset, carrying, resolved) };
}

function carryingOf(pack: EntitlementPackage, asset: string): Carrying {
  const { carrier = 'okta-push', carrierName } = propsOf(pack);
  return { carrier, name: carrierName?.(asset) ?? defaultCarrierName(pack.id, asset) };
}

// Only what a group can hold needs a carrier; a package of groups alone makes none, and for apps alone nothing is pushed.
function carriersOf(
  pack: EntitlementPackage,
  asset: string,
  { carrier, name }: Carrying,
  { entitlements }: Given,
): OwnedGroup[] {
  const carried = new Set(
    entitlements.flatMap((path) =>
      isEntitlement(path.target) && path.carrier !== 'direct' ? [path.carrier] : [],
    ),
  );
  if (carrier === 'direct' || carried.size === 0) return [];
  const made = carried.has('okta-group') && carried.size === 1 ? 'okta-group' : carrier;
  return carrierGroups(name, made, `${propsOf(pack).title} on ${asset}: members by Writ only`, pack);
}

/** A carrier that carries nothing on any asset would be ignored, and somebody thought that it was not. */
function checkCarrier(
  pack: EntitlementPackage,
  grants: readonly AssetGrants[],
  carriers: readonly OwnedGroup[],
  faults: Faults,
): void {
  const { carrier, carrierName } = propsOf(pack);
  if (carrier !== undefined && !CARRIERS.includes(carrier)) {
    faults.add(pack, {
      what: `\`carrier\` \`${carrier}\` is not known; allowed are ${listed(CARRIERS)}`,
      remedy: 'take one of them, or leave it out',
    });
    return;
  }
  const said = carrier !== undefined ? `carrier\` \`${carrier}` : carrierName ? 'carrierName' : undefined;
  if (said === undefined || grants.length === 0) return;
  const carries = grants.some(({ entitlements }) => entitlements.some(({ target }) => isEntitlement(target)));
  if (carries && carriers.length === 0 && carrier !== undefined) checkNamed(pack, carrier, faults);
  if (carries) return;
  faults.add(pack, {
    what: `\`${said}\` on a package of groups alone, which are joined directly; allowed where it gives an assignment or an app`,
    remedy: 'leave it out',
  });
}

const CARRIERS: readonly Carrying['carrier'][] = ['okta-push', 'identity-store', 'direct'];

/** Where everything is held directly there is no group to name, nor an Identity Store group that could hold an app. */
function checkNamed(pack: EntitlementPackage, carrier: Carrying['carrier'], faults: Faults): void {
  const ignored = propsOf(pack).carrierName ? 'carrierName' : carrier === 'direct' ? undefined : 'carrier';
  if (ignored === undefined) return;
  faults.add(pack, {
    what: `\`${ignored}\` is of no effect with carrier \`${carrier}\`: all that the package gives is held directly`,
    remedy: 'leave it out, or take a carrier that can hold what is given',
  });
}

function nothingGiven(pack: EntitlementPackage, asset: string, faults: Faults): void {
  faults.add(pack, {
    what: `\`grants\` gives nothing that Writ can carry on \`${asset}\`; one entitlement or more is allowed`,
    remedy: `give a permission set or a group on \`${asset}\`, or leave the asset out`,
  });
}
