import { pinnedActions } from '../../lib/meaning/index/action-index.js';
import { AllowedSet } from '../../lib/meaning/compare/allowed-set.js';
import { Shared } from '../../lib/meaning/compare/shared.js';
import type { RawPolicy, RawStatement, RequestContext } from '../_helpers/iam/documents.js';
import { simulate, type Attached, type Decision } from '../_helpers/iam/simulate.js';
import { accessOf, allows } from './second-opinion.js';
import { actionNamed } from './builders.js';

const policy = (...Statement: readonly RawStatement[]): RawPolicy => ({ Version: '2012-10-17', Statement });
const role = (...statements: readonly RawStatement[]): Attached => ({ policies: [policy(...statements)] });
type Asked = readonly [action: string, resource: string, decision: Decision, context?: RequestContext];

/** Both readings say what the page says; and what is allowed is in the set that Writ makes of the documents. */
function says(attached: Attached, asked: readonly Asked[]): void {
  const access = accessOf(attached);
  for (const [action, resource, decision, context = {}] of asked) {
    const request = { action, resource, context };
    expect([action, resource, simulate(attached, request)]).toEqual([action, resource, decision]);
    expect([action, resource, allows(access, request)]).toEqual([action, resource, decision === 'allow']);
    if (decision === 'allow') expect([action, mayBeAllowed(attached, action)]).toEqual([action, true]);
  }
}

function mayBeAllowed(attached: Attached, action: string): boolean {
  const index = pinnedActions();
  const [id] = index.expand(actionNamed(action));
  return [...new AllowedSet(accessOf(attached), new Shared(index)).groups()].some(({ points }) =>
    points.some((point) => 'action' in point && point.action === id),
  );
}

