import { z } from 'zod';
import { digest, WritError, type Digest } from '../kernel/index.js';
import { checkpointSigner, parseCheckpoint, type Checkpoint } from './checkpoint.js';
import { LedgerFault } from './fault.js';
import { base64, count, digestText, text } from './forms.js';
import {
  consistencyProof,
  includes,
  inclusionProof,
  isConsistent,
  leafHash,
  treeHash,
  type Hash,
} from './merkle.js';
import type { NoteKey } from './note.js';
import type { LedgerStore } from './store.js';

/** Shows that one entry is in the ledger that a checkpoint was signed over; needs nothing else but the public key. */
export const inclusionSchema = z.strictObject({
  schema: z.literal('writ.ledger-inclusion/1'),
  seq: count,
  /** Base64 of the exact bytes of the entry. */
  entry: base64,
  /** Sibling hashes from the leaf to the root (RFC 6962 section 2.1.1), base64. */
  path: z.array(base64),
  checkpoint: text,
});

/** Shows that the ledger of one checkpoint continues that of another. */
export const consistencySchema = z.strictObject({
  schema: z.literal('writ.ledger-consistency/1'),
  from: text,
  to: text,
  /** RFC 6962 section 2.1.2, base64. */
  path: z.array(base64),
});

export type InclusionProof = z.output<typeof inclusionSchema>;
export type ConsistencyProof = z.output<typeof consistencySchema>;

/** The proof that entry `seq` is in the ledger as the latest checkpoint has it. Throws NOT_FOUND, LedgerFault. */
export async function proveInclusion(store: LedgerStore, seq: number): Promise<InclusionProof> {
  const { note, size } = await latestNote(store);
  if (!Number.isInteger(seq) || seq < 0 || seq >= size)
    throw notFound(`entry \`${seq}\``, `entries 0 to ${size - 1} are covered by the latest checkpoint`);
  const { leaves, kept } = await leavesOf(store, size, seq);
  refuseOtherRoot(parseCheckpoint(note), leaves);
  return {
    schema: 'writ.ledger-inclusion/1',
    seq,
    entry: kept.toString('base64'),
    path: inclusionProof(leaves, seq).map((hash) => hash.toString('base64')),
    checkpoint: note,
  };
}

/** The proof that the ledger at checkpoint size `to` continues that at `from`; the latest when left out. */
export async function proveConsistency(
  store: LedgerStore,
  from: number,
  to?: number,
): Promise<ConsistencyProof> {
  const newer = to === undefined ? await latestNote(store) : await noteOf(store, to);
  const older = await noteOf(store, from);
  if (older.size > newer.size)
    throw notFound(
      `a checkpoint over ${from} entries before that over ${newer.size}`,
      'give the smaller first',
    );
  const { leaves } = await leavesOf(store, newer.size);
  refuseOtherRoot(parseCheckpoint(newer.note), leaves);
  return {
    schema: 'writ.ledger-consistency/1',
    from: older.note,
    to: newer.note,
    path: consistencyProof(leaves, older.size).map((hash) => hash.toString('base64')),
  };
}

/** Checks an inclusion proof by the public key alone; gives the digest of the entry. Throws LedgerFault. */
export function checkInclusion(proof: InclusionProof, key: NoteKey): Digest {
  const bytes = Buffer.from(proof.entry, 'base64');
  const { size, root } = signed(proof.checkpoint, key);
  if (!includes(leafHash(bytes), proof.seq, size, hashes(proof.path), root))
    throw new LedgerFault('root', proof.seq, 'is not in the ledger that the checkpoint was signed over');
  return digest(bytes);
}

/** Checks a consistency proof by the public key alone. Throws LedgerFault. */
export function checkConsistency(proof: ConsistencyProof, key: NoteKey): void {
  const [older, newer] = [signed(proof.from, key), signed(proof.to, key)];
  if (!isConsistent(older.size, older.root, newer.size, newer.root, hashes(proof.path)))
    throw new LedgerFault(
      'consistency',
      undefined,
      `the ledger of ${newer.size} entries does not continue that of ${older.size}`,
    );
}

/** The digest form of a checkpoint, as entries of kind `anchor` name it. */
export function checkpointDigest(note: string): Digest {
  return digestText.parse(digest(note));
}

async function leavesOf(
  store: LedgerStore,
  size: number,
  keep = -1,
): Promise<{ leaves: Hash[]; kept: Buffer }> {
  const leaves: Hash[] = [];
  let kept = Buffer.alloc(0);
  for await (const { seq, bytes } of store.read(0, size)) {
    leaves.push(leafHash(bytes));
    if (seq === keep) kept = Buffer.from(bytes);
  }
  if (leaves.length < size)
    throw new LedgerFault('checkpoint', leaves.length, `is missing; a checkpoint covers ${size} entries`);
  return { leaves, kept };
}

function refuseOtherRoot(checkpoint: Checkpoint, leaves: readonly Hash[]): void {
  if (!checkpoint.root.equals(treeHash(leaves)))
    throw new LedgerFault(
      'root',
      undefined,
      `the entries are not those that checkpoint ${checkpoint.size} was signed over`,
    );
}

function signed(note: string, key: NoteKey): Checkpoint {
  const checkpoint = parseCheckpoint(note);
  if (!checkpointSigner(checkpoint, [key]))
    throw new LedgerFault(
      'checkpoint',
      undefined,
      `the checkpoint over ${checkpoint.size} entries is not signed by the key given`,
    );
  return checkpoint;
}

function hashes(path: readonly string[]): Hash[] {
  return path.map((hash) => Buffer.from(hash, 'base64'));
}

async function latestNote(store: LedgerStore): Promise<{ size: number; note: string }> {
  const latest = await store.latestCheckpoint();
  if (latest) return latest;
  throw notFound('a checkpoint', 'run `writ ledger checkpoint` first');
}

async function noteOf(store: LedgerStore, size: number): Promise<{ size: number; note: string }> {
  for await (const stored of store.checkpoints(size)) {
    if (stored.size === size) return stored;
    throw notFound(`a checkpoint over ${size} entries`, `the next larger one is over ${stored.size}`);
  }
  throw notFound(`a checkpoint over ${size} entries`, 'name the size of one that is kept');
}

function notFound(what: string, remedy: string): WritError {
  return new WritError('NOT_FOUND', `the ledger has not ${what}`.replace('not a ', 'no '), { remedy });
}
