import { z } from 'zod';
import { consistencySchema, inclusionSchema } from '../../evidence/index.js';
import type { Shaped } from '../../kernel/index.js';
import { shapes } from '../../model/index.js';

const { base64, count, sha256, text } = shapes;

/** `writ ledger anchor --json`. */
export const ledgerAnchorDocument = z.object({
  schema: z.literal('writ.ledger-anchor/1'),
  place: text,
  size: count,
  receipt: text,
  /** False when there was nothing new to anchor. */
  laid: z.boolean(),
});

/** What `writ ledger anchor` says. */
export type LedgerAnchored = Shaped<typeof ledgerAnchorDocument>;

/** `writ ledger checkpoint --json`. */
export const ledgerCheckpointDocument = z.object({
  schema: z.literal('writ.ledger-checkpoint/1'),
  origin: text,
  size: count,
  root: base64,
  /** The signed note itself. */
  note: text,
});

/** What `writ ledger checkpoint` says. */
export type LedgerCheckpoint = Shaped<typeof ledgerCheckpointDocument>;

/** `writ ledger mend --json`. */
export const ledgerMendDocument = z.object({
  schema: z.literal('writ.ledger-mend/1'),
  folder: text,
  what: z.enum(['torn-tail', 'missing-checkpoint', 'lost-signer', 'time-ahead', 'nothing']),
  /** Entries that were good; the record of the recovery stands behind them. */
  size: count,
  /** Digests of the entries that were set aside. */
  setAside: z.array(sha256),
});

/** What `writ ledger mend` did. */
export type LedgerMended = Shaped<typeof ledgerMendDocument>;

/** `writ ledger operator --json`. */
export const ledgerOperatorDocument = z.object({
  schema: z.literal('writ.ledger-operator/1'),
  action: z.enum(['add', 'revoke']),
  operator: text,
  folder: text,
  /** Ids of the keys that count from here on, or no more. */
  keys: z.array(sha256),
  /** Where the private key was made, when it was made here. */
  file: text.exactOptional(),
});

/** What `writ ledger operator` did. */
export type LedgerOperator = Shaped<typeof ledgerOperatorDocument>;

const checked = z.object({
  schema: z.literal('writ.ledger-proof-check/1'),
  holds: z.literal(true),
  says: text,
});

/** What `writ ledger prove --check` says of a proof that holds. */
export type LedgerProofChecked = Shaped<typeof checked>;

/** `writ ledger prove`, and `--check --json`. */
export const ledgerProveDocument = z.union([inclusionSchema, consistencySchema, checked]);
