import { livePolicyOf, publishedPolicy, publishedText } from '../../../lib/meaning/index.js';
import type { SourceSweep } from '../../../lib/inventory/index.js';
import { awsPolicy } from '../../_helpers/aws-texts.js';
import { place, SEED, type Place } from './world.js';

/** What the sets of the seed refer to: attached, and as a boundary. */
const USED = ['AdministratorAccess', 'PowerUserAccess', 'ReadOnlyAccess', 'job-function/ViewOnlyAccess'].map(
  awsPolicy,
);

let here: Place;
beforeEach(async () => {
  here = await place(SEED, {}, publishedText);
});
afterEach(() => here.sandbox.close());

const unread = ({ completeness }: SourceSweep): (readonly [string, string])[] =>
  (completeness.notRead ?? []).map(({ arn, error }) => [arn, error.code] as const);
const read = ({ seen }: SourceSweep): string[] => seen.policies.map(({ arn }) => arn);

describe('the live texts of the policies that AWS manages', () => {
  it('are read for every set, each once, and mean what AWS published', async () => {
    const swept = await here.aws.source.sweep();
    expect(read(swept)).toEqual(USED);
    for (const { arn, version, text } of swept.seen.policies) {
      const known = publishedPolicy(arn)!;
      expect(livePolicyOf(arn, version, text)).toEqual({
        arn,
        version: known.version,
        digest: known.digest,
        policy: known.policy,
      });
    }
    expect([here.calls('GetPolicy'), here.calls('GetPolicyVersion')]).toEqual([4, 4]);
    expect(swept.completeness).toMatchObject({ complete: true });
    expect(swept.completeness.notRead).toBeUndefined();
    expect(swept.completeness.calls).toBe(here.sandbox.runtime.calls.length);
  });

  it('are read for what is declared too, and never for what a customer manages', async () => {
    const policies = [
      ...[USED[0]!, awsPolicy('SecurityAudit')],
      'arn:aws:iam::111122223333:policy/mine',
      'AdministratorAccess',
    ];
    expect(read(await here.aws.source.sweep({ policies }))).toEqual(
      [...USED, awsPolicy('SecurityAudit')].sort(),
    );
    expect(here.calls('GetPolicy')).toBe(5);
  });

  it('are the default version, with every character that the document has', async () => {
    const Statement = [
      { Effect: 'Allow', Action: 's3:*', Resource: "arn:aws:s3:::a+b/${aws:username}/*'(é)!" },
    ];
    const document = JSON.stringify({ Version: '2012-10-17', Statement });
    for (const text of ['{"Statement":[]}', document])
      await here.sandbox.runtime.byHand!({
        action: 'aws.publish-policy',
        policyArn: USED[0],
        document: text,
      });
    const { seen } = await here.aws.source.sweep();
    expect(seen.policies[0]).toEqual({ arn: USED[0], version: 'v3', text: document });
  });

  it('are not asked for where the configuration says so, which is said with what is not covered', async () => {
    const swept = await here.adapters({ livePolicies: false }).source.sweep({ policies: USED });
    expect([read(swept), unread(swept), here.calls('GetPolicy')]).toEqual([[], [], 0]);
    const said = (uncovered: readonly string[]): string[] =>
      uncovered.filter((text) => text.includes('managed policies, which is judged as it was published'));
    expect(said(swept.uncovered)).toHaveLength(1);
    expect(said((await here.aws.source.sweep()).uncovered)).toEqual([]);
  });
});

describe('a text that cannot be read', () => {
  it('is named with the reason, and the sweep is as whole as before', async () => {
    here.fault('iam:GetPolicy', { kind: 'denied' }, { where: { PolicyArn: USED[1]! } });
    here.fault('iam:GetPolicyVersion', { kind: 'denied' }, { where: { PolicyArn: USED[2]! } });
    const swept = await here.aws.source.sweep();
    expect(read(swept)).toEqual([USED[0], USED[3]]);
    expect(unread(swept)).toEqual([
      [USED[1], 'PROVIDER_DENIED'],
      [USED[2], 'PROVIDER_DENIED'],
    ]);
    expect(swept.completeness.notRead!.map(({ error }) => error.remedy)).toEqual([
      'allow `iam:GetPolicy` to the role that Writ uses',
      'allow `iam:GetPolicyVersion` to the role that Writ uses',
    ]);
    expect(swept.completeness).toMatchObject({ complete: true, failures: [] });
  });

  it.each([
    ['PROVIDER_DENIED', { kind: 'denied' }],
    ['PROVIDER_THROTTLED', { kind: 'throttle' }],
    ['PROVIDER_UNAVAILABLE', { kind: 'status', status: 503 }],
    ['PROVIDER_UNAVAILABLE', { kind: 'drop' }],
    ['PROVIDER_UNAUTHORIZED', { kind: 'unauthorized' }],
    ['PROVIDER_MALFORMED', { kind: 'status', status: 404 }],
    ['PROVIDER_MALFORMED', { kind: 'status', status: 200, contentType: 'text/html', body: '<html></html>' }],
  ] as const)('is never taken for one: %s by %j', async (code, effect) => {
    here.fault('iam:*', effect);
    const swept = await here.aws.source.sweep();
    expect(read(swept)).toEqual([]);
    expect(unread(swept)).toEqual(USED.map((arn) => [arn, code]));
    expect(swept.completeness.complete).toBe(true);
  });

  it('is one that AWS does not know', async () => {
    expect(unread(await here.aws.source.sweep({ policies: [awsPolicy('PublishedTomorrow')] }))).toEqual([
      [awsPolicy('PublishedTomorrow'), 'PROVIDER_NOT_FOUND'],
    ]);
  });

  it.each(['%7B%22Statement%22%3A', '%E0%A4%A', 'nothing', ''])(
    'is an answer that is no encoded JSON: %j',
    async (Document) => {
      const body =
        '<GetPolicyVersionResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetPolicyVersionResult>' +
        `<PolicyVersion><Document>${Document}</Document><VersionId>v1</VersionId></PolicyVersion>` +
        '</GetPolicyVersionResult></GetPolicyVersionResponse>';
      here.fault('iam:GetPolicyVersion', { kind: 'status', status: 200, contentType: 'text/xml', body });
      expect(unread(await here.aws.source.sweep())).toEqual(USED.map((arn) => [arn, 'PROVIDER_MALFORMED']));
    },
  );

  it('holds nobody up where IAM does not answer at all: the others are not tried', async () => {
    here.fault('iam:*', { kind: 'status', status: 503 });
    await here.aws.source.sweep();
    expect([here.calls('GetPolicy'), here.calls('GetPolicyVersion')]).toEqual([3, 0]);
  });
});

it('a sweep that is stopped while it reads them says so', async () => {
  here.fault('iam:*', { kind: 'latency', ms: 60_000 });
  const stop = new AbortController();
  const sweep = here.aws.source.sweep({ signal: stop.signal });
  setTimeout(() => stop.abort(new Error('stopped')), 300);
  await expect(sweep).rejects.toThrow('stopped');
});
