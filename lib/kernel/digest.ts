import { createHash } from 'node:crypto';
import { branded, type Id } from './brand.js';
import { canonicalJson } from './canonical.js';

/** `sha256:` and 64 lower-case hex digits. */
export type Digest = Id<'digest'>;

/** The digest of bytes, or of a text as UTF-8. */
export function digest(bytes: string | Uint8Array): Digest {
  return branded<'digest'>(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);
}

/** The digest of a value over its canonical JSON (RFC 8785). */
export function digestOf(value: unknown): Digest {
  return digest(canonicalJson(value));
}

/** Whether `text` has the form of a digest. */
export function isDigest(text: string): text is Digest {
  return /^sha256:[0-9a-f]{64}$/.test(text);
}
