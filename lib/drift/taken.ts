import { epochOf, type Instant, type Milliseconds } from '../kernel/index.js';
import type { Manifest } from '../manifest/index.js';
import { edgeIdOf, edgeKey, holderKey, providerOf, type Holder } from '../model/index.js';
import type { Breaker } from './breaker.js';
import type { Holders } from './holders.js';
import type { JournalEntry } from './journal.js';
import type { FindingId } from './finding-id.js';

type Attempt = Extract<JournalEntry, { readonly kind: 'attempt' }>;

/** Something that ceilings count: a line of this run, or what an earlier run took away within the window. */
export interface Counted {
  readonly id: FindingId;
  readonly system: string;
  /** The package that its basis was of; undefined for what never had a basis. */
  readonly package: string | undefined;
  /** The key of its holder, where it is an edge. */
  readonly holder: string | undefined;
  /** The key of the confirmed leaver whose removal it is part of. */
  readonly leaver: string | undefined;
}

/** What {@link takenOf} reads. */
export interface TakenProps {
  readonly journal: readonly JournalEntry[];
  readonly manifest: Manifest;
  readonly holders: Holders;
  readonly breaker: Breaker;
  readonly at: Instant;
  /** How far back it counts. */
  readonly window: Milliseconds;
}

/**
 * What runs asked to be taken away within the window, each edge once; what two people released does not count. A removal
 * that failed counts as well: that it did not happen is not proved.
 */
export function takenOf(props: TakenProps): readonly Counted[] {
  const { journal, breaker, at, window } = props;
  const from = epochOf(at) - window;
  const recent = journal.filter(
    (entry): entry is Attempt =>
      entry.kind === 'attempt' && epochOf(entry.at) > from && !breaker.wasReleased(entry),
  );
  const latest = new Map(recent.map((attempt) => [attempt.edge, attempt]));
  const declared = recent.some(({ counts }) => counts === undefined)
    ? packagesById(props.manifest)
    : undefined;
  return [...latest.values()].map((attempt) => countedOf(attempt, declared, props.holders));
}

/** Older entries do not say whether there was a basis: then the manifest says whether it knew the edge, and of which package. */
function countedOf(
  { edge: id, revocation, counts }: Attempt,
  declared: ReadonlyMap<FindingId, string> | undefined,
  holders: Holders,
): Counted {
  const edge = revocation?.what === 'edge' ? revocation.live.edge : undefined;
  const holder = edge?.holder;
  const had = counts ? counts.basis === 'had' : declared?.has(id) === true;
  const left = counts ? counts.leaver === true : had && holder !== undefined && leftByHr(holder, holders);
  return {
    id,
    system: edge ? providerOf(edge) : 'aws',
    package: had ? (counts?.package ?? declared?.get(id) ?? '') : undefined,
    holder: holder && holderKey(holder),
    leaver: left && holder ? holderKey(holder) : undefined,
  };
}

function leftByHr(holder: Holder, holders: Holders): boolean {
  return holder.kind === 'person' && holders.leftByHr(holder);
}

function packagesById({ edges, ended }: Manifest): ReadonlyMap<FindingId, string> {
  const known = new Map<FindingId, string>();
  for (const { via, package: of } of ended)
    for (const { edge } of via) known.set(edgeIdOf(edgeKey(edge)), of);
  for (const { id, because } of edges) known.set(id, because[0].package);
  return known;
}
