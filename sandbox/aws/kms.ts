import { createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { Runtime } from '../core/runtime.js';
import { AwsError, constraintMessage } from './errors.js';
import { type Call, type JsonService, read, write } from './service.js';
import { oneOf, optional, text } from './shapes.js';

/** The signing keys that the sandbox makes; KMS has more. */
const SPECS = {
  ECC_NIST_EDWARDS25519: ['ED25519_SHA_512'],
  ECC_NIST_P256: ['ECDSA_SHA_256'],
} as const;
type Spec = keyof typeof SPECS;

interface Key {
  readonly id: string;
  readonly arn: string;
  readonly spec: Spec;
  readonly secret: KeyObject;
  readonly createdAt: number;
  enabled: boolean;
}

/** Keys live with the runtime: no seed knows them, and nothing reads a secret back. */
const keysOf = new WeakMap<Runtime, Map<string, Key>>();

const keyId = text({ min: 1, max: 2048 });
/** RAW messages end at this many bytes; what is longer is hashed by the caller. */
const MAX_RAW = 4096;

/** AWS KMS: asymmetric keys for signing, which never leave. */
export const kms: JsonService = {
  name: 'kms',
  targetPrefix: 'TrentService',
  iamPrefix: 'kms',
  eventSource: 'kms.amazonaws.com',
  throttlingCode: 'ThrottlingException',
  operations: {
    CreateKey: write(
      {
        KeySpec: optional(text()),
        KeyUsage: optional(text()),
        Description: optional(text({ max: 8192 })),
      },
      (input, call) => ({ KeyMetadata: metadata(created(input, call), call) }),
    ),
    DescribeKey: read({ KeyId: keyId }, (input, call) => ({
      KeyMetadata: metadata(found(input.KeyId, call), call),
    })),
    DisableKey: write({ KeyId: keyId }, (input, call) => {
      found(input.KeyId, call).enabled = false;
      return {};
    }),
    GetPublicKey: read({ KeyId: keyId }, (input, call) => {
      const key = usable(found(input.KeyId, call));
      const spki = createPublicKey(key.secret).export({ format: 'der', type: 'spki' });
      return { ...usage(key), KeyId: key.arn, PublicKey: spki.toString('base64') };
    }),
    Sign: read(
      {
        KeyId: keyId,
        Message: text({ min: 1 }),
        MessageType: optional(oneOf('RAW', 'DIGEST', 'EXTERNAL_MU')),
        SigningAlgorithm: text(),
      },
      (input, call) => {
        const key = usable(found(input.KeyId, call));
        const signature = signed(
          key,
          Buffer.from(input.Message, 'base64'),
          input.MessageType ?? 'RAW',
          input.SigningAlgorithm,
        );
        return {
          KeyId: key.arn,
          Signature: signature.toString('base64'),
          SigningAlgorithm: input.SigningAlgorithm,
        };
      },
    ),
  },
  invalid: (problems) => new AwsError('ValidationException', constraintMessage(problems)),
  invalidToken: () => new AwsError('InvalidMarkerException', 'The marker is not valid.'),
  redact: (value) => value,
};

function created(
  { KeySpec: spec, KeyUsage: use }: { KeySpec?: string | undefined; KeyUsage?: string | undefined },
  call: Call,
): Key {
  if (use !== 'SIGN_VERIFY' || spec === undefined || !isSpec(spec))
    throw new AwsError(
      'UnsupportedOperationException',
      `The sandbox makes keys for SIGN_VERIFY of ${Object.keys(SPECS).join(' and ')} only.`,
    );
  const { privateKey } =
    spec === 'ECC_NIST_P256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('ed25519');
  const id = call.runtime.nextId('kms-key');
  const arn = `arn:aws:kms:eu-west-1:${call.aws.managementAccountId}:key/${id}`;
  const key: Key = { id, arn, spec, secret: privateKey, createdAt: call.runtime.now(), enabled: true };
  const keys = keysOf.get(call.runtime) ?? new Map<string, Key>();
  keysOf.set(call.runtime, keys.set(id, key));
  return key;
}

/** By id or ARN; aliases are not served. */
function found(name: string, call: Call): Key {
  const key = keysOf.get(call.runtime)?.get(name.split('/').at(-1) ?? '');
  if (key && (name === key.id || name === key.arn)) return key;
  throw new AwsError('NotFoundException', `Key '${name}' does not exist`);
}

function usable(key: Key): Key {
  if (key.enabled) return key;
  throw new AwsError('DisabledException', `${key.arn} is disabled.`);
}

function signed(key: Key, message: Buffer, type: string, algorithm: string): Buffer {
  if (!SPECS[key.spec].some((allowed) => allowed === algorithm))
    throw new AwsError(
      'InvalidKeyUsageException',
      `Algorithm ${algorithm} is incompatible with key spec ${key.spec}.`,
    );
  if (type !== 'RAW')
    throw new AwsError(
      'UnsupportedOperationException',
      `The sandbox signs MessageType RAW only, not ${type}.`,
    );
  if (message.length > MAX_RAW) throw tooLong();
  return sign(key.spec === 'ECC_NIST_P256' ? 'sha256' : null, message, key.secret);
}

function tooLong(): AwsError {
  const bound = `Member must have length less than or equal to ${MAX_RAW}`;
  return new AwsError(
    'ValidationException',
    constraintMessage([`Value at 'message' failed to satisfy constraint: ${bound}`]),
  );
}

function usage({ spec }: Key): object {
  return {
    CustomerMasterKeySpec: spec,
    KeySpec: spec,
    KeyUsage: 'SIGN_VERIFY',
    SigningAlgorithms: SPECS[spec],
  };
}

function metadata(key: Key, call: Call): object {
  return {
    ...usage(key),
    AWSAccountId: call.aws.managementAccountId,
    Arn: key.arn,
    CreationDate: key.createdAt / 1000,
    Description: '',
    Enabled: key.enabled,
    KeyId: key.id,
    KeyManager: 'CUSTOMER',
    KeyState: key.enabled ? 'Enabled' : 'Disabled',
    MultiRegion: false,
    Origin: 'AWS_KMS',
  };
}

function isSpec(spec: string): spec is Spec {
  return spec in SPECS;
}
