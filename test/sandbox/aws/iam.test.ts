import { GetPolicyCommand, GetPolicyVersionCommand, IAMClient } from '@aws-sdk/client-iam';
import { tamper } from '../../../sandbox/control/tamper.js';
import { faultsOf, loadModel } from '../../_helpers/aws-contract.js';
import { describeShared } from '../../_helpers/shared.js';
import { clientConfig, type Rig, startRig } from './harness.js';

const ARN = 'arn:aws:iam::aws:policy/job-function/Viewer';
const DOCUMENT = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:List*', Resource: '*' } };
const published = { version: 'v7', published: '2026-07-21', document: DOCUMENT };

let rig: Rig;
let iam: IAMClient;
beforeEach(async () => {
  rig = await startRig({ publishedPolicy: (arn) => (arn === ARN ? published : undefined) });
  iam = new IAMClient(clientConfig(rig, 'AKIASANDBOXKEEPER'));
});
afterEach(async () => {
  iam.destroy();
  await rig.close();
});

const policy = async () => (await iam.send(new GetPolicyCommand({ PolicyArn: ARN }))).Policy!;
const version = async (VersionId: string) =>
  (await iam.send(new GetPolicyVersionCommand({ PolicyArn: ARN, VersionId }))).PolicyVersion!;
const publish = (more: object) =>
  tamper(rig.runtime, { action: 'aws.publish-policy', policyArn: ARN, ...more });

describe('a policy that AWS manages', () => {
  it('is told as AWS tells it', async () => {
    expect(await policy()).toMatchObject({
      Arn: ARN,
      PolicyName: 'Viewer',
      Path: '/job-function/',
      DefaultVersionId: 'v7',
      IsAttachable: true,
      UpdateDate: new Date('2026-07-21T00:00:00Z'),
    });
    const { Document, ...rest } = await version('v7');
    expect(rest).toMatchObject({ VersionId: 'v7', IsDefaultVersion: true });
    // RFC 3986: all but letters, digits and four marks.
    expect(Document).toMatch(/^[\w.~%-]+$/);
    expect(JSON.parse(decodeURIComponent(Document!))).toEqual(DOCUMENT);
  });

  it.each([
    [new GetPolicyCommand({ PolicyArn: 'arn:aws:iam::aws:policy/Unknown' }), 'NoSuchEntityException', 404],
    [new GetPolicyVersionCommand({ PolicyArn: ARN, VersionId: 'v1' }), 'NoSuchEntityException', 404],
    [new GetPolicyVersionCommand({ PolicyArn: ARN, VersionId: '7' }), 'ValidationError', 400],
    [new GetPolicyCommand({ PolicyArn: 'short' }), 'ValidationError', 400],
  ])('is refused as AWS refuses it', async (command, name, httpStatusCode) => {
    await expect(iam.send(command as GetPolicyCommand)).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode },
    });
  });

  it('gets another text by AWS, which no log of the organization shows', async () => {
    const document = { Statement: [] };
    expect(await publish({ document: JSON.stringify(document) })).toMatchObject({
      changed: { policyArn: ARN, versionId: 'v8' },
    });
    expect((await policy()).DefaultVersionId).toBe('v8');
    expect(JSON.parse(decodeURIComponent((await version('v8')).Document!))).toEqual(document);
    expect((await version('v7')).IsDefaultVersion).toBe(false);
    expect(rig.runtime.cloudTrail).toEqual([]);
  });

  const more = { Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' };
  it.each([more, JSON.stringify(more)])(
    'gets a statement beyond those that it has: %j',
    async (statement) => {
      await publish({ statement });
      expect(JSON.parse(decodeURIComponent((await version('v8')).Document!))).toEqual({
        ...DOCUMENT,
        Statement: [DOCUMENT.Statement, more],
      });
    },
  );

  it.each([
    [{}, 'one-of-two'],
    [{ document: '{}', statement: '{}' }, 'one-of-two'],
    [{ document: 'no' }, 'not-json'],
    [{ statement: '[]' }, 'not-json'],
    [{ policyArn: 'arn:aws:iam::111122223333:policy/mine', document: '{}' }, 'not-of-aws'],
    [{ policyArn: 'arn:aws:iam::aws:policy/Unknown', statement: '{}' }, 'unknown-name'],
  ])('is not changed by %j', async (fields, code) => {
    await expect(publish(fields)).rejects.toMatchObject({ code });
    expect((await policy()).DefaultVersionId).toBe('v7');
  });
});

it('a denied call says who is denied what', async () => {
  rig.runtime.faults.push({ id: 'f', match: 'iam:GetPolicy', effect: { kind: 'denied' } });
  await expect(policy()).rejects.toMatchObject({
    name: 'AccessDenied',
    message: expect.stringContaining('not authorized to perform: iam:GetPolicy') as unknown,
  });
});

describeShared('the published model of IAM', (contracts) => {
  it('has every member that is answered', async () => {
    const model = loadModel(contracts, 'iam');
    const plain = (value: object): object =>
      Object.fromEntries(
        Object.entries(value).map(([name, each]) => [name, each instanceof Date ? each.getTime() : each]),
      );
    expect(faultsOf(model, 'Policy', plain(await policy()))).toEqual([]);
    expect(faultsOf(model, 'PolicyVersion', plain(await version('v7')))).toEqual([]);
  });
});
