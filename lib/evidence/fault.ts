import { WritError, type Code, type FaultData } from '../kernel/index.js';

/** What catches tampering, from the single file outwards. */
export const LAYERS = [
  'format',
  'chain',
  'signature',
  'zone',
  'root',
  'checkpoint',
  'consistency',
  'anchor',
] as const;

/** The layer of proof that a fault was caught by. */
export type Layer = (typeof LAYERS)[number];

const CODE: Readonly<Record<Layer, Code>> = {
  format: 'LEDGER_FORMAT',
  chain: 'LEDGER_CHAIN',
  signature: 'LEDGER_SIGNATURE',
  zone: 'LEDGER_ZONE',
  root: 'LEDGER_ROOT',
  checkpoint: 'LEDGER_CHECKPOINT',
  consistency: 'LEDGER_CONSISTENCY',
  anchor: 'LEDGER_ANCHOR',
};

const REMEDY: Readonly<Record<Layer, string>> = {
  format: 'restore the file from a copy; the format is in docs/ledger.md',
  chain: 'restore the entries from a copy that verifies',
  signature: 'find out who wrote this entry; restore the ledger from a copy that verifies',
  zone: 'find out how the key of that zone came to sign this; rotate it',
  root: 'restore the entries from a copy that fits the checkpoint',
  checkpoint: 'check that the key is the right one; see docs/ledger.md on recovery',
  consistency: 'keep both checkpoints: they prove that the signer signed two histories; rotate its key',
  anchor: 'restore the ledger from a copy that reaches the anchor; see docs/ledger.md on recovery',
};

/** One thing wrong with a ledger: the layer that caught it and the entry it stands at (undefined: no single one). */
export class LedgerFault extends WritError {
  readonly layer: Layer;
  readonly seq: number | undefined;
  /** The message without the number of the entry. */
  readonly words: string;

  constructor(layer: Layer, seq: number | undefined, message: string, cause?: unknown) {
    super(CODE[layer], seq === undefined ? message : `entry ${seq}: ${message}`, {
      remedy: REMEDY[layer],
      ...(cause === undefined ? {} : { cause }),
    });
    this.name = 'LedgerFault';
    this.layer = layer;
    this.seq = seq;
    this.words = message;
  }

  override toJSON(): FaultData {
    return { ...super.toJSON(), layer: this.layer, ...(this.seq === undefined ? {} : { seq: this.seq }) };
  }
}

/** Whether a thrown value names a layer. */
export function isLedgerFault(value: unknown): value is LedgerFault {
  return value instanceof LedgerFault;
}
