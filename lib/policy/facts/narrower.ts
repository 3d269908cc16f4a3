import { sortedTexts } from '../../kernel/index.js';
import { broadens } from '../../meaning/index.js';
import { isAssignment, targetKey } from '../../model/index.js';
import type {
  AssetGrants,
  Catalogue,
  PackageDeclaration,
  WorkloadDeclaration,
} from '../../manifest/index.js';
import type { PersonRecord } from '../../identity/index.js';
import { requestable } from '../job-functions.js';
import { contentOn } from './package-content.js';

/**
 * Packages that let do the same kind of thing on the asset, and less of it, and that the beneficiary may ask for: whoever needs to read asks
 * for what reads least. What lets do less dangerous kinds of things only is no substitute, and is not counted.
 */
export function narrowerPackages(
  catalogue: Catalogue,
  wanted: PackageDeclaration,
  asset: string,
  subject: PersonRecord | WorkloadDeclaration,
): readonly string[] {
  const may = requestable(catalogue, subject);
  const holder = 'worker' in subject ? subject.worker : 'workload';
  return sortedTexts(
    catalogue.packages
      .filter(
        ({ id, duration, breakGlass, holders }) =>
          id !== wanted.id &&
          may.has(id) &&
          duration.kind === 'bounded' &&
          !breakGlass &&
          holders.includes(holder),
      )
      .filter((other) => isNarrower(catalogue, other, wanted, asset))
      .map(({ id }) => id),
  );
}

const known = new WeakMap<Catalogue, Map<string, boolean>>();

/** Whether one package gives on an asset nothing that the other does not, and the other more: by proof, once per catalogue. */
export function isNarrower(
  catalogue: Catalogue,
  less: PackageDeclaration,
  more: PackageDeclaration,
  asset: string,
): boolean {
  const judged = known.get(catalogue) ?? new Map<string, boolean>();
  known.set(catalogue, judged);
  const key = JSON.stringify([less.id, more.id, asset]);
  const before = judged.get(key);
  if (before !== undefined) return before;
  const found = judge(catalogue, less, more, asset);
  judged.set(key, found);
  return found;
}

function judge(
  catalogue: Catalogue,
  less: PackageDeclaration,
  more: PackageDeclaration,
  asset: string,
): boolean {
  const [few, many] = [grantsOn(less, asset), grantsOn(more, asset)];
  if (!few || !many || (few.beyond ?? []).length > 0) return false;
  const targets = new Set(many.others);
  if (few.accounts.size === 0 || !few.others.every((each) => targets.has(each))) return false;
  if (![...few.accounts].every((account) => many.accounts.has(account))) return false;
  const [narrow, wide] = [contentOn(catalogue, less, asset), contentOn(catalogue, more, asset)];
  const isKnown = [...narrow.read.unread, ...wide.read.unread].length === 0 && wide.read.isAbove !== true;
  if (!isKnown || narrow.meaning.tier !== wide.meaning.tier) return false;
  return (
    broadens(wide.read.access, narrow.read.access).broadens === 'no' &&
    broadens(narrow.read.access, wide.read.access).broadens === 'yes'
  );
}

/** The accounts that a package's sets are for on an asset, and what else it gives there. */
function grantsOn(
  { grants }: PackageDeclaration,
  asset: string,
):
  | {
      readonly accounts: ReadonlySet<string>;
      readonly others: readonly string[];
      readonly beyond?: AssetGrants['beyond'];
    }
  | undefined {
  const found = grants.find((each) => each.asset === asset);
  if (!found) return undefined;
  const targets = found.entitlements.map(({ target }) => target);
  return {
    accounts: new Set(targets.flatMap((target) => (isAssignment(target) ? [target.account] : []))),
    others: targets.filter((target) => !isAssignment(target)).map(targetKey),
    beyond: found.beyond,
  };
}
