import { z } from 'zod';
import { LAYERS } from '../evidence/index.js';
import type { Shaped } from '../kernel/index.js';
import { shapes } from '../model/index.js';

const { base64, code, count, digest, filled, instant, sha256, text } = shapes;

/** `writ ledger init --json`. */
export const ledgerInitDocument = z.object({
  schema: z.literal('writ.ledger-init/1'),
  ledger: sha256,
  origin: text,
  repository: text,
  folder: text,
  keys: text,
  /** The git repository that the keys lie in; absent when they lie in none, as they should. */
  keysInside: text.exactOptional(),
  /** What everybody else verifies by. */
  publicKey: text,
  publicKeyFile: text,
  /** `made`: the key was made here, so one machine holds what two people should. */
  governors: z.array(z.object({ id: text, key: sha256, made: z.boolean() })),
  inventory: digest,
  /** How many entries of before were brought in; absent when there were none. */
  broughtIn: count.exactOptional(),
  /** The command that checks it, for this ledger. */
  next: text,
});

/** What `writ ledger init` says. */
export type LedgerFounded = Shaped<typeof ledgerInitDocument>;

/** `writ ledger page --json` and `writ ledger bundle --json`. */
export const ledgerFileDocument = z.object({
  schema: z.literal('writ.ledger-file/1'),
  file: text,
  digest,
});

/** What `writ ledger page` and `bundle` say: a file that was written. */
export type LedgerFile = Shaped<typeof ledgerFileDocument>;

/** `writ ledger signer --json`. */
export const ledgerSignerDocument = z.object({
  schema: z.literal('writ.ledger-signer-ready/1'),
  pid: z.int(),
  socket: text,
  key: sha256,
});

/** What `writ ledger signer` says when it listens. */
export type LedgerSignerReady = Shaped<typeof ledgerSignerDocument>;

/** `writ ledger verify --json`. */
export const ledgerVerifyDocument = z.object({
  schema: z.literal('writ.ledger-verify/1'),
  state: z.enum(['whole', 'broken']),
  folder: text,
  key: text,
  keyFrom: z.enum(['given', 'beside']),
  ledger: digest.exactOptional(),
  origin: text.exactOptional(),
  entries: count,
  covered: count,
  checkpoints: count,
  root: base64,
  fault: z
    .object({ layer: z.enum(LAYERS), seq: count.exactOptional(), code, message: text, remedy: text })
    .exactOptional(),
  unknown: z.array(z.object({ predicateType: text, count, first: count })),
  /** Entries recorded ahead of the verifier's clock. */
  ahead: z.object({ count, first: count, latest: instant }).exactOptional(),
  /** Where recorded times were set back, because those before lay ahead of the clock. */
  resets: z.array(z.object({ seq: count, from: instant, to: instant })),
  leftovers: z.array(text),
});

/** What `writ ledger verify` says. */
export type LedgerVerdict = Shaped<typeof ledgerVerifyDocument>;

const entry = z.object({
  seq: count,
  digest,
  recordedAt: instant,
  zone: text,
  /** Absent for a kind that this Writ does not know. */
  kind: text.exactOptional(),
  predicateType: filled,
  writer: text,
  signers: z.array(sha256),
  subject: z.array(z.object({ name: text, digest: sha256 })),
  body: z.unknown(),
});

/** One entry, decoded. */
export type ShownEntry = Shaped<typeof entry>;

/** `writ ledger show --json`. */
export const ledgerShowDocument = z.object({
  schema: z.literal('writ.ledger-show/1'),
  folder: text,
  size: count,
  entries: z.array(entry),
});

/** What `writ ledger show` says. */
export type LedgerShown = Shaped<typeof ledgerShowDocument>;
