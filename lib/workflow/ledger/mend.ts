import {
  mendTail,
  rebuildSigner,
  recordRebuilt,
  type HeldCheckpoint,
  type Ledger,
  type LedgerProps,
  type Mended,
  type Mender,
} from '../../evidence/index.js';
import type { LedgerMended } from './shapes.js';

/** Mends what a crash left of a ledger, and records it. */
export async function mendLedger(
  props: LedgerProps,
  aside: Parameters<typeof mendTail>[1],
  mender: Mender,
): Promise<LedgerMended> {
  return mended(props.store.place, await mendTail(props, aside, mender));
}

/** Rebuilds what the signer remembers from a ledger that continues `held`, and records it in the ledger that `open` opens then. */
export async function rebuildMemory(
  props: Omit<Parameters<typeof rebuildSigner>[0], 'held'>,
  held: HeldCheckpoint,
  open: () => Promise<Ledger>,
  mender: Mender,
): Promise<LedgerMended> {
  const { frontier } = await rebuildSigner({ ...props, held: [held] });
  await recordRebuilt(await open(), held, mender);
  return mended(props.store.place, { what: 'lost-signer', size: frontier.size, setAside: [] });
}

function mended(folder: string, done: Mended): LedgerMended {
  return { schema: 'writ.ledger-mend/1', folder, ...done };
}
