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
import { isSmallOrder } from './small-order.js';

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
    const described = describe(key);
    if (!text.includes('-----') && described.spki !== text) throw new Error('it has another spelling');
    return described;
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
  const algorithm = algorithmOf(key);
  refuseForm(der, algorithm);
  const id = branded<'key'>(`sha256:${createHash('sha256').update(der).digest('hex')}`);
  return { id, algorithm, spki: der.toString('base64') };
}

/** A key has one spelling: its DER begins like this (RFC 8410; RFC 5480 with a named curve), then come the key's own bytes. */
const FORMS: Readonly<Record<KeyAlgorithm, { readonly prefix: string; readonly length: number }>> = {
  ed25519: { prefix: '302a300506032b6570032100', length: 32 },
  // 04: the point is not compressed.
  'ecdsa-p256-sha256': { prefix: '3059301306072a8648ce3d020106082a8648ce3d03010703420004', length: 64 },
};

function refuseForm(der: Buffer, algorithm: KeyAlgorithm): void {
  const { prefix, length } = FORMS[algorithm];
  const own = der.subarray(prefix.length / 2);
  if (own.length !== length || der.subarray(0, prefix.length / 2).toString('hex') !== prefix)
    throw new WritError('INPUT_MALFORMED', `the \`${algorithm}\` key is not in its one form`, {
      remedy: 'write a P-256 key with its curve named and its point uncompressed',
    });
  if (algorithm === 'ed25519' && isSmallOrder(own))
    throw new WritError(
      'INPUT_MALFORMED',
      'the Ed25519 key is a point of small order, which proves nothing',
      {
        remedy: 'make a key as `openssl genpkey -algorithm ed25519` does',
      },
    );
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
