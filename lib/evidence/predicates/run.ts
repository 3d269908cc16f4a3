import { z } from 'zod';
import { base64, count, digestText, findingId, instant, keyId, list, text } from '../forms.js';

const edges = z.array(findingId);

/** An operator stands behind this: a signature over ledger, kind, time, run, edges and reason (docs/ledger.md). */
const operatorProof = z.strictObject({ operator: text, key: keyId, sig: base64 });

/** The keeper saw a foreign edge for the first time; its grace starts here and never again. */
export const firstSeen = z.strictObject({ at: instant, edge: findingId, finding: text });

/** An edge that had been seen is no longer live. */
export const gone = z.strictObject({ at: instant, edge: findingId });

const declared = z.strictObject({
  kind: z
    .string()
    .regex(/^[a-z]+\.[a-z]+(-[a-z]+)*$/)
    .max(64),
  name: text,
  source: text,
});

/** Declared groups and permission sets, with the native ids under which they were seen live; the last entry of each counts. */
export const object = z.strictObject({
  at: instant,
  seen: list(z.strictObject({ ref: declared, native: text })),
});

/**
 * A run means to act on these edges until the deadline. Its fencing token is its own sequence number: the store gives
 * each number once, so the later of two intents is known to everybody.
 */
export const intent = z.strictObject({
  at: instant,
  run: text,
  fence: count,
  deadline: instant,
  edges,
  op: z.enum(['add', 'remove']).exactOptional(),
});

/** A removal was asked for; with what the provider gave to poll it by. */
export const attempt = z.strictObject({
  at: instant,
  run: text,
  edge: findingId,
  token: text.exactOptional(),
  revocation: z.looseObject({ what: text }).exactOptional(),
  /** How ceilings count it: whether it had a basis, of which package, and whether a confirmed leaver held it. */
  counts: z
    .strictObject({
      basis: z.enum(['had', 'none']),
      package: text.exactOptional(),
      leaver: z.literal(true).exactOptional(),
    })
    .exactOptional(),
});

/** How an attempt ended, by read-back. */
export const outcome = z.strictObject({
  at: instant,
  run: text,
  edge: findingId,
  state: z.enum(['revoked', 'failed', 'stuck', 'still-live', 'spread']),
  detail: z.string(),
});

/** The breaker held removals back. */
export const queued = z.strictObject({
  at: instant,
  run: text,
  by: text,
  rail: text,
  edges,
  proof: operatorProof.exactOptional(),
});

/** Somebody released what the breaker held; it goes once two people are proved to stand behind it. */
export const released = z.strictObject({
  at: instant,
  run: text,
  by: text,
  reason: text,
  edges,
  proof: operatorProof.exactOptional(),
});

/** A run is over; with `interrupted` it did not reach its end. */
export const runEnded = z.strictObject({
  at: instant,
  run: text,
  interrupted: z.literal(true).exactOptional(),
});

/** A torn line of an earlier journal was set aside. */
export const torn = z.strictObject({ at: instant, bytes: count, digest: digestText });

/** What one judgement of wanted against live found, in numbers by class, and the digest of the whole report. */
export const drift = z.strictObject({
  at: instant,
  report: digestText,
  wanted: digestText,
  live: digestText,
  complete: z.boolean(),
  counts: z.record(text, count),
  /** As of when the manifest was that was wanted; older entries do not say. */
  asOf: instant.exactOptional(),
});

/** What one sweep of a source saw: the digest of it all, and how much of it could be read. */
export const observation = z.strictObject({
  source: text,
  digest: digestText,
  complete: z.boolean(),
  startedAt: instant,
  endedAt: instant,
  edges: count,
  failures: count,
});

/**
 * What synthesis published, by digest: the manifest, the snapshot of identity and the feeds that it was made of, and the
 * other inputs. The bodies of manifest and snapshot lie beside the ledger, where names can be erased.
 */
export const synthesis = z.strictObject({
  at: instant,
  asOf: instant,
  manifest: digestText,
  identity: digestText,
  /** Records of approved governance changes that it went by for the first time: what they give is in force now, and they give nothing again. */
  governance: z.array(digestText).exactOptional(),
  inputs: z.record(text, digestText),
  feeds: z.array(z.strictObject({ source: text, generatedAt: instant, rows: count, digest: digestText })),
});
