import { z } from 'zod';
import { canonicalJson, WritError } from '../kernel/index.js';
import { base64, count, digestText, instant, text } from './forms.js';
import { ledgerKey } from './predicates/founding.js';
import { NOTHING, type Head } from './replay.js';

const headSchema = z.strictObject({
  size: count,
  roots: z.array(base64),
  last: digestText.nullable(),
  recordedAt: instant.exactOptional(),
  ledger: digestText.exactOptional(),
  origin: text.exactOptional(),
  keys: z.array(ledgerKey.extend({ since: count, until: count.exactOptional() })),
});

const stateSchema = z.strictObject({
  schema: z.literal('writ.ledger-signer/1'),
  head: headSchema,
  note: text.exactOptional(),
});

/** What a signer remembers, apart from its key. */
export interface SignerState {
  readonly head: Head;
  readonly note: string | undefined;
}

/** Before anything was signed. */
export const FRESH_SIGNER: SignerState = { head: NOTHING, note: undefined };

/** The state as canonical JSON of schema `writ.ledger-signer/1`. */
export function signerStateText({ head, note }: SignerState): string {
  const { frontier, keys, ...rest } = head;
  return canonicalJson({
    schema: 'writ.ledger-signer/1',
    head: {
      ...rest,
      size: frontier.size,
      roots: frontier.roots.map((root) => root.toString('base64')),
      keys: [...keys.values()],
    },
    note,
  });
}

/** Reads what {@link signerStateText} writes. Throws SCHEMA_INVALID. */
export function parseSignerState(source: string): SignerState {
  const { head, note } = stateSchema.parse(parsed(source), { error: () => 'is not a signer state' });
  const { size, roots, keys, last, recordedAt, ledger, origin } = head;
  return {
    head: {
      frontier: { size, roots: roots.map((root) => Buffer.from(root, 'base64')) },
      last,
      recordedAt,
      ledger,
      origin,
      keys: new Map(keys.map((key) => [key.id, key])),
    },
    note,
  };
}

function parsed(source: string): unknown {
  try {
    const value: unknown = JSON.parse(source);
    if (stateSchema.safeParse(value).success) return value;
  } catch {
    // Told below, with what to do about it.
  }
  throw new WritError('SCHEMA_INVALID', 'the memory of the ledger signer is damaged', {
    remedy: 'rebuild it from a ledger that verifies: see docs/ledger.md, recovery of the signer',
  });
}
