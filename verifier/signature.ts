import { fromBase64, fromHex, hex, joined, sameBytes, type Bytes } from './bytes.js';
import { digestText } from './hash.js';

/** The algorithms a key can be of. */
export type Algorithm = 'ed25519' | 'ecdsa-p256-sha256';

/** A public key that can be asked whether it signed something. */
export interface VerifyKey {
  readonly id: string;
  /** As signed notes carry it: the 32 bytes of an Ed25519 key, the SPKI in DER of a P-256 key. */
  readonly noted: Bytes;
  readonly algorithm: Algorithm;
  holds(message: Bytes, signature: Bytes): Promise<boolean>;
}

/** SubjectPublicKeyInfo of both algorithms up to the key's own bytes (RFC 8410; RFC 5480, uncompressed point). */
const SPKI = {
  ed25519: { prefix: fromHex('302a300506032b6570032100'), length: 32 },
  'ecdsa-p256-sha256': {
    prefix: fromHex('3059301306072a8648ce3d020106082a8648ce3d03010703420004'),
    length: 64,
  },
} as const;

/** A key from its SPKI in base64 DER; undefined when it is not one of ours. Its id is the digest of the DER. */
export async function keyOfSpki(spki: string): Promise<VerifyKey | undefined> {
  const der = fromBase64(spki);
  return der && keyOfDer(der);
}

/** A key from its SPKI in DER. */
export async function keyOfDer(der: Bytes): Promise<VerifyKey | undefined> {
  const algorithm = (['ed25519', 'ecdsa-p256-sha256'] as const).find((name) => {
    const { prefix, length } = SPKI[name];
    return der.length === prefix.length + length && sameBytes(der.subarray(0, prefix.length), prefix);
  });
  if (!algorithm) return undefined;
  const raw = der.subarray(SPKI[algorithm].prefix.length);
  return algorithm === 'ed25519' ? ed25519Key(raw) : p256Key(der);
}

/** An Ed25519 key from its 32 bytes; undefined when they are no point. */
export async function ed25519Key(raw: Bytes): Promise<VerifyKey | undefined> {
  const key = SMALL_ORDER.has(hex(unsigned(raw)))
    ? undefined
    : await imported('raw', raw, { name: 'Ed25519' });
  if (!key) return undefined;
  return {
    id: await digestText(joined(SPKI.ed25519.prefix, raw)),
    noted: raw,
    algorithm: 'ed25519',
    holds: (message, signature) => held({ name: 'Ed25519' }, key, signature, message),
  };
}

/** The encodings of the points of small order, sign bit cleared: a signature by such a key proves nothing. */
const SMALL_ORDER: ReadonlySet<string> = new Set([
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
]);

function unsigned(raw: Bytes): Bytes {
  const [last = 0] = raw.subarray(31);
  return joined(raw.subarray(0, 31), new Uint8Array([last & 0x7f]));
}

async function p256Key(der: Bytes): Promise<VerifyKey | undefined> {
  const key = await imported('spki', der, { name: 'ECDSA', namedCurve: 'P-256' });
  if (!key) return undefined;
  return {
    id: await digestText(der),
    noted: der,
    algorithm: 'ecdsa-p256-sha256',
    holds: (message, signature) => {
      const pair = pairOfDer(signature);
      return pair ? held({ name: 'ECDSA', hash: 'SHA-256' }, key, pair, message) : Promise.resolve(false);
    },
  };
}

type PlatformKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

async function imported(
  form: 'raw' | 'spki',
  bytes: Bytes,
  algorithm: { name: string; namedCurve?: string },
): Promise<PlatformKey | undefined> {
  try {
    return await crypto.subtle.importKey(form, bytes, algorithm, true, ['verify']);
  } catch (error) {
    // A platform without the algorithm must not pass for a bad key.
    if (error instanceof Error && error.name === 'NotSupportedError') throw error;
    return undefined;
  }
}

async function held(
  algorithm: { name: string; hash?: string },
  key: PlatformKey,
  signature: Bytes,
  message: Bytes,
): Promise<boolean> {
  try {
    return await crypto.subtle.verify(algorithm, key, signature, message);
  } catch {
    return false;
  }
}

/** ECDSA-Sig-Value in DER (RFC 3279 section 2.2.3) as the 64 bytes r and s that the platform wants. */
export function pairOfDer(der: Bytes): Bytes | undefined {
  const match = /^30(..)02(..)/.exec(hex(der.subarray(0, 4)));
  const first = Number(`0x${match?.[2] ?? ''}`);
  if (!match || der[1] !== der.length - 2 || der[4 + first] !== 2) return undefined;
  const second = der[5 + first];
  if (second === undefined || 6 + first + second !== der.length) return undefined;
  const r = derInteger(der.subarray(4, 4 + first));
  const s = derInteger(der.subarray(6 + first));
  return r && s && joined(r, s);
}

/** A positive DER integer in its shortest form, as 32 bytes. */
function derInteger(bytes: Bytes): Bytes | undefined {
  const [head = 0x80, next = 0x80] = bytes;
  const padded = head === 0 && next >= 0x80 && bytes.length > 1;
  if (head >= 0x80 || (head === 0 && !padded)) return undefined;
  const value = padded ? bytes.subarray(1) : bytes;
  return value.length > 32 ? undefined : joined(new Uint8Array(32 - value.length), value);
}
