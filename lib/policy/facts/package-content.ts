import type { Meaning } from '../../meaning/index.js';
import {
  packageAccess,
  packageMeaning,
  type Catalogue,
  type PackageDeclaration,
} from '../../manifest/index.js';

/** What a package's sets give on one asset, with what it allows. */
export interface PackageContent {
  readonly read: ReturnType<typeof packageAccess>;
  readonly meaning: Meaning;
}

const known = new WeakMap<Catalogue, Map<string, PackageContent>>();

/** What the sets of a package allow on one asset, judged once per catalogue. */
export function contentOn(catalogue: Catalogue, pack: PackageDeclaration, asset: string): PackageContent {
  const judged = known.get(catalogue) ?? new Map<string, PackageContent>();
  known.set(catalogue, judged);
  const key = JSON.stringify([pack.id, asset]);
  const before = judged.get(key);
  if (before) return before;
  const [grants] = pack.grants.filter((each) => each.asset === asset);
  const given = grants ? { grants: [grants] as const } : pack;
  const content = { read: packageAccess(catalogue, given), meaning: packageMeaning(catalogue, given) };
  judged.set(key, content);
  return content;
}
