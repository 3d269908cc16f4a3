import { z } from 'zod';
import { base64, count, digestText, instant, keyId, list, text } from '../forms.js';
import { ZONES } from '../zone.js';

/** A key as the ledger knows it: what it is, and the zone it belongs to. */
export const ledgerKey = z.strictObject({
  id: keyId,
  algorithm: z.enum(['ed25519', 'ecdsa-p256-sha256']),
  spki: base64,
  zone: z.enum(ZONES),
  /** Who answers for it: a person, a role, a pipeline. */
  owner: text,
});

/** The first entry: what this ledger is of, who governs it, and what was live when it began. */
export const genesis = z.strictObject({
  /** The log's name in every checkpoint (C2SP tlog-checkpoint), such as `access.example.com/ledger`. */
  origin: z.string().regex(/^[^\s+]{1,200}$/, 'is not a name without spaces and plus'),
  repository: text,
  policy: digestText,
  /** People, by id; at least two, each with a key of zone `governor`. */
  governors: z.array(text).min(2, 'must name two people'),
  keys: z.array(ledgerKey).min(3, 'must hold two governors and a signer'),
  scopes: z.array(z.strictObject({ name: text, mode: z.enum(['observe', 'warn', 'enforce']) })),
  /** A complete inventory; only grants in it may be legacy. */
  inventory: z.strictObject({ digest: digestText, at: instant, complete: z.literal(true) }),
  legacy: z.strictObject({ digest: digestText, count, certifyBy: instant }).exactOptional(),
});

/** A key comes, goes, or is replaced; two governors say so. What the old key signed before stays valid. */
export const key = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('add'), key: ledgerKey, reason: text }),
  z.strictObject({ action: z.literal('rotate'), id: keyId, key: ledgerKey, reason: text }),
  z.strictObject({ action: z.literal('revoke'), id: keyId, reason: text }),
]);

/** Damage that was mended, by whom and how; what was set aside is named by digest. */
export const recovery = z.strictObject({
  what: z.enum([
    'torn-tail',
    'missing-checkpoint',
    'lost-index',
    'lost-ledger',
    'lost-signer',
    /** Entries before this one were recorded ahead of the clock; from here on times count anew. */
    'time-ahead',
  ]),
  by: text,
  reason: text,
  /** Entries that the ledger had after the recovery, before this one. */
  size: count,
  setAside: list(digestText).exactOptional(),
  checkpoint: digestText.exactOptional(),
});

/** A checkpoint laid where the writer cannot reach: a commit on a protected branch, an object under lock. */
export const anchor = z.strictObject({
  place: text,
  size: count,
  root: base64,
  checkpoint: digestText,
  /** What the place answered: commit id, object version. */
  receipt: text,
});
