import {
  CreateBucketCommand,
  DeleteObjectCommand,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  CreateKeyCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  KMSClient,
  SignCommand,
  type KeySpec,
} from '@aws-sdk/client-kms';
import { kmsSigner } from '../../../lib/adapters/aws/index.js';
import { s3Anchor, s3Store } from '../../../lib/adapters/ledger/index.js';
import {
  anchorFact,
  guardingSigner,
  heldBy,
  isSignedBy,
  Ledger,
  verifyLedger,
  type LedgerStore,
} from '../../../lib/evidence/index.js';
import { manualClock } from '../../../lib/kernel/index.js';
import { startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { AT, genesisBody, memory, newHands, ORIGIN, props, seen } from '../../evidence/_ledger.js';

const DAY = 86_400_000;

describe('a ledger in S3, its key in KMS', () => {
  let sandbox: Sandbox;
  let clients: { s3: S3Client; kms: KMSClient };
  const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'test' };

  beforeAll(async () => {
    sandbox = await startSandbox();
    const common = { region: 'eu-west-1', endpoint: sandbox.awsUrl, credentials, maxAttempts: 1 };
    clients = { s3: new S3Client({ ...common, forcePathStyle: true }), kms: new KMSClient(common) };
  });
  afterAll(async () => {
    clients.s3.destroy();
    clients.kms.destroy();
    await sandbox.close();
  });
  afterEach(() => sandbox.runtime.faults.splice(0));

  let buckets = 0;
  async function bucket(lock = false): Promise<string> {
    const Bucket = `ledger-${(buckets += 1)}`;
    await clients.s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: lock }));
    if (!lock)
      await clients.s3.send(
        new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
      );
    return Bucket;
  }

  const config = (Bucket: string) => ({
    bucket: Bucket,
    prefix: 'access/',
    region: 'eu-west-1',
    endpoint: sandbox.awsUrl,
    credentials,
    clock: manualClock(AT),
    limits: { firstWait: 1, attempts: 4 },
  });

  async function founded(store: LedgerStore) {
    const hands = newHands();
    const kept = memory();
    const ledger = await Ledger.found(props(store, hands, undefined, kept), genesisBody(hands));
    return { ledger, hands, kept };
  }

  it('is the same ledger: founded, appended to by two, verified', async () => {
    const store = s3Store(config(await bucket()));
    const { ledger, hands, kept } = await founded(store);
    const other = await Ledger.open(props(s3Store(config(`ledger-${buckets}`)), hands, undefined, kept));
    await Promise.all([ledger.append([seen(1), seen(2), seen(3)]), other.append([seen(4), seen(5)])]);
    expect(await verifyLedger({ store, key: hands.noteKey })).toMatchObject({
      state: 'whole',
      entries: 6,
      covered: 6,
    });
    expect(await store.size()).toBe(6);
    expect(await store.publish(3, [Buffer.from('{}')])).toBe(0);
  });

  it('takes a put whose answer was lost for its own, and records nothing twice', async () => {
    const store = s3Store(config(await bucket()));
    const { ledger, hands } = await founded(store);
    sandbox.runtime.faults.push({ id: 'lost', match: 's3:PutObject', times: 1, effect: { kind: 'drop' } });
    await ledger.append([seen(1)]);
    sandbox.runtime.faults.push({ id: 'busy', match: 's3:*', times: 2, effect: { kind: 'throttle' } });
    await ledger.append([seen(2)]);
    expect(await verifyLedger({ store, key: hands.noteKey })).toMatchObject({ state: 'whole', entries: 3 });
  });

  it('names what was done to it by layer', async () => {
    const Bucket = await bucket();
    const store = s3Store(config(Bucket));
    const { ledger, hands } = await founded(store);
    await ledger.append([seen(1), seen(2), seen(3)]);
    const key = (seq: number) => `access/entries/000/000/00000000${seq}.json`;
    const verdict = async () => (await verifyLedger({ store, key: hands.noteKey })).fault;
    await clients.s3.send(new PutObjectCommand({ Bucket, Key: 'access/readme', Body: 'x' }));
    expect(await verdict()).toMatchObject({ layer: 'format' });
    await clients.s3.send(new PutObjectCommand({ Bucket, Key: key(2), Body: '{}' }));
    expect(await verdict()).toMatchObject({ layer: 'format', seq: 2 });
    await clients.s3.send(new PutObjectCommand({ Bucket, Key: key(3), Body: ' '.repeat(300_000) }));
    await clients.s3.send(new DeleteObjectCommand({ Bucket, Key: key(1) }));
    expect(await verdict()).toMatchObject({ layer: 'chain', seq: 1 });
  });

  it('says what the provider refuses', async () => {
    const store = s3Store(config(await bucket()));
    const { ledger } = await founded(store);
    sandbox.runtime.faults.push({ id: 'denied', match: 's3:PutObject', effect: { kind: 'denied' } });
    await expect(ledger.append([seen(1)])).rejects.toMatchObject({ code: 'PROVIDER_DENIED' });
    await expect(s3Store(config('no-such-bucket')).size()).rejects.toMatchObject({ name: 'WritError' });
  });

  it('anchors checkpoints under a lock that nobody lifts, and that hides nothing', async () => {
    const store = s3Store(config(await bucket()));
    const { ledger, hands } = await founded(store);
    const Bucket = await bucket(true);
    const anchor = s3Anchor({
      ...config(Bucket),
      prefix: '',
      retain: { mode: 'COMPLIANCE', for: 3650 * DAY },
    });
    await ledger.append([seen(1)]);
    const { note = '' } = await ledger.checkpoint();
    const receipt = await anchor.lay(note);
    expect(await anchor.lay(note)).toBe(receipt);
    await ledger.append([anchorFact(anchor.place, { note, receipt })]);
    const [Key] = (await heldBy([anchor])).map(({ place }) => place);
    expect(Key).toBe(`s3://${Bucket}/`);
    const { Contents } = await clients.s3.send(new ListObjectsV2Command({ Bucket }));
    const name = { Bucket, Key: Contents![0]!.Key };
    await expect(
      clients.s3.send(new DeleteObjectCommand({ ...name, VersionId: receipt })),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
    await clients.s3.send(new PutObjectCommand({ ...name, Body: 'something else' }));
    await clients.s3.send(new DeleteObjectCommand(name));
    const held = await heldBy([anchor]);
    expect(held.map((each) => each.note)).toEqual([note]);
    expect(await verifyLedger({ store, key: hands.noteKey, held })).toMatchObject({ state: 'whole' });
  });

  it.each(['ECC_NIST_EDWARDS25519', 'ECC_NIST_P256'] as const)(
    'is signed over by a key of %s that never leaves',
    async (spec: KeySpec) => {
      const { KeyMetadata } = await clients.kms.send(
        new CreateKeyCommand({ KeySpec: spec, KeyUsage: 'SIGN_VERIFY' }),
      );
      const keyId = KeyMetadata!.Arn!;
      const signer = await kmsSigner({ ...config(''), keyId });
      const hands = { ...newHands(), signer };
      const store = s3Store(config(await bucket()));
      const ledger = await Ledger.found(
        { ...props(store, hands), checkpoints: guardingSigner(signer, memory()) },
        genesisBody(hands),
      );
      await ledger.append([seen(1)]);
      const key = { name: ORIGIN, key: signer.key };
      expect(await verifyLedger({ store, key })).toMatchObject({ state: 'whole', covered: 2 });
      expect(isSignedBy(signer.key, Buffer.from('x'), await signer.sign(Buffer.from('x')))).toBe(true);
      await expect(signer.sign(Buffer.alloc(5000))).rejects.toMatchObject({ code: 'INPUT_TOO_LARGE' });
      await clients.kms.send(new DisableKeyCommand({ KeyId: keyId }));
      await expect(ledger.append([seen(2)])).rejects.toMatchObject({ name: 'WritError' });
      expect((await clients.kms.send(new DescribeKeyCommand({ KeyId: keyId }))).KeyMetadata?.KeyState).toBe(
        'Disabled',
      );
    },
  );

  it('is not signed over by a key that does not exist, or by the wrong algorithm', async () => {
    await expect(kmsSigner({ ...config(''), keyId: 'nothing' })).rejects.toMatchObject({
      code: 'PROVIDER_NOT_FOUND',
    });
    const { KeyMetadata } = await clients.kms.send(
      new CreateKeyCommand({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' }),
    );
    const wrong = new SignCommand({
      KeyId: KeyMetadata!.KeyId,
      Message: Buffer.from('x'),
      SigningAlgorithm: 'ED25519_SHA_512',
    });
    await expect(clients.kms.send(wrong)).rejects.toMatchObject({ name: 'InvalidKeyUsageException' });
    await expect(
      clients.kms.send(new CreateKeyCommand({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' })),
    ).rejects.toMatchObject({
      name: 'UnsupportedOperationException',
    });
  });
});
