import { canonicalJson } from '../kernel/index.js';
import { isSignedBy, type KeyId, type PublicKey, type Signer } from './keys.js';
import type { InTotoStatement } from './statement.js';

export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** DSSE v1: the statement's canonical bytes in base64, and signatures over its pre-authentication encoding. */
export interface Envelope {
  readonly payload: string;
  readonly payloadType: typeof PAYLOAD_TYPE;
  readonly signatures: readonly { readonly keyid: KeyId; readonly sig: string }[];
}

/** DSSE v1 pre-authentication encoding: what is signed. */
export function preAuthentication(payloadType: string, payload: Uint8Array): Buffer {
  const type = Buffer.from(payloadType, 'utf8');
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${type.length} `),
    type,
    Buffer.from(` ${payload.length} `),
    payload,
  ]);
}

/** Signs a statement by every signer given; signatures in the order of key ids. */
export async function seal(statement: InTotoStatement, signers: readonly Signer[]): Promise<Envelope> {
  const payload = Buffer.from(canonicalJson(statement), 'utf8');
  const message = preAuthentication(PAYLOAD_TYPE, payload);
  const signatures = await Promise.all(
    signers.map(async (signer) => ({
      keyid: signer.key.id,
      sig: Buffer.from(await signer.sign(message)).toString('base64'),
    })),
  );
  signatures.sort((a, b) => (a.keyid < b.keyid ? -1 : 1));
  return { payload: payload.toString('base64'), payloadType: PAYLOAD_TYPE, signatures };
}

/** Key ids of the signatures that hold, among the keys given; duplicates count once. */
export function signersOf(envelope: Envelope, keys: ReadonlyMap<string, PublicKey>): ReadonlySet<KeyId> {
  const message = preAuthentication(envelope.payloadType, Buffer.from(envelope.payload, 'base64'));
  const valid = envelope.signatures.filter(({ keyid, sig }) => {
    const key = keys.get(keyid);
    return key !== undefined && isSignedBy(key, message, Buffer.from(sig, 'base64'));
  });
  return new Set(valid.map(({ keyid }) => keyid));
}
