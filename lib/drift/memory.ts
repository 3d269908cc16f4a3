import {
  isUnnamed,
  listedWhole,
  LISTING,
  liveObjects,
  type Anchor,
  type Inventory,
} from '../inventory/index.js';
import { by, groupBy, isList, sorted, type Instant } from '../kernel/index.js';
import type { Catalogue } from '../manifest/index.js';
import { isGroup, objectOf, refKey, type Edge, type ObjectRef } from '../model/index.js';
import type { Finding } from './finding.js';
import type { JournalEntry } from './journal.js';

/** Declared objects that are remembered, by the key of their ref; the last entry of each counts. */
export function rememberedIn(journal: readonly JournalEntry[]): ReadonlyMap<string, Anchor> {
  const remembered = new Map<string, Anchor>();
  for (const entry of journal)
    if (entry.kind === 'object') for (const anchor of entry.seen) remembered.set(refKey(anchor.ref), anchor);
  return remembered;
}

/** What is declared and can be seen live by itself, with its owner where that is somebody else. */
export function declaredObjects({
  groups,
  permissionSets,
  apps = [],
  named = [],
}: Catalogue): { readonly ref: ObjectRef; readonly external?: string; readonly named?: true }[] {
  return [...groups, ...permissionSets, ...apps, ...named.map(({ ref }) => ({ ref, named: true as const }))];
}

/**
 * The entry by which a run remembers declared objects that it saw: those not remembered yet, and those that were made
 * anew and have everything again that is declared of them. Uniqueness and loss are believed of whole listings only.
 */
export function newMemory(
  catalogue: Catalogue,
  inventory: Inventory,
  findings: readonly Finding[],
  remembered: ReadonlyMap<string, Anchor>,
  at: Instant,
): JournalEntry[] {
  const isListed = namedWhole(inventory);
  const isWhole = inventory.sources.every(({ complete }) => complete);
  const live = groupBy<Anchor, string>(liveObjects(inventory), ({ ref }) => refKey(ref));
  const unsettled = new Set(findings.flatMap(touchedBy));
  const seen = declaredObjects(catalogue).flatMap(({ ref }): Anchor[] => {
    const key = refKey(ref);
    const [only, another] = live.get(key) ?? [];
    const before = remembered.get(key)?.native;
    if (!only || another || before === only.native || !isListed(ref)) return [];
    const isSettled = before === undefined || (isWhole && !unsettled.has(key));
    return isSettled ? [{ ref, native: only.native }] : [];
  });
  const inOrder = sorted(
    seen,
    by(({ ref }) => refKey(ref)),
  );
  return isList(inOrder) ? [{ kind: 'object', at, seen: inOrder }] : [];
}

/** Whether the objects of a ref's kind and source were listed whole, each with its name. */
export function namedWhole(inventory: Inventory): (ref: ObjectRef) => boolean {
  const isListed = listedWhole(inventory.sources);
  const nameless = new Set(
    inventory.roles.filter(isUnnamed).map(({ ref }) => JSON.stringify([ref.kind, ref.source])),
  );
  return ({ kind, source }) =>
    isListed(source, LISTING[kind]) && !nameless.has(JSON.stringify([kind, source]));
}

/** Keys of the objects at the ends of what a finding is about. */
function touchedBy({ subject }: Finding): string[] {
  switch (subject.what) {
    case 'edge':
      return endsOf(subject.edge);
    case 'content':
    case 'provisioning':
      return [refKey(subject.set)];
    case 'push':
      return [refKey(subject.from), refKey(subject.to)];
    case 'object':
    case 'policy':
    case 'rule':
    case 'part':
    case 'name':
      return [];
  }
}

function endsOf({ holder, target }: Edge): string[] {
  const held = objectOf(target);
  return isGroup(holder) ? [refKey(holder), refKey(held)] : [refKey(held)];
}
