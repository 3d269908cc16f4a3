import { fromBase64, joined, utf8, type Bytes } from './bytes.js';
import { canonicalText, canonicalValue } from './canonical.js';
import { Fault } from './fault.js';
import { digestText } from './hash.js';
import { extraMisfit, kindNameOf, type Kinds } from './kinds.js';
import { leafHash } from './merkle.js';
import { INSTANT, misfitOf, type Schema } from './schema.js';

/** An entry taken apart; its signatures and its neighbours are not looked at yet. */
export interface OpenEntry {
  readonly seq: number;
  readonly digest: string;
  readonly leaf: Bytes;
  readonly prev: string | null;
  readonly ledger: string;
  readonly recordedAt: string;
  readonly zone: string;
  readonly predicateType: string;
  /** Undefined for a predicate type that is not published. */
  readonly kind: string | undefined;
  readonly body: unknown;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
  /** What is signed: the DSSE pre-authentication encoding. */
  readonly message: Bytes;
}

export const MAX_ENTRY_BYTES = 256 * 1024;

const ZONES = ['build', 'gate', 'plan', 'apply', 'keeper', 'signer', 'governor', 'operator'];
const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const DIGEST: Schema = { type: 'string', pattern: '^sha256:[0-9a-f]{64}$' };
const DIGEST_OR_NULL: Schema = { anyOf: [DIGEST, { type: 'null' }] };
const TEXT: Schema = { type: 'string', minLength: 1 };
const COUNT: Schema = { type: 'integer', minimum: 0 };
/** In its one spelling: the unused bits of the last digit are zero. */
const BASE64: Schema = {
  type: 'string',
  pattern: '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$',
};

/** An object of exactly these members. */
function exactly(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

const ENTRY = exactly({
  seq: COUNT,
  prev: DIGEST_OR_NULL,
  envelope: exactly({
    payload: BASE64,
    payloadType: { const: PAYLOAD_TYPE },
    signatures: { type: 'array', minItems: 1, items: exactly({ keyid: DIGEST, sig: BASE64 }) },
  }),
});

const STATEMENT = exactly({
  _type: { const: 'https://in-toto.io/Statement/v1' },
  subject: {
    type: 'array',
    minItems: 1,
    items: exactly({
      name: TEXT,
      digest: exactly({ sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' } }),
    }),
  },
  predicateType: TEXT,
  predicate: exactly({
    ledger: DIGEST,
    seq: COUNT,
    prev: DIGEST_OR_NULL,
    recordedAt: { type: 'string', pattern: INSTANT },
    zone: { enum: ZONES },
    writer: TEXT,
    body: {},
  }),
});

interface EntryFile {
  readonly seq: number;
  readonly prev: string | null;
  readonly envelope: { readonly payload: string; readonly signatures: OpenEntry['signatures'] };
}

interface StatementFile {
  readonly predicateType: string;
  readonly predicate: {
    readonly ledger: string;
    readonly seq: number;
    readonly prev: string | null;
    readonly recordedAt: string;
    readonly zone: string;
    readonly body: unknown;
  };
}

/** Takes the bytes found at place `seq` apart. Throws Fault of the layers `format` and `chain`. */
export async function openEntry(seq: number, bytes: Bytes, kinds: Kinds): Promise<OpenEntry> {
  if (bytes.length > MAX_ENTRY_BYTES)
    throw new Fault('format', seq, `is larger than ${String(MAX_ENTRY_BYTES)} bytes`);
  const entry = shaped(seq, ENTRY, canonical(seq, bytes, 'the file'), 'the entry') as EntryFile;
  const payload = fromBase64(entry.envelope.payload);
  if (!payload) throw new Fault('format', seq, '`payload` is not base64 in its one spelling');
  const value = canonical(seq, payload, 'the payload');
  const { predicate, predicateType } = shaped(seq, STATEMENT, value, 'the statement') as StatementFile;
  const kind = kindNameOf(kinds, predicateType);
  if (kind !== undefined) checkBody(seq, kind, predicate.body, kinds);
  await checkPlace(seq, entry, predicate, kind);
  const { ledger, recordedAt, zone, body } = predicate;
  return {
    seq,
    digest: await digestText(bytes),
    leaf: await leafHash(bytes),
    prev: entry.prev,
    ledger,
    recordedAt,
    zone,
    predicateType,
    kind,
    body,
    signatures: entry.envelope.signatures,
    message: preAuthentication(payload),
  };
}

/** DSSE v1: what is signed is the type and the payload, each with its length. */
function preAuthentication(payload: Bytes): Bytes {
  const head = `DSSEv1 ${String(PAYLOAD_TYPE.length)} ${PAYLOAD_TYPE} ${String(payload.length)} `;
  return joined(utf8(head), payload);
}

function canonical(seq: number, bytes: Bytes, what: string): unknown {
  try {
    return canonicalValue(bytes);
  } catch (error) {
    throw new Fault(
      'format',
      seq,
      `${what} is not canonical JSON: ${error instanceof Error ? error.message : ''}`,
    );
  }
}

function shaped(seq: number, schema: Schema, value: unknown, what: string): unknown {
  const misfit = misfitOf(schema, value, what);
  if (misfit !== undefined) throw new Fault('format', seq, misfit);
  return value;
}

function checkBody(seq: number, kind: string, body: unknown, kinds: Kinds): void {
  const misfit = misfitOf(kinds[kind]?.body ?? {}, body, 'body') ?? extraMisfit(kind, body);
  if (misfit !== undefined) throw new Fault('format', seq, `\`${kind}\`: ${misfit}`);
}

async function checkPlace(
  seq: number,
  entry: EntryFile,
  predicate: StatementFile['predicate'],
  kind: string | undefined,
): Promise<void> {
  if (entry.seq !== seq) throw new Fault('chain', seq, `says that it is entry ${String(entry.seq)}`);
  if (predicate.seq !== seq || predicate.prev !== entry.prev)
    throw new Fault('chain', seq, `was signed for place ${String(predicate.seq)}, not for this one`);
  if ((seq === 0) !== (entry.prev === null)) throw new Fault('chain', seq, '`prev` is wrong for its place');
  if ((seq === 0) !== (kind === 'genesis'))
    throw new Fault('chain', seq, 'the first entry, and no other, is genesis');
  if (seq === 0 && predicate.ledger !== (await digestText(utf8(canonicalText(predicate.body, 0)))))
    throw new Fault('chain', seq, '`ledger` is not the digest of its body');
  if (kind === 'intent' && (predicate.body as { fence?: unknown }).fence !== seq)
    throw new Fault('format', seq, '`body.fence` is not its own sequence number');
}
