import { GetPublicKeyCommand, KMSClient, SignCommand, type SigningAlgorithmSpec } from '@aws-sdk/client-kms';
import { isSignedBy, publicKey, type KeyAlgorithm, type Signer } from '../../evidence/index.js';
import { WritError } from '../../kernel/index.js';
import { createLimiter } from '../limit/index.js';
import { Caller } from './caller.js';
import { commonOf } from './clients.js';
import type { AwsConfig } from './config.js';
import { malformed, required } from './faults.js';
import { limitsOf } from './limits.js';

/** A signing key in AWS KMS, by id or ARN. */
export interface KmsKeyConfig extends AwsConfig {
  readonly keyId: string;
}

/** KMS signs no longer message as it is; a checkpoint has a few hundred bytes. */
const MAX_RAW = 4096;
/** Far below the quota of asymmetric keys, and far above what a ledger needs. */
const PER_SECOND = 100;

const ALGORITHM: Readonly<Record<KeyAlgorithm, SigningAlgorithmSpec>> = {
  ed25519: 'ED25519_SHA_512',
  'ecdsa-p256-sha256': 'ECDSA_SHA_256',
};

/**
 * A signer whose key never leaves KMS (`ECC_NIST_EDWARDS25519` or `ECC_NIST_P256`, `SIGN_VERIFY`). Every signature is checked
 * before it is given away. Throws PROVIDER_*, and INPUT_MALFORMED for a key of another kind.
 */
export async function kmsSigner(config: KmsKeyConfig, signal?: AbortSignal): Promise<Signer> {
  const client = new KMSClient(commonOf(config));
  const limits = limitsOf(config);
  const limiter = createLimiter({ concurrency: limits.concurrency, perSecond: PER_SECOND });
  const caller = new Caller(limiter, limits, config.clock);
  const KeyId = config.keyId;
  const { PublicKey } = await caller.call(
    'kms:GetPublicKey',
    (options) => client.send(new GetPublicKeyCommand({ KeyId }), options),
    signal,
  );
  const spki = required(PublicKey, 'kms:GetPublicKey', 'PublicKey');
  const key = publicKey(Buffer.from(spki).toString('base64'));
  return {
    key,
    sign: async (message) => {
      if (message.length > MAX_RAW) throw tooLong(message.length);
      const command = new SignCommand({
        KeyId,
        Message: message,
        MessageType: 'RAW',
        SigningAlgorithm: ALGORITHM[key.algorithm],
      });
      const { Signature } = await caller.call('kms:Sign', (options) => client.send(command, options), signal);
      const signature = required(Signature, 'kms:Sign', 'Signature');
      if (!isSignedBy(key, message, signature)) throw malformed('kms:Sign', 'is not a signature by its key');
      return signature;
    },
  };
}

function tooLong(length: number): WritError {
  return new WritError('INPUT_TOO_LARGE', `KMS signs ${MAX_RAW} bytes at most, and this has ${length}`, {
    remedy: 'use the KMS key for checkpoints, and keys of the zones for entries',
  });
}
