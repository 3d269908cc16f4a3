import type { Digest, Instant } from '../kernel/index.js';
import { digestOf } from '../kernel/index.js';
import { preAuthentication, type Envelope } from './envelope.js';
import { openEntry, type OpenedEntry } from './entry.js';
import { LedgerFault } from './fault.js';
import { foundingKeys } from './keyring.js';
import { isSignedBy, type KeyId, type PublicKey } from './keys.js';
import { leafHash, type Hash } from './merkle.js';
import type { Body, PredicateKind } from './predicates/table.js';
import type { Zone } from './zone.js';

/**
 * One entry, checked by itself: format, and whether its signatures hold. Whether it follows its predecessor and whether
 * its keys count is for {@link advance}. Plain data, so that another thread can make it.
 */
export interface CheckedEntry {
  readonly seq: number;
  readonly prev: Digest | null;
  readonly digest: Digest;
  readonly leaf: Hash;
  readonly ledger: Digest;
  readonly recordedAt: Instant;
  readonly zone: Zone;
  readonly kind: PredicateKind | undefined;
  readonly predicateType: string;
  /** Keys whose signature holds. */
  readonly signers: readonly KeyId[];
  /** Kept when a signature was by a key not known here: the keyring may know it. */
  readonly unsettled?: Envelope;
  /** It says that the entries before it were recorded ahead of the clock: its own time may be earlier. */
  readonly resetsTime?: true;
  /** The body of the kinds that change who may sign. */
  readonly founding?: { readonly genesis: Body<'genesis'> } | { readonly key: Body<'key'> };
}

/** Checks the bytes of entry `seq` by themselves. Throws LedgerFault (`format`, `chain`, `signature`). */
export function checkEntry(
  seq: number,
  bytes: Uint8Array,
  keys: ReadonlyMap<string, PublicKey>,
): CheckedEntry {
  const opened = openEntry(seq, bytes);
  checkPlace(seq, opened);
  const founding = foundingOf(opened);
  const known = founding && 'genesis' in founding ? foundingKeys(founding.genesis) : keys;
  const { envelope } = opened.entry;
  const settled = envelope.signatures.every(({ keyid }) => known.has(keyid));
  const { predicate, predicateType } = opened.statement;
  return {
    seq,
    prev: predicate.prev,
    digest: opened.digest,
    leaf: leafHash(bytes),
    ledger: predicate.ledger,
    recordedAt: predicate.recordedAt,
    zone: predicate.zone,
    kind: opened.kind,
    predicateType,
    signers: settled ? checkSignatures(seq, envelope, known) : [],
    ...(settled ? {} : { unsettled: envelope }),
    ...(resetsTime(opened) ? { resetsTime: true } : {}),
    ...(founding ? { founding } : {}),
  };
}

/** The keys that signed; every signature must hold, and no key may sign twice. Throws LedgerFault. */
export function checkSignatures(
  seq: number,
  envelope: Envelope,
  keys: ReadonlyMap<string, PublicKey>,
): readonly KeyId[] {
  const message = preAuthentication(envelope.payloadType, Buffer.from(envelope.payload, 'base64'));
  const signers: KeyId[] = [];
  for (const { keyid, sig } of envelope.signatures) {
    const key = keys.get(keyid);
    if (!key)
      throw new LedgerFault('signature', seq, `is signed by \`${keyid}\`, which the ledger does not name`);
    if (!isSignedBy(key, message, Buffer.from(sig, 'base64')))
      throw new LedgerFault('signature', seq, `the signature by \`${keyid}\` does not hold`);
    if (signers.includes(keyid)) throw new LedgerFault('format', seq, `\`${keyid}\` signs twice`);
    signers.push(keyid);
  }
  return signers;
}

function checkPlace(seq: number, { entry, statement, kind }: OpenedEntry): void {
  const { predicate } = statement;
  if (entry.seq !== seq) throw new LedgerFault('chain', seq, `says that it is entry ${entry.seq}`);
  if (predicate.seq !== seq || predicate.prev !== entry.prev)
    throw new LedgerFault('chain', seq, `was signed for place ${predicate.seq}, not for this one`);
  if ((seq === 0) !== (entry.prev === null))
    throw new LedgerFault('chain', seq, '`prev` is wrong for its place');
  if ((seq === 0) !== (kind === 'genesis'))
    throw new LedgerFault('chain', seq, 'the first entry, and no other, is genesis');
  if (kind === 'genesis' && predicate.ledger !== digestOf(predicate.body))
    throw new LedgerFault('chain', seq, '`ledger` is not the digest of its body');
  if (kind === 'intent' && (predicate.body as Body<'intent'>).fence !== seq)
    throw new LedgerFault('format', seq, '`body.fence` must be its own sequence number');
}

function resetsTime({ kind, statement }: OpenedEntry): boolean {
  return kind === 'recovery' && (statement.predicate.body as Body<'recovery'>).what === 'time-ahead';
}

function foundingOf({ kind, statement }: OpenedEntry): CheckedEntry['founding'] {
  const { body } = statement.predicate;
  if (kind === 'genesis') return { genesis: body as Body<'genesis'> };
  return kind === 'key' ? { key: body as Body<'key'> } : undefined;
}
