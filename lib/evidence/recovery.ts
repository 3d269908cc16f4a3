import { WritError, type Digest } from '../kernel/index.js';
import { checkEntry } from './checked-entry.js';
import { isLedgerFault } from './fault.js';
import { parseCheckpoint } from './checkpoint.js';
import type { Body } from './predicates/table.js';
import { checkpointDigest } from './proof.js';
import type { SignerMemory } from './checkpoint-signer.js';
import { Ledger, type LedgerProps } from './ledger.js';
import type { Signer } from './keys.js';
import type { NoteKey } from './note.js';
import { advance, type Head } from './replay.js';
import { signerStateText } from './signer-state.js';
import type { LedgerStore } from './store.js';
import { verifyLedger } from './verify.js';
import type { HeldCheckpoint } from './verify-checkpoints.js';

/** Who mends, and why; both stand in the ledger afterwards. */
export interface Mender {
  readonly by: string;
  readonly reason: string;
}

/** What a recovery came to. */
export interface Mended {
  readonly what: 'torn-tail' | 'missing-checkpoint' | 'lost-signer' | 'time-ahead' | 'nothing';
  readonly size: number;
  readonly setAside: readonly Digest[];
}

/**
 * Port: moves entries out of a ledger, each kept and named by digest; the only thing in Writ that takes an entry away. It is
 * asked only for entries that the signer never signed over.
 */
export type SetAside = (from: number) => Promise<readonly Digest[]>;

/**
 * Mends what a crash can leave behind what the signer signed over: a torn or foreign tail is set aside, whole entries without a
 * checkpoint get theirs, a lost last checkpoint is written again. Records it. What was signed over is never touched.
 */
export async function mendTail(props: LedgerProps, setAside: SetAside, mender: Mender): Promise<Mended> {
  const { head } = await props.checkpoints.head();
  const torn = await tornAt(props.store, head);
  const aside = torn === undefined ? [] : await setAside(torn);
  const covered = (await props.store.latestCheckpoint())?.size ?? 0;
  const ledger = await Ledger.open(props);
  if (torn === undefined && covered === ledger.size && (await ledger.mendTime(mender)))
    return { what: 'time-ahead', size: ledger.size - 1, setAside: [] };
  if (torn === undefined && covered === ledger.size)
    return { what: 'nothing', size: ledger.size, setAside: [] };
  const what = torn === undefined ? 'missing-checkpoint' : 'torn-tail';
  const { size } = ledger;
  await ledger.append([recovery(what, size, mender, aside)]);
  return { what, size, setAside: aside };
}

/** The checkpoints and anchors from which the state of a signer that lost it is made again. */
export interface RebuildProps {
  readonly store: LedgerStore;
  readonly key: NoteKey;
  /** Checkpoints kept out of the ledger's reach; at least one, for a ledger alone cannot show that it was rolled back. */
  readonly held: readonly HeldCheckpoint[];
  readonly memory: SignerMemory;
  readonly signer: Signer;
}

/**
 * Rebuilds the memory of a signer from a ledger that verifies and continues the checkpoints held. Throws LEDGER_REFUSED when none is
 * held or the memory is there, and the LedgerFault of a ledger that does not verify.
 */
export async function rebuildSigner({ store, key, held, memory, signer }: RebuildProps): Promise<Head> {
  if (await memory.load()) throw refused('the signer has its memory', 'use it; nothing has to be rebuilt');
  if (held.length === 0)
    throw refused(
      'a ledger alone cannot show that it was not rolled back',
      'bring a checkpoint from an anchor or a copy',
    );
  const { fault, head } = await verifyLedger({ store, key, held });
  if (fault) throw fault;
  if (head.keys.get(signer.key.id)?.zone !== 'signer')
    throw refused(
      `the ledger does not name \`${signer.key.id}\` as a key of its signer`,
      'give the key that it names',
    );
  const note = (await store.latestCheckpoint())?.note;
  if (!(await memory.save(1, signerStateText({ head, note }))))
    throw refused('another signer was faster', 'use its memory');
  return head;
}

/** Records that the signer's memory was rebuilt. */
export async function recordRebuilt(ledger: Ledger, held: HeldCheckpoint, mender: Mender): Promise<void> {
  const body = {
    ...recovery('lost-signer', ledger.size, mender, []).body,
    checkpoint: checkpointDigest(held.note),
  };
  await ledger.append([{ kind: 'recovery', body }]);
}

/**
 * Founds the successor of a ledger that is lost: its second entry names the last anchored checkpoint of the lost one, so that everybody
 * sees where the record breaks. Its signer, and so its origin, is a new one.
 */
export async function foundSuccessor(
  props: LedgerProps,
  genesis: Body<'genesis'>,
  lost: string,
  mender: Mender,
): Promise<Ledger> {
  const checkpoint = parseCheckpoint(lost);
  if (checkpoint.origin === genesis.origin)
    throw refused(
      `\`${genesis.origin}\` is the origin of the lost ledger`,
      'give the successor an origin of its own',
    );
  const ledger = await Ledger.found(props, genesis);
  const body = {
    ...recovery('lost-ledger', checkpoint.size, mender, []).body,
    checkpoint: checkpointDigest(lost),
  };
  await ledger.append([{ kind: 'recovery', body }]);
  return ledger;
}

/** The first entry behind what was signed over that may not follow, or a gap with entries after it. */
async function tornAt(store: LedgerStore, signed: Head): Promise<number | undefined> {
  let head = signed;
  try {
    for await (const { seq, bytes } of store.read(head.frontier.size))
      head = advance(head, checkEntry(seq, bytes, head.keys));
  } catch (error) {
    if (isLedgerFault(error)) return head.frontier.size;
    throw error;
  }
  for await (const { kind } of store.strays()) if (kind === 'after-gap') return head.frontier.size;
  return undefined;
}

function recovery(
  what: Body<'recovery'>['what'],
  size: number,
  { by, reason }: Mender,
  aside: readonly Digest[],
): { kind: 'recovery'; body: Body<'recovery'> } {
  const [first, ...rest] = aside;
  return {
    kind: 'recovery',
    body: { what, by, reason, size, ...(first ? { setAside: [first, ...rest] } : {}) },
  };
}

function refused(message: string, remedy: string): WritError {
  return new WritError('LEDGER_REFUSED', message, { remedy });
}
