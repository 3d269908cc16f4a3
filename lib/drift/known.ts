import type { Digest, Instant } from '../kernel/index.js';
import type { Manifest, Provenance } from '../manifest/index.js';
import type { EdgeId } from '../model/index.js';
import type { RecordNote } from './finding.js';

/** What the verified record knows of what is wanted, beside the manifest given. */
export interface Known {
  /** The newest manifest that was recorded. */
  readonly newest?: { readonly manifest: Digest; readonly asOf: Instant };
  /** Edges that it holds open at the instant judged; what was ended since is not among them. */
  readonly open: ReadonlyMap<EdgeId, KnownOpen>;
}

/** Why an edge is open, as far as the record goes. */
export interface KnownOpen {
  readonly because: readonly Provenance[];
  /** The tickets among its bases that the record shows approved and that no entry ended; the first stands for all. */
  readonly ticket?: string;
}

/** Where there is no ledger, or one that does not verify. */
export const NOTHING_KNOWN: Known = { open: new Map() };

/** A manifest and its digest. */
export interface GivenManifest {
  readonly manifest: Pick<Manifest, 'asOf'>;
  readonly manifestDigest: Digest;
}

/** Whether a newer manifest than the given one was recorded: by the given one nothing new can be called foreign. */
export function isOutdated({ manifest }: Pick<GivenManifest, 'manifest'>, { newest }: Known): boolean {
  return newest !== undefined && manifest.asOf < newest.asOf;
}

/**
 * Whether the record goes before the given manifest where the two differ: it knows one as new or newer. Of the given
 * manifest's own future the record knows nothing but decisions.
 */
export function recordGoesFirst({ manifest, manifestDigest }: GivenManifest, { newest }: Known): boolean {
  return newest !== undefined && newest.manifest !== manifestDigest && manifest.asOf <= newest.asOf;
}

/** What a report says of a manifest that is not the newest. */
export function manifestNotes(given: Pick<GivenManifest, 'manifest'>, known: Known): RecordNote[] {
  if (!isOutdated(given, known) || !known.newest) return [];
  return [
    {
      code: 'NEWER_MANIFEST',
      says: `this manifest is as of ${given.manifest.asOf}, and the ledger has one as of ${known.newest.asOf}: by the older one nothing foreign is taken away`,
      cure: 'take the newest manifest, or run `writ synth` again',
    },
  ];
}

/** What a report says of birthrights that are held back: why what is declared is neither missing nor given. */
export function heldBackNotes({ heldBack = [] }: Pick<Manifest, 'heldBack'>): RecordNote[] {
  return heldBack.map(({ reason: { message, remedy } }) => ({
    code: 'BIRTHRIGHT_HELD',
    says: message,
    cure: remedy,
  }));
}
