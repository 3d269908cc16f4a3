import {
  anchorFact,
  parseCheckpoint,
  readRecords,
  type Anchored,
  type CheckpointAnchor,
  type Ledger,
  type LedgerStore,
} from '../../evidence/index.js';
import type { LedgerAnchored } from './shapes.js';

/** Lays the current checkpoint at an anchor and records that, unless it lies there already. */
export async function anchorLedger(
  ledger: Ledger,
  store: LedgerStore,
  anchor: CheckpointAnchor,
): Promise<LedgerAnchored> {
  const { note = '' } = await ledger.checkpoint();
  const known = await tryAnchored(store, ledger.size, anchor.place);
  const anchored = known ?? { note, receipt: await anchor.lay(note) };
  if (!known) await ledger.append([anchorFact(anchor.place, anchored)]);
  return {
    schema: 'writ.ledger-anchor/1',
    place: anchor.place,
    size: parseCheckpoint(anchored.note).size,
    receipt: anchored.receipt,
    laid: !known,
  };
}

/** What was anchored last, when the ledger has nothing after it but the entry that says so. */
async function tryAnchored(store: LedgerStore, size: number, place: string): Promise<Anchored | undefined> {
  for await (const record of readRecords(store, size - 1)) {
    if (record.kind !== 'anchor' || record.body.size !== size - 1 || record.body.place !== place)
      return undefined;
    for await (const checkpoint of store.checkpoints(record.body.size))
      return checkpoint.size === record.body.size
        ? { note: checkpoint.note, receipt: record.body.receipt }
        : undefined;
  }
  return undefined;
}
