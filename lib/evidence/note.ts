import { createHash } from 'node:crypto';
import { WritError } from '../kernel/index.js';
import { isSignedBy, publicKey, publicKeyFromRaw, rawEd25519, type PublicKey, type Signer } from './keys.js';

/** A checkpoint is small, and a page of foreign signatures beside it still fits; what is larger is none. */
export const MAX_NOTE_BYTES = 64 * 1024;

/** Signature types of C2SP signed-note. */
const ED25519 = 0x01;
const ECDSA = 0x02;

/** A key that signs notes: a name without spaces or plus, and an Ed25519 or P-256 key (C2SP signed-note). */
export interface NoteKey {
  readonly name: string;
  readonly key: PublicKey;
}

/** A C2SP signed note: text that ends in a newline, and signature lines. */
export interface SignedNote {
  readonly text: string;
  readonly signatures: readonly {
    readonly name: string;
    readonly hash: string;
    readonly signature: Buffer;
  }[];
}

/** `<name>+<hash>+<key>`: how a note key is written down (C2SP signed-note, verifier keys). */
export function noteKeyText({ name, key }: NoteKey): string {
  const body = Buffer.concat([Buffer.from([typeOf(key)]), encoded(key)]);
  return `${name}+${keyHash(name, key).toString('hex')}+${body.toString('base64')}`;
}

/** Reads what {@link noteKeyText} writes, and checks its hash. Throws INPUT_MALFORMED. */
export function parseNoteKey(text: string): NoteKey {
  const match = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text.trim());
  const body = Buffer.from(match?.[3] ?? '', 'base64');
  if (!match?.[1] || body.toString('base64') !== match[3]) throw malformed('not a note key');
  const key = decoded(body);
  if (keyHash(match[1], key).toString('hex') !== match[2])
    throw malformed('the hash in the note key does not fit its key');
  return { name: match[1], key };
}

/** Signs `text`, which must end in a newline. */
export async function signNote(text: string, name: string, signer: Signer): Promise<string> {
  if (!text.endsWith('\n') || /[^\n\x20-\uffff]/.test(text))
    throw malformed('a note is text that ends in a newline');
  const signature = await signer.sign(Buffer.from(text, 'utf8'));
  const body = Buffer.concat([keyHash(name, signer.key), signature]);
  return `${text}\n— ${name} ${body.toString('base64')}\n`;
}

/** Splits a note into text and signatures; checks form, not signatures. Throws INPUT_MALFORMED. */
export function parseNote(note: string): SignedNote {
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n') || Buffer.byteLength(note) > MAX_NOTE_BYTES)
    throw malformed('not a signed note');
  const lines = note.slice(split + 2, -1).split('\n');
  const signatures = lines.map((line) => {
    const match = /^— ([^+\s]+) ([A-Za-z0-9+/]+=*)$/.exec(line);
    const body = Buffer.from(match?.[2] ?? '', 'base64');
    if (!match?.[1] || body.length < 5 || body.toString('base64') !== match[2])
      throw malformed('a signature line is not of the form `— name base64`');
    return { name: match[1], hash: body.subarray(0, 4).toString('hex'), signature: body.subarray(4) };
  });
  return { text: note.slice(0, split + 1), signatures };
}

/** Whether a note carries a valid signature by `by`. */
export function isNoteBy(note: SignedNote, by: NoteKey): boolean {
  const hash = keyHash(by.name, by.key).toString('hex');
  const message = Buffer.from(note.text, 'utf8');
  return note.signatures.some(
    (s) => s.name === by.name && s.hash === hash && isSignedBy(by.key, message, s.signature),
  );
}

/** Of an Ed25519 key over name, type and key; of a P-256 key over its SPKI, as its signature type has it. */
function keyHash(name: string, key: PublicKey): Buffer {
  const hash = createHash('sha256');
  if (key.algorithm === 'ed25519') hash.update(`${name}\n`).update(Buffer.from([ED25519]));
  return hash.update(encoded(key)).digest().subarray(0, 4);
}

function typeOf(key: PublicKey): number {
  return key.algorithm === 'ed25519' ? ED25519 : ECDSA;
}

function encoded(key: PublicKey): Buffer {
  return key.algorithm === 'ed25519' ? rawEd25519(key) : Buffer.from(key.spki, 'base64');
}

function decoded(body: Buffer): PublicKey {
  if (body[0] === ED25519 && body.length === 33) return publicKeyFromRaw(body.subarray(1));
  const key = body[0] === ECDSA ? publicKey(body.subarray(1).toString('base64')) : undefined;
  if (key?.algorithm === 'ecdsa-p256-sha256' && encoded(key).equals(body.subarray(1))) return key;
  throw malformed('not a note key of Ed25519 or P-256');
}

function malformed(message: string): WritError {
  return new WritError('INPUT_MALFORMED', message, { remedy: 'take the file as the ledger wrote it' });
}
