import { z } from 'zod';
import { canonicalJson, digest, messageOf, type Digest, type Instant } from '../kernel/index.js';
import { PAYLOAD_TYPE, type Envelope } from './envelope.js';
import { LedgerFault } from './fault.js';
import { base64, count, digestText, instant, keyId, text } from './forms.js';
import { bodySchema, kindOf, type PredicateKind } from './predicates/table.js';
import { STATEMENT_TYPE, type InTotoStatement } from './statement.js';
import { ZONES, type Zone } from './zone.js';

/** No entry is larger than this, so that no reader has to hold more than one such piece. */
export const MAX_ENTRY_BYTES = 256 * 1024;

/** One file of the ledger. `prev` is the digest of the bytes of the entry before; null in the first. */
export interface Entry {
  readonly seq: number;
  readonly prev: Digest | null;
  readonly envelope: Envelope;
}

/** What every predicate says beside its body; signed, so that an entry fits one place of one ledger only. */
export interface EntryPredicate<B = unknown> {
  /** The digest of the canonical body of the genesis entry. */
  readonly ledger: Digest;
  readonly seq: number;
  readonly prev: Digest | null;
  /** When it was written, by the writer's clock. */
  readonly recordedAt: Instant;
  readonly zone: Zone;
  /** The program that wrote it, with version. */
  readonly writer: string;
  readonly body: B;
}

/** An entry taken apart: well-formed and canonical; signatures not yet looked at. */
export interface OpenedEntry {
  readonly entry: Entry;
  readonly digest: Digest;
  readonly statement: InTotoStatement<EntryPredicate>;
  /** Undefined for a predicate type that this Writ does not know. */
  readonly kind: PredicateKind | undefined;
}

const entrySchema = z.strictObject({
  seq: count,
  prev: digestText.nullable(),
  envelope: z.strictObject({
    payload: base64,
    payloadType: z.literal(PAYLOAD_TYPE),
    signatures: z.array(z.strictObject({ keyid: keyId, sig: base64 })).min(1, 'must not be empty'),
  }),
});

const statementSchema = z.strictObject({
  _type: z.literal(STATEMENT_TYPE),
  subject: z
    .array(
      z.strictObject({
        name: text,
        digest: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/, 'is not SHA-256 in hex') }),
      }),
    )
    .min(1, 'must name at least one'),
  predicateType: text,
  predicate: z.strictObject({
    ledger: digestText,
    seq: count,
    prev: digestText.nullable(),
    recordedAt: instant,
    zone: z.enum(ZONES),
    writer: text,
    body: z.unknown(),
  }),
});

/** The bytes of an entry: canonical JSON, nothing before or after. */
export function entryBytes(entry: Entry): Buffer {
  return Buffer.from(canonicalJson(entry), 'utf8');
}

/** Takes the bytes of entry `seq` apart. Throws LedgerFault of layer `format`, naming the field. */
export function openEntry(seq: number, bytes: Uint8Array): OpenedEntry {
  if (bytes.length > MAX_ENTRY_BYTES)
    throw new LedgerFault('format', seq, `is larger than ${MAX_ENTRY_BYTES} bytes`);
  const entry = shaped(entrySchema, canonical(seq, bytes, 'the file'), seq, '') as Entry;
  const payload = Buffer.from(entry.envelope.payload, 'base64');
  if (payload.toString('base64') !== entry.envelope.payload)
    throw new LedgerFault('format', seq, '`payload` is not base64 in its one spelling');
  const statement = shaped(
    statementSchema,
    canonical(seq, payload, 'the payload'),
    seq,
    '',
  ) as InTotoStatement<EntryPredicate>;
  const kind = kindOf(statement.predicateType);
  if (kind) shaped(bodySchema(kind), statement.predicate.body, seq, 'body');
  return { entry, digest: digest(bytes), statement, kind };
}

/** The fields of a body that are missing or wrong, as `field what`; empty when it is as its kind asks. */
export function bodyFaults(kind: PredicateKind, body: unknown): readonly string[] {
  const result = bodySchema(kind).safeParse(body);
  return result.success ? [] : result.error.issues.map((issue) => words(issue, ''));
}

function shaped<T>(schema: z.ZodType<T>, value: unknown, seq: number, where: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new LedgerFault('format', seq, result.error.issues.map((issue) => words(issue, where)).join('; '));
}

function words(issue: z.core.$ZodIssue, where: string): string {
  const path = [...(where ? [where] : []), ...issue.path.map(String)].join('.');
  return `\`${path || 'the entry'}\` ${issue.message.replace(/\.$/, '')}`;
}

function canonical(seq: number, bytes: Uint8Array, what: string): unknown {
  let value: unknown;
  let same: boolean;
  try {
    const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    value = JSON.parse(source.toString('utf8')) as unknown;
    same = Buffer.from(canonicalJson(value), 'utf8').equals(source);
  } catch (cause) {
    throw new LedgerFault('format', seq, `${what} is not canonical JSON: ${messageOf(cause)}`);
  }
  if (!same) throw new LedgerFault('format', seq, `${what} is JSON, but not in its one canonical spelling`);
  return value;
}
