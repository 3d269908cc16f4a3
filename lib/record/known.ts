import { edgeWindow, type Known, type KnownOpen } from '../drift/index.js';
import type { LedgerRecord } from '../evidence/index.js';
import { isAhead, type Instant, type Milliseconds } from '../kernel/index.js';
import type { Manifest, Provenance, WantedEdge } from '../manifest/index.js';
import { windowState, type EdgeId } from '../model/index.js';
import { basisKey, ofKind } from './basis.js';

/** The newest manifest that the record names, and the entry that does. */
export interface NewestManifest extends NonNullable<Known['newest']> {
  readonly seq: number;
}

/** The manifest recorded with the latest `asOf`; one that lies ahead of the clock does not count. */
export function newestManifest(
  records: readonly LedgerRecord[],
  now: Instant,
  skew?: Milliseconds,
): NewestManifest | undefined {
  const judged = ofKind(records, 'drift').flatMap(({ seq, body: { wanted, asOf } }) =>
    asOf === undefined ? [] : [{ seq, manifest: wanted, asOf }],
  );
  const made = ofKind(records, 'synthesis').map(({ seq, body: { manifest, asOf } }) => ({
    seq,
    manifest,
    asOf,
  }));
  // Of two as of one instant the later made one counts: a judgement may have gone by the older.
  return [...judged, ...made]
    .filter(({ asOf }) => !isAhead(asOf, now, skew))
    .reduce<NewestManifest | undefined>(
      (newest, each) => (newest && newest.asOf > each.asOf ? newest : each),
      undefined,
    );
}

/**
 * What the record knows; `manifest` is the newest's body, where it is kept and has to be looked into.
 * @param approved - tickets whose approval stands by the record
 */
export function knownBy(
  records: readonly LedgerRecord[],
  { manifest: digest, asOf, seq }: NewestManifest,
  manifest: Manifest | undefined,
  approved: ReadonlySet<string>,
  at: Instant,
): Known {
  const over = endedBases(records, seq);
  const open = new Map<EdgeId, KnownOpen>();
  for (const wanted of manifest?.edges ?? []) {
    const known = openIn(wanted, at, approved, over);
    if (known) open.set(wanted.id, known);
  }
  return { newest: { manifest: digest, asOf }, open };
}

function openIn(
  wanted: WantedEdge,
  at: Instant,
  approved: ReadonlySet<string>,
  over: ReadonlySet<string>,
): KnownOpen | undefined {
  if (edgeWindow(wanted, at).state !== 'open') return undefined;
  const because = wanted.because.filter((one) => stands(one, at, approved, over));
  if (because.length === 0) return undefined;
  const ticket = because.flatMap(({ standing }) =>
    standing && 'ticket' in standing.basis ? [standing.basis.ticket] : [],
  )[0];
  return { because, ...(ticket === undefined ? {} : { ticket }) };
}

/** Structure stands by declaration; a ticket by its approval; and nothing stands that an entry ended. */
function stands(
  { standing }: Provenance,
  at: Instant,
  approved: ReadonlySet<string>,
  over: ReadonlySet<string>,
): boolean {
  if (!standing) return true;
  const { basis, window } = standing;
  if (windowState(window, at) !== 'open' || over.has(basisKey(basis))) return false;
  return !('ticket' in basis) || approved.has(basis.ticket);
}

/** Tombstones are final; another end counts when it came after the manifest that would have it open. */
function endedBases(records: readonly LedgerRecord[], since: number): ReadonlySet<string> {
  return new Set([
    ...ofKind(records, 'tombstone').map(({ body }) => basisKey(body.basis)),
    ...ofKind(records, 'end')
      .filter(({ seq }) => seq > since)
      .map(({ body }) => basisKey(body.basis)),
  ]);
}
