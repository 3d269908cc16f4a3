import { fromBase64, hex, joined, utf8, type Bytes } from './bytes.js';
import { sha256 } from './hash.js';
import { ed25519Key, keyOfDer, type VerifyKey } from './signature.js';

/** Signature types of C2SP signed-note: Ed25519 and ECDSA. */
const ED25519 = 1;
const ECDSA = 2;

/** A checkpoint with a page of foreign signatures still fits; what is larger is none. */
const MAX_NOTE_BYTES = 64 * 1024;

/** A key that signs notes, by name. */
export interface NoteKey {
  readonly name: string;
  readonly hash: string;
  readonly key: VerifyKey;
}

/** Text and signatures of a signed note. */
export interface Note {
  readonly text: string;
  readonly signatures: readonly { readonly name: string; readonly hash: string; readonly signature: Bytes }[];
}

/** Reads `<name>+<hash>+<key>` (C2SP signed-note, verifier key). Throws with what is wrong. */
export async function noteKeyOf(text: string): Promise<NoteKey> {
  const match = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text.trim());
  const body = fromBase64(match?.[3] ?? '');
  const key = body && (await keyOfNote(body));
  if (!match?.[1] || !key)
    throw new Error('this is not a public note key: it looks like `name+1a2b3c4d+Base64`');
  const noteKey = await noteKeyFor(match[1], key);
  if (noteKey.hash !== match[2]) throw new Error('the public key is damaged: its hash does not fit');
  return noteKey;
}

function keyOfNote(body: Bytes): Promise<VerifyKey | undefined> | undefined {
  const rest = body.subarray(1);
  if (body[0] === ED25519 && rest.length === 32) return ed25519Key(rest);
  return body[0] === ECDSA && rest.length > 44 ? keyOfDer(rest) : undefined;
}

/** The note key of a key under a name: its hash is over name, type and key, or over the SPKI of a P-256 key. */
export async function noteKeyFor(name: string, key: VerifyKey): Promise<NoteKey> {
  const hashed =
    key.algorithm === 'ed25519' ? joined(utf8(`${name}\n`), new Uint8Array([ED25519]), key.noted) : key.noted;
  return { name, hash: hex((await sha256(hashed)).subarray(0, 4)), key };
}

/** Takes a note apart; undefined when it is not of the form. */
export function noteOf(source: string): Note | undefined {
  const split = source.lastIndexOf('\n\n');
  if (split < 0 || !source.endsWith('\n') || utf8(source).length > MAX_NOTE_BYTES) return undefined;
  const lines = source.slice(split + 2, -1).split('\n');
  const signatures = lines.map((line) => {
    const match = /^— ([^+\s]+) ([A-Za-z0-9+/]+=*)$/.exec(line);
    const body = fromBase64(match?.[2] ?? '');
    if (!match?.[1] || !body || body.length < 5) return undefined;
    return { name: match[1], hash: hex(body.subarray(0, 4)), signature: body.subarray(4) };
  });
  const whole = signatures.filter((signature) => signature !== undefined);
  return whole.length === lines.length ? { text: source.slice(0, split + 1), signatures: whole } : undefined;
}

/** Whether the note carries a signature by this key that holds. */
export async function isNoteBy(note: Note, by: NoteKey): Promise<boolean> {
  const message = utf8(note.text);
  for (const { name, hash, signature } of note.signatures)
    if (name === by.name && hash === by.hash && (await by.key.holds(message, signature))) return true;
  return false;
}
