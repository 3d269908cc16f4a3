import { z } from 'zod';
import { consistencySchema, inclusionSchema, LAYERS } from '../../evidence/index.js';
import { count, digest, instant } from './parts.js';

const base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/);

/** `writ ledger init --json`. */
export const ledgerInitDocument = z.object({
  schema: z.literal('writ.ledger-init/1'),
  ledger: digest,
  origin: z.string(),
  repository: z.string(),
  folder: z.string(),
  keys: z.string(),
  keysInside: z.string().exactOptional(),
  publicKey: z.string(),
  publicKeyFile: z.string(),
  governors: z.array(z.object({ id: z.string(), key: digest, made: z.boolean() })),
  inventory: digest,
  next: z.string(),
});

/** `writ ledger verify --json`. */
export const ledgerVerifyDocument = z.object({
  schema: z.literal('writ.ledger-verify/1'),
  state: z.enum(['whole', 'broken']),
  folder: z.string(),
  key: z.string(),
  keyFrom: z.enum(['given', 'beside']),
  ledger: digest.optional(),
  origin: z.string().optional(),
  entries: count,
  covered: count,
  checkpoints: count,
  root: base64,
  fault: z
    .object({
      layer: z.enum(LAYERS),
      seq: count.optional(),
      code: z.string(),
      message: z.string(),
      remedy: z.string(),
    })
    .optional(),
  unknown: z.array(z.object({ predicateType: z.string(), count, first: count })),
  ahead: z.object({ count, first: count, latest: instant }).optional(),
  resets: z.array(z.object({ seq: count, from: instant, to: instant })),
  leftovers: z.array(z.string()),
});

/** `writ ledger show --json`. */
export const ledgerShowDocument = z.object({
  schema: z.literal('writ.ledger-show/1'),
  folder: z.string(),
  size: count,
  entries: z.array(
    z.object({
      seq: count,
      digest,
      recordedAt: instant,
      zone: z.string(),
      kind: z.string().optional(),
      predicateType: z.string(),
      writer: z.string(),
      signers: z.array(digest),
      subject: z.array(z.object({ name: z.string(), digest })),
      body: z.unknown(),
    }),
  ),
});

/** `writ ledger prove`, and `--check --json`. */
export const ledgerProveDocument = z.union([
  inclusionSchema,
  consistencySchema,
  z.object({ schema: z.literal('writ.ledger-proof-check/1'), holds: z.literal(true), says: z.string() }),
]);

/** `writ ledger mend --json`. */
export const ledgerMendDocument = z.object({
  schema: z.literal('writ.ledger-mend/1'),
  folder: z.string(),
  what: z.enum(['torn-tail', 'missing-checkpoint', 'lost-signer', 'time-ahead', 'nothing']),
  size: count,
  setAside: z.array(digest),
});

/** `writ ledger operator --json`. */
export const ledgerOperatorDocument = z.object({
  schema: z.literal('writ.ledger-operator/1'),
  action: z.enum(['add', 'revoke']),
  operator: z.string(),
  folder: z.string(),
  keys: z.array(digest),
  file: z.string().optional(),
});

/** `writ ledger checkpoint --json`. */
export const ledgerCheckpointDocument = z.object({
  schema: z.literal('writ.ledger-checkpoint/1'),
  origin: z.string(),
  size: count,
  root: base64,
  note: z.string(),
});

/** `writ ledger anchor --json`. */
export const ledgerAnchorDocument = z.object({
  schema: z.literal('writ.ledger-anchor/1'),
  place: z.string(),
  size: count,
  receipt: z.string(),
  laid: z.boolean(),
});

/** `writ ledger page --json` and `writ ledger bundle --json`. */
export const ledgerFileDocument = z.object({
  schema: z.literal('writ.ledger-file/1'),
  file: z.string(),
  digest,
});

/** `writ ledger signer --json`. */
export const ledgerSignerDocument = z.object({
  schema: z.literal('writ.ledger-signer-ready/1'),
  pid: z.int(),
  socket: z.string(),
  key: digest,
});
