import { WritError } from '../kernel/index.js';
import { checkEntry } from './checked-entry.js';
import type { CheckpointSigner, SignedHead, SignerMemory } from './checkpoint-signer.js';
import { checkpointText } from './checkpoint.js';
import type { Signer } from './keys.js';
import { signNote } from './note.js';
import { advance, type Head } from './replay.js';
import { FRESH_SIGNER, parseSignerState, signerStateText, type SignerState } from './signer-state.js';

/**
 * The signer itself: checks each entry's format, place, signatures and zone against what it remembers, remembers, and
 * only then signs. INVARIANT: no two checkpoints by it contradict each other, whatever it is asked and whenever it stops.
 */
export function guardingSigner(signer: Signer, memory: SignerMemory): CheckpointSigner {
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work, work);
    turn = result.catch(() => undefined);
    return result;
  };
  let known: Turn | undefined;
  const recall = async (): Promise<Turn> => (known = await recalled(memory, known));
  return {
    head: () => inTurn(async () => signedHead((await recall()).state, signer)),
    extend: (from, entries) =>
      inTurn(async () => {
        const { turn, state } = await recall();
        if (from !== state.head.frontier.size || entries.length === 0) return signedHead(state, signer);
        const next = await signed(state, extended(state.head, from, entries), signer);
        // Remembered before it is given away: a crash here leaves a checkpoint that is signed and not yet published.
        const saved = await memory.save(turn + 1, signerStateText(next));
        return signedHead(saved ? next : (await recall()).state, signer);
      }),
  };
}

/** A state, and which of the memory's turns it is. */
interface Turn {
  readonly turn: number;
  readonly state: SignerState;
}

async function signed(before: SignerState, head: Head, signer: Signer): Promise<SignerState> {
  refuseForeignKey(before.head, head, signer);
  const origin = head.origin ?? '';
  return { head, note: await signNote(checkpointText(origin, head.frontier), origin, signer) };
}

/** The head after these entries. Throws LedgerFault for the first that may not follow. */
export function extended(head: Head, from: number, entries: readonly Uint8Array[]): Head {
  return entries.reduce<Head>(
    (reached, bytes, index) => advance(reached, checkEntry(from + index, bytes, reached.keys)),
    head,
  );
}

async function recalled(memory: SignerMemory, known: Turn | undefined): Promise<Turn> {
  const saved = await memory.load();
  if (!saved) return { turn: 0, state: FRESH_SIGNER };
  return saved.turn === known?.turn ? known : { turn: saved.turn, state: parseSignerState(saved.state) };
}

function signedHead({ head, note }: SignerState, { key }: Signer): SignedHead {
  return { head, note, key: { name: head.origin ?? 'unfounded', key } };
}

/** The ledger itself says which keys sign it; the last act of a retired key may be to hand over. */
function refuseForeignKey(before: Head, after: Head, { key }: Signer): void {
  const named = after.keys.get(key.id);
  const counts =
    named?.zone === 'signer' && (named.until === undefined || named.until >= before.frontier.size);
  if (counts) return;
  throw new WritError('LEDGER_REFUSED', `the ledger does not name \`${key.id}\` as a key of its signer`, {
    remedy: 'start the signer with a key that the ledger names, or have two governors add this one',
  });
}
