import { z } from 'zod';
import {
  isLedgerFault,
  LAYERS,
  LedgerFault,
  parseSignerState,
  publicKey,
  signerStateText,
  type SignedHead,
} from '../../evidence/index.js';
import { CODES, toWritError, WritError, type Code } from '../../kernel/index.js';

/** The largest message either way: what a ledger gives its signer at once, in base64, and some. */
export const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

const extendSchema = z.strictObject({ from: z.int().min(0), entries: z.array(z.base64()) });
const headSchema = z.strictObject({ state: z.string(), name: z.string(), spki: z.string() });
const faultSchema = z.strictObject({
  fault: z.strictObject({
    code: z.enum(Object.keys(CODES) as [Code, ...Code[]]),
    message: z.string(),
    remedy: z.string(),
    layer: z.enum(LAYERS).exactOptional(),
    seq: z.int().exactOptional(),
    words: z.string().exactOptional(),
  }),
});

/** What `extend` is asked over the wire. */
export function extendText(from: number, entries: readonly Uint8Array[]): string {
  return JSON.stringify({ from, entries: entries.map((bytes) => Buffer.from(bytes).toString('base64')) });
}

/** Reads what {@link extendText} writes. Throws INPUT_MALFORMED. */
export function parseExtend(text: string): {
  readonly from: number;
  readonly entries: readonly Uint8Array[];
} {
  const { from, entries } = read(extendSchema, text);
  return { from, entries: entries.map((bytes) => Buffer.from(bytes, 'base64')) };
}

/** A signed head as an answer. */
export function headText({ head, note, key }: SignedHead): string {
  return JSON.stringify({ state: signerStateText({ head, note }), name: key.name, spki: key.key.spki });
}

/** Reads what {@link headText} writes. Throws INPUT_MALFORMED, SCHEMA_INVALID. */
export function parseHead(text: string): SignedHead {
  const { state, name, spki } = read(headSchema, text);
  return { ...parseSignerState(state), key: { name, key: publicKey(spki) } };
}

/** An error as an answer. */
export function faultText(error: unknown): string {
  const { code, message, remedy } = toWritError(error);
  const layered = isLedgerFault(error) ? { layer: error.layer, seq: error.seq, words: error.words } : {};
  return JSON.stringify({ fault: { code, message, remedy, ...layered } });
}

/** The error in an answer, as it was thrown on the other side. */
export function parseFault(text: string): WritError {
  const { fault } = read(faultSchema, text);
  if (fault.layer) return new LedgerFault(fault.layer, fault.seq, fault.words ?? fault.message);
  return new WritError(fault.code, fault.message, { remedy: fault.remedy });
}

function read<T>(schema: z.ZodType<T>, text: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new WritError('INPUT_MALFORMED', 'the ledger signer and its client do not speak the same format', {
      cause,
      remedy: 'run the same version of Writ on both sides',
    });
  }
}
