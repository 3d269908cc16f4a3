import { holderKey } from '../../model/index.js';
import type { Ground } from '../ground.js';

/** Who holds live what is declared, by the keys of holders. */
export interface LiveHolders {
  /** Of a package that wants it. */
  of(name: string): ReadonlySet<string>;
  /** Of all packages together. */
  readonly all: ReadonlySet<string>;
}

const NOBODY: ReadonlySet<string> = new Set();

/** Finds the holders of every package in one pass over what is live. */
export function liveHolders({
  manifest,
  inventory,
  wanted,
}: Pick<Ground, 'manifest' | 'inventory' | 'wanted'>): LiveHolders {
  const byPackage = new Map<string, Set<string>>();
  const all = new Set<string>();
  const of = (name: string): Set<string> => {
    const known = byPackage.get(name) ?? new Set();
    byPackage.set(name, known);
    return known;
  };
  for (const { edge } of inventory.edges) {
    const position = wanted.find(edge);
    const want = position === undefined ? undefined : manifest.edges[position];
    if (want?.role !== 'holding') continue;
    const holder = holderKey(edge.holder);
    all.add(holder);
    for (const { package: name } of want.because) of(name).add(holder);
  }
  return { of: (name) => byPackage.get(name) ?? NOBODY, all };
}
