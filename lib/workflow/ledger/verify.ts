import {
  heldBy,
  verifyLedger,
  type CheckpointAnchor,
  type HeldCheckpoint,
  type LedgerStore,
  type VerificationResult,
} from '../../evidence/index.js';
import { WritError } from '../../kernel/index.js';

/** What a verification goes by: as `verifyLedger` is told, with the anchors that are to be asked. */
export interface VerifyInput extends Omit<Parameters<typeof verifyLedger>[0], 'held'> {
  readonly held: readonly HeldCheckpoint[];
  readonly anchors: readonly CheckpointAnchor[];
  readonly signal: AbortSignal;
}

/** Verifies a ledger against the key, what its reader kept, and what its anchors hold. Throws LEDGER_MISSING. */
export async function verifyWhole({
  anchors,
  held,
  signal,
  onProgress,
  ...input
}: VerifyInput): Promise<VerificationResult> {
  return verifyLedger({
    ...input,
    held: [...held, ...(await heldBy(anchors))],
    onProgress: (entries) => {
      signal.throwIfAborted();
      onProgress?.(entries);
    },
  });
}

/** A folder without entry and checkpoint is no ledger; one that lost its entries has its checkpoints left. Throws LEDGER_MISSING. */
export async function refuseNothing(store: LedgerStore): Promise<void> {
  if ((await store.size()) > 0 || (await store.latestCheckpoint()) !== undefined) return;
  for await (const stray of store.strays()) if (stray.seq !== undefined) return;
  throw new WritError('LEDGER_MISSING', `there is no ledger in \`${store.place}\``, {
    remedy: 'name the folder that holds `entries` and `checkpoints`, or run `writ ledger init`',
  });
}
