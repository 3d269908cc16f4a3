import { canonicalJson, sortedTexts, type Digest, type Instant } from '../kernel/index.js';
import { preAuthentication } from './envelope.js';
import { countsAt, type Keyring, type RingKey } from './keyring.js';
import { isSignedBy, type KeyId, type Signer } from './keys.js';

const PAYLOAD_TYPE = 'application/vnd.writ.operator-act+json';

/** What an operator stands behind: these edges, in this run, at this time, in this ledger. */
export interface OperatorAct {
  /** The digest of the genesis body: an act in one ledger is worth nothing in another. */
  readonly ledger: Digest;
  readonly act: 'queued' | 'released';
  readonly at: Instant;
  readonly run: string;
  readonly edges: readonly string[];
  readonly reason?: string;
}

/** Who stands behind an act, as a claim that {@link provedOperator} checks. */
export interface OperatorProof {
  /** A person by id, such as `hr:10510`. */
  readonly operator: string;
  readonly key: KeyId;
  /** Base64. */
  readonly sig: string;
}

/** Somebody who acts, and the key that says so. */
export interface Operator {
  readonly id: string;
  readonly signer: Signer;
}

/** Signs an act by an operator's key. */
export async function signAct(act: OperatorAct, { id, signer }: Operator): Promise<OperatorProof> {
  const sig = Buffer.from(await signer.sign(messageOf(act, id))).toString('base64');
  return { operator: id, key: signer.key.id, sig };
}

/**
 * The id of the person who signed an act that stands as entry `seq`: the key counted there, is one of an operator or a
 * governor, is owned by exactly the person who is named, and the signature holds. Undefined otherwise.
 */
export function provedOperator(
  act: OperatorAct,
  proof: OperatorProof | undefined,
  keys: Keyring,
  seq: number,
): string | undefined {
  const key = proof && keys.get(proof.key);
  if (!proof || !key || !speaksFor(key, proof.operator) || !countsAt(key, seq)) return undefined;
  const holds = isSignedBy(key, messageOf(act, proof.operator), Buffer.from(proof.sig, 'base64'));
  return holds ? proof.operator : undefined;
}

/** Whether a key is the one of this operator: governors are operators, whoever else has a key is not. */
export function speaksFor({ zone, owner }: RingKey, operator: string): boolean {
  return (zone === 'operator' || zone === 'governor') && owner === operator;
}

function messageOf({ edges, ...act }: OperatorAct, operator: string): Buffer {
  const payload = canonicalJson({ ...act, edges: sortedTexts(edges), operator });
  return preAuthentication(PAYLOAD_TYPE, Buffer.from(payload, 'utf8'));
}