// IAM user guide, "Policy evaluation for requests within a single account", example of Carlos.
describe("the user guide's example of evaluation", () => {
  const carlos = role(
    {
      Sid: 'AllowS3ListRead',
      Effect: 'Allow',
      Action: [
        's3:GetBucketLocation',
        's3:GetAccountPublicAccessBlock',
        's3:ListAccessPoints',
        's3:ListAllMyBuckets',
      ],
      Resource: 'arn:aws:s3:::*',
    },
    {
      Sid: 'AllowS3Self',
      Effect: 'Allow',
      Action: 's3:*',
      Resource: ['arn:aws:s3:::carlossalazar/*', 'arn:aws:s3:::carlossalazar'],
    },
    { Sid: 'DenyS3Logs', Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::*log*' },
  );
  it('allows his own bucket, denies logs whatever else says, and nothing else', () => {
    says(carlos, [
      ['s3:GetObject', 'arn:aws:s3:::carlossalazar/a.txt', 'allow'],
      ['s3:CreateBucket', 'arn:aws:s3:::carlossalazar', 'allow'],
      ['s3:GetBucketLocation', 'arn:aws:s3:::another', 'allow'],
      ['s3:GetObject', 'arn:aws:s3:::another/a.txt', 'implicit deny'],
      ['s3:GetBucketLocation', 'arn:aws:s3:::elb-logs', 'explicit deny'],
      ['s3:GetObject', 'arn:aws:s3:::carlossalazar/log.txt', 'explicit deny'],
      ['ec2:DescribeInstances', '*', 'implicit deny'],
    ]);
  });
});

// IAM user guide, "Permissions boundaries for IAM entities".
describe('boundaries', () => {
  const services: RawPolicy = policy({
    Effect: 'Allow',
    Action: ['s3:*', 'cloudwatch:*', 'ec2:*'],
    Resource: '*',
  });

  it('Shirley may not create users: the boundary does not allow it', () => {
    says({ ...role({ Effect: 'Allow', Action: 'iam:CreateUser', Resource: '*' }), boundary: services }, [
      ['iam:CreateUser', 'arn:aws:iam::123456789012:user/x', 'implicit deny'],
    ]);
  });

  it('a boundary gives nothing by itself', () => {
    says({ policies: [], boundary: services }, [['s3:GetObject', 'arn:aws:s3:::a/b', 'implicit deny']]);
  });

  it('the boundary of a company: services, own credentials, two Denies', () => {
    const boundary = policy(
      {
        Sid: 'ServiceBoundaries',
        Effect: 'Allow',
        Action: ['s3:*', 'cloudwatch:*', 'ec2:*', 'dynamodb:*'],
        Resource: '*',
      },
      {
        Sid: 'AllowManageOwnPasswordAndAccessKeys',
        Effect: 'Allow',
        Action: [
          'iam:*AccessKey*',
          'iam:ChangePassword',
          'iam:GetUser',
          'iam:*ServiceSpecificCredential*',
          'iam:*SigningCertificate*',
        ],
        Resource: ['arn:aws:iam::*:user/zhang'],
      },
      {
        Sid: 'DenyS3Logs',
        Effect: 'Deny',
        Action: 's3:*',
        Resource: ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*'],
      },
      {
        Sid: 'DenyEC2Production',
        Effect: 'Deny',
        Action: 'ec2:*',
        Resource: 'arn:aws:ec2:*:*:instance/i-1234567890abcdef0',
      },
    );
    says({ ...role({ Effect: 'Allow', Action: '*', Resource: '*' }), boundary }, [
      ['dynamodb:PutItem', 'arn:aws:dynamodb:eu-west-1:123456789012:table/t', 'allow'],
      ['iam:CreateAccessKey', 'arn:aws:iam::123456789012:user/zhang', 'allow'],
      ['iam:CreateAccessKey', 'arn:aws:iam::123456789012:user/shirley', 'implicit deny'],
      ['iam:CreateUser', 'arn:aws:iam::123456789012:user/x', 'implicit deny'],
      ['s3:GetObject', 'arn:aws:s3:::logs/x', 'explicit deny'],
      [
        'ec2:StopInstances',
        'arn:aws:ec2:eu-west-1:123456789012:instance/i-1234567890abcdef0',
        'explicit deny',
      ],
      ['ec2:StopInstances', 'arn:aws:ec2:eu-west-1:123456789012:instance/i-2', 'allow'],
    ]);
  });

  // The same page, "Session policies": a session has what all three allow.
  it('a session policy narrows what policies and boundary allow together', () => {
    const session = policy({ Effect: 'Allow', Action: ['s3:Get*', 'iam:*'], Resource: '*' });
    says(
      { ...role({ Effect: 'Allow', Action: ['s3:*', 'iam:*'], Resource: '*' }), boundary: services, session },
      [
        ['s3:GetObject', 'arn:aws:s3:::a/b', 'allow'],
        ['s3:PutObject', 'arn:aws:s3:::a/b', 'implicit deny'],
        ['iam:GetUser', 'arn:aws:iam::123456789012:user/x', 'implicit deny'],
      ],
    );
  });
});

// IAM user guide, "IAM JSON policy elements: NotAction".
describe('NotAction', () => {
  it('with Allow: every action of S3 but one, since the resource is of S3', () => {
    says(role({ Effect: 'Allow', NotAction: 's3:DeleteBucket', Resource: 'arn:aws:s3:::*' }), [
      ['s3:PutObject', 'arn:aws:s3:::a/b', 'allow'],
      ['s3:DeleteBucket', 'arn:aws:s3:::a', 'implicit deny'],
      ['ec2:StopInstances', 'arn:aws:ec2:eu-west-1:123456789012:instance/i-1', 'implicit deny'],
    ]);
  });

  it('with Allow beside another: IAM is not allowed, and not denied either', () => {
    const notIam: RawStatement = { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' };
    says(role(notIam), [['iam:GetUser', 'arn:aws:iam::123456789012:user/x', 'implicit deny']]);
    says(role(notIam, { Effect: 'Allow', Action: 'iam:Get*', Resource: '*' }), [
      ['iam:GetUser', 'arn:aws:iam::123456789012:user/x', 'allow'],
      ['iam:CreateUser', 'arn:aws:iam::123456789012:user/x', 'implicit deny'],
    ]);
  });

  it('with Deny: all but IAM is denied without a second factor, which allows IAM to nobody', () => {
    const deny: RawStatement = {
      Sid: 'DenyAllUsersNotUsingMFA',
      Effect: 'Deny',
      NotAction: 'iam:*',
      Resource: '*',
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    };
    const user = 'arn:aws:iam::123456789012:user/x';
    says(role(deny), [['iam:GetUser', user, 'implicit deny', {}]]);
    says(role({ Effect: 'Allow', Action: '*', Resource: '*' }, deny), [
      ['iam:GetUser', user, 'allow', { 'aws:MultiFactorAuthPresent': 'false' }],
      ['s3:GetObject', 'arn:aws:s3:::a/b', 'explicit deny', { 'aws:MultiFactorAuthPresent': 'false' }],
      ['s3:GetObject', 'arn:aws:s3:::a/b', 'explicit deny', {}],
      ['s3:GetObject', 'arn:aws:s3:::a/b', 'allow', { 'aws:MultiFactorAuthPresent': 'true' }],
    ]);
  });
});

// IAM user guide, "IAM JSON policy elements: NotResource".
test('NotResource with Deny: everything but one folder is denied, which allows the folder to nobody', () => {
  const deny: RawStatement = {
    Effect: 'Deny',
    Action: 's3:*',
    NotResource: ['arn:aws:s3:::HRBucket/Payroll', 'arn:aws:s3:::HRBucket/Payroll/*'],
  };
  says(role(deny), [['s3:GetObject', 'arn:aws:s3:::HRBucket/Payroll/1', 'implicit deny']]);
  says(role({ Effect: 'Allow', Action: 's3:*', Resource: '*' }, deny), [
    ['s3:GetObject', 'arn:aws:s3:::HRBucket/Payroll/1', 'allow'],
    ['s3:GetObject', 'arn:aws:s3:::HRBucket/payroll/1', 'explicit deny'],
    ['s3:GetObject', 'arn:aws:s3:::HRBucket/Other', 'explicit deny'],
  ]);
});

// IAM user guide, "Conditions with multiple context keys or values".
describe('several keys and several values', () => {
  const logic = role({
    Effect: 'Allow',
    Action: 's3:ListBucket',
    Resource: '*',
    Condition: {
      StringEquals: {
        'aws:PrincipalTag/department': ['finance', 'hr', 'legal'],
        'aws:PrincipalTag/role': ['audit', 'security'],
      },
      ArnLike: {
        'aws:PrincipalArn': ['arn:aws:iam::222222222222:user/Ana', 'arn:aws:iam::222222222222:user/Mary'],
      },
    },
  });
  const bucket = 'arn:aws:s3:::a';
  const mary = { 'aws:principalarn': 'arn:aws:iam::222222222222:user/Mary' };
  it('keys are joined by AND, values by OR', () => {
    says(logic, [
      [
        's3:ListBucket',
        bucket,
        'allow',
        { ...mary, 'aws:PrincipalTag/department': 'hr', 'aws:PrincipalTag/role': 'audit' },
      ],
      ['s3:ListBucket', bucket, 'implicit deny', { ...mary, 'aws:PrincipalTag/role': 'audit' }],
      [
        's3:ListBucket',
        bucket,
        'implicit deny',
        { ...mary, 'aws:PrincipalTag/department': 'HR', 'aws:PrincipalTag/role': 'audit' },
      ],
      [
        's3:ListBucket',
        bucket,
        'implicit deny',
        {
          'aws:principalarn': 'arn:aws:iam::222222222222:user/Nikki',
          'aws:PrincipalTag/department': 'hr',
          'aws:PrincipalTag/role': 'audit',
        },
      ],
    ]);
  });

  it('of a negated operator, none of the values may match; a key that is absent matches none', () => {
    says(
      role(
        { Effect: 'Allow', Action: 's3:*', Resource: '*' },
        {
          Effect: 'Deny',
          Action: 's3:*',
          Resource: '*',
          Condition: { StringNotEquals: { 'aws:PrincipalAccount': ['111111111111', '222222222222'] } },
        },
      ),
      [
        ['s3:GetObject', 'arn:aws:s3:::a/b', 'allow', { 'aws:PrincipalAccount': '222222222222' }],
        ['s3:GetObject', 'arn:aws:s3:::a/b', 'explicit deny', { 'aws:PrincipalAccount': '333333333333' }],
        ['s3:GetObject', 'arn:aws:s3:::a/b', 'explicit deny', {}],
      ],
    );
  });
});

// IAM user guide, "Set operators for multivalued context keys".
describe('keys of several values', () => {
  const tags = (operator: string, more = {}): Attached =>
    role({
      Effect: 'Allow',
      Action: 'ec2:CreateTags',
      Resource: '*',
      Condition: { [operator]: { 'aws:TagKeys': ['environment', 'cost-center'] }, ...more },
    });
  const volume = 'arn:aws:ec2:eu-west-1:123456789012:volume/v';
  const ask = (decision: Decision, ...keys: string[]): Asked => [
    'ec2:CreateTags',
    volume,
    decision,
    keys.length > 0 ? { 'aws:TagKeys': keys } : {},
  ];

  it('ForAllValues: each value of the request is one of those listed; and where there is none, it holds', () => {
    says(tags('ForAllValues:StringEquals'), [
      ask('allow', 'environment'),
      ask('allow', 'environment', 'cost-center'),
      ask('implicit deny', 'environment', 'dept'),
      // The page warns of it: without the key it is true.
      ask('allow'),
    ]);
  });

  it('with Null it does not', () => {
    says(tags('ForAllValues:StringEquals', { Null: { 'aws:TagKeys': 'false' } }), [
      ask('allow', 'environment'),
      ask('implicit deny'),
    ]);
  });

  it('ForAnyValue: one value of the request is one of those listed', () => {
    says(tags('ForAnyValue:StringEquals'), [
      ask('allow', 'environment', 'dept'),
      ask('implicit deny', 'dept'),
      ask('implicit deny'),
    ]);
  });

  it('a Deny with ForAllValues denies where there is none', () => {
    says(
      role(
        { Effect: 'Allow', Action: 'ec2:*', Resource: '*' },
        {
          Effect: 'Deny',
          Action: 'ec2:CreateTags',
          Resource: '*',
          Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'dept' } },
        },
      ),
      [ask('explicit deny'), ask('explicit deny', 'dept'), ask('allow', 'environment')],
    );
  });
});

