import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { branded, WritError, type Id } from '../kernel/index.js';

/** `sha256:` of the key's SubjectPublicKeyInfo in DER. */
export type KeyId = Id<'key'>;
export type KeyAlgorithm = 'ed25519' | 'ecdsa-p256-sha256';

/** A public key as it stands in the ledger; `spki` is base64 DER. */
export interface PublicKey {
  readonly id: KeyId;
  readonly algorithm: KeyAlgorithm;
  readonly spki: string;
}

/** Port: something that signs and keeps its key to itself; local, another process, or a KMS. */
export interface Signer {
  readonly key: PublicKey;
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** A public key read from base64 DER or PEM. Throws INPUT_MALFORMED. */
export function publicKey(text: string): PublicKey {
  try {
    const key = text.includes('-----')
      ? createPublicKey(text)
      : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    return describe(key);
  } catch (cause) {
    throw new WritError('INPUT_MALFORMED', 'not a public key in SPKI form', {
      cause,
      remedy: 'give an Ed25519 or P-256 public key, PEM or base64 DER',
    });
  }
}

/** Whether `signature` over `message` is by `key`. Never throws: what is malformed is not valid. */
export function isSignedBy(key: PublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verify(key.algorithm === 'ed25519' ? null : 'sha256', message, keyObject(key), signature);
  } catch {
    return false;
  }
}

/** A signer over a PEM private key (PKCS#8) held in this process; the embedded default and tests. */
export function localSigner(pem: string): Signer {
  const secret = createPrivateKey(pem);
  const key = describe(createPublicKey(secret));
  const digest = key.algorithm === 'ed25519' ? null : 'sha256';
  return { key, sign: (message) => Promise.resolve(sign(digest, message, secret)) };
}

/** A new Ed25519 private key as PKCS#8 PEM. */
export function newPrivateKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}

/** The raw 32 bytes of an Ed25519 public key, as signed notes carry it. Throws INPUT_MALFORMED for other keys. */
export function rawEd25519(key: PublicKey): Buffer {
  const { x } = keyObject(key).export({ format: 'jwk' });
  if (key.algorithm !== 'ed25519' || x === undefined) {
    throw new WritError('INPUT_MALFORMED', `\`${key.algorithm}\` is not Ed25519`, {
      remedy: 'use an Ed25519 key here',
    });
  }
  return Buffer.from(x, 'base64url');
}

/** An Ed25519 public key from its raw 32 bytes. */
export function publicKeyFromRaw(raw: Uint8Array): PublicKey {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(raw).toString('base64url') };
  return describe(createPublicKey({ key: jwk, format: 'jwk' }));
}

function describe(key: KeyObject): PublicKey {
  const der = key.export({ format: 'der', type: 'spki' });
  const id = branded<'key'>(`sha256:${createHash('sha256').update(der).digest('hex')}`);
  return { id, algorithm: algorithmOf(key), spki: der.toString('base64') };
}

function algorithmOf(key: KeyObject): KeyAlgorithm {
  if (key.asymmetricKeyType === 'ed25519') return 'ed25519';
  if (key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1')
    return 'ecdsa-p256-sha256';
  throw new WritError('INPUT_MALFORMED', `keys of type \`${key.asymmetricKeyType ?? '?'}\` are not used`, {
    remedy: 'use Ed25519 or P-256',
  });
}

/** Parsed keys, kept because a verification parses the same few keys a hundred thousand times. */
const parsed = new Map<string, KeyObject>();

function keyObject(key: PublicKey): KeyObject {
  const known =
    parsed.get(key.spki) ??
    createPublicKey({ key: Buffer.from(key.spki, 'base64'), format: 'der', type: 'spki' });
  parsed.set(key.spki, known);
  return known;
}