// IAM user guide, "IAM JSON policy elements: Condition operators".
describe('operators', () => {
  test.each<[string, string, string | readonly string[], RequestContext, boolean]>([
    ['StringEqualsIgnoreCase', 'aws:PrincipalTag/job', 'Admin', { 'aws:PrincipalTag/job': 'ADMIN' }, true],
    ['StringLike', 's3:prefix', ['', 'home/', 'home/bob/*'], { 's3:prefix': 'home/bob/x' }, true],
    ['StringLike', 's3:prefix', ['', 'home/', 'home/bob/*'], { 's3:prefix': 'home/ann/x' }, false],
    ['StringEquals', 's3:prefix', 'home/*', { 's3:prefix': 'home/bob' }, false],
    ['StringEquals', 's3:prefix', 'home/*', { 's3:prefix': 'home/*' }, true],
    ['NumericLessThanEquals', 's3:max-keys', '10', { 's3:max-keys': '10' }, true],
    ['NumericLessThanEquals', 's3:max-keys', '10', { 's3:max-keys': '11' }, false],
    [
      'DateGreaterThan',
      'aws:TokenIssueTime',
      '2020-01-01T00:00:01Z',
      { 'aws:TokenIssueTime': '2020-01-02T00:00:00Z' },
      true,
    ],
    ['DateLessThan', 'aws:CurrentTime', '1577836801', { 'aws:CurrentTime': '2020-01-01T00:00:00Z' }, true],
    ['Bool', 'aws:SecureTransport', 'TRUE', { 'aws:SecureTransport': 'true' }, true],
    ['Bool', 'aws:MultiFactorAuthPresent', 'false', {}, false],
    ['BoolIfExists', 'aws:MultiFactorAuthPresent', 'true', {}, true],
    ['IpAddress', 'aws:SourceIp', '203.0.113.0/24', { 'aws:SourceIp': '203.0.113.9' }, true],
    ['IpAddress', 'aws:SourceIp', '203.0.113.0/24', { 'aws:SourceIp': '203.0.114.9' }, false],
    ['NotIpAddress', 'aws:SourceIp', '203.0.113.0/24', {}, true],
    [
      'ArnEquals',
      'aws:SourceArn',
      'arn:aws:sns:*:123456789012:t*',
      { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:123456789012:topic' },
      true,
    ],
    [
      'ArnLike',
      'aws:SourceArn',
      'arn:aws:sns:*:t',
      { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:123456789012:t' },
      false,
    ],
    ['Null', 'aws:TokenIssueTime', 'true', {}, true],
    ['Null', 'aws:TokenIssueTime', 'true', { 'aws:TokenIssueTime': '2020-01-01T00:00:01Z' }, false],
    // "…IfExists" operators, the example of instance types.
    ['StringLikeIfExists', 'ec2:InstanceType', ['t1.*', 't2.*', 'm3.*'], {}, true],
    [
      'StringLikeIfExists',
      'ec2:InstanceType',
      ['t1.*', 't2.*', 'm3.*'],
      { 'ec2:InstanceType': 'm5.large' },
      false,
    ],
  ])('%s of %s with %j in %j: %s', (operator, key, values, context, holds) => {
    says(
      role({
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: '*',
        Condition: { [operator]: { [key]: values } },
      }),
      [['s3:GetObject', 'arn:aws:s3:::a/b', holds ? 'allow' : 'implicit deny', context]],
    );
  });
});

// IAM user guide, "IAM JSON policy elements: Action" and "Resource".
describe('names and patterns', () => {
  it('actions have no case, resources have; a question mark is one character', () => {
    says(
      role({ Effect: 'Allow', Action: 'IAM:*accesskey*', Resource: 'arn:aws:iam::123456789012:user/B?b' }),
      [
        ['iam:CreateAccessKey', 'arn:aws:iam::123456789012:user/Bob', 'allow'],
        ['iam:CreateAccessKey', 'arn:aws:iam::123456789012:user/bob', 'implicit deny'],
        ['iam:CreateAccessKey', 'arn:aws:iam::123456789012:user/Bb', 'implicit deny'],
        ['iam:CreateUser', 'arn:aws:iam::123456789012:user/Bob', 'implicit deny'],
      ],
    );
  });

  it('an ARN that ends early is completed', () => {
    says(role({ Effect: 'Allow', Action: 'sqs:*', Resource: 'arn:aws:sqs' }), [
      ['sqs:SendMessage', 'arn:aws:sqs:eu-west-1:123456789012:q', 'allow'],
      ['sqs:SendMessage', 'arn:aws:sns:eu-west-1:123456789012:q', 'implicit deny'],
    ]);
  });

  // "IAM policy elements: Variables and tags".
  it('`${*}` is a plain asterisk', () => {
    says(role({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/${*}/x' }), [
      ['s3:GetObject', 'arn:aws:s3:::a/*/x', 'allow'],
      ['s3:GetObject', 'arn:aws:s3:::a/b/x', 'implicit deny'],
    ]);
  });
});
