import fc from 'fast-check';
import { privilegeOf } from '../../lib/meaning/index.js';
import type { PermissionSetContent } from '../../lib/model/index.js';

const AWS = 'arn:aws:iam::aws:policy/';

function content(more: Partial<PermissionSetContent>): PermissionSetContent {
  return { managed: [], customerManaged: [], sessionMinutes: 60, ...more };
}

function inline(...statements: Record<string, unknown>[]): readonly string[] {
  const Statement = statements.map((each) => ({ Effect: 'Allow', Resource: '*', ...each }));
  return privilegeOf(content({ inline: { Version: '2012-10-17', Statement } }));
}

const DENY = { Effect: 'Deny' };

describe('privilegeOf, managed policies', () => {
  test.each([
    'AdministratorAccess',
    'PowerUserAccess',
    'IAMFullAccess',
    'AWSOrganizationsFullAccess',
    'AWSSSOMasterAccountAdministrator',
    'AWSLambda_FullAccess',
    'job-function/SystemAdministrator',
  ])('%s is privileged', (name) => {
    expect(privilegeOf(content({ managed: [`${AWS}${name}`] }))).not.toEqual([]);
  });

  test.each([
    'ReadOnlyAccess',
    'AmazonCognitoReadOnly',
    'job-function/ViewOnlyAccess',
    'SecurityAudit',
    'job-function/SupportUser',
  ])('%s is not', (name) => {
    expect(privilegeOf(content({ managed: [`${AWS}${name}`] }))).toEqual([]);
  });

  test('the text of another partition is not known, and so counts', () => {
    const managed = ['arn:aws-us-gov:iam::aws:policy/SecurityAudit'];
    expect(privilegeOf(content({ managed }))).toEqual([
      'has content of policy arn:aws-us-gov:iam::aws:policy/SecurityAudit, which is not read',
    ]);
  });

  test("somebody's own policy under a trusted name is not taken for AWS's", () => {
    const managed = ['arn:aws:iam::123456789012:policy/ReadOnlyAccess'];
    expect(privilegeOf(content({ managed }))).toEqual([
      'has content of policy arn:aws:iam::123456789012:policy/ReadOnlyAccess, which is not read',
    ]);
  });

  test('a customer-managed policy is said to be unread', () => {
    const customerManaged = [{ path: '/team/', name: 'deploy' }];
    expect(privilegeOf(content({ customerManaged }))).toEqual([
      'has content of customer-managed policy /team/deploy, which is not read',
    ]);
  });

  test('a boundary that is known takes away what it does not allow; one that is not known takes nothing away', () => {
    const managed = [`${AWS}AdministratorAccess`];
    expect(privilegeOf(content({ managed, boundary: { arn: `${AWS}SecurityAudit` } }))).toEqual([]);
    expect(privilegeOf(content({ managed, boundary: { arn: `${AWS}PowerUserAccess` } }))).toEqual([
      'allows every action but some of account, iam, organizations',
    ]);
    for (const boundary of [
      { path: '/', name: 'guard' },
      { arn: 'arn:aws:iam::123456789012:policy/ReadOnlyAccess' },
      { arn: 'arn:aws-cn:iam::aws:policy/ReadOnlyAccess' },
    ])
      expect(privilegeOf(content({ managed, boundary }))).toEqual(['allows every action on every resource']);
  });

  test('reasons come sorted and once', () => {
    const managed = [`${AWS}IAMFullAccess`, `${AWS}AmazonS3FullAccess`, `${AWS}IAMFullAccess`];
    const reasons = privilegeOf(content({ managed }));
    expect(reasons).toEqual([...reasons].sort());
    expect(new Set(reasons).size).toBe(reasons.length);
  });
});

describe('privilegeOf, inline policies', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['*', { Action: '*' }, 'allows every action on every resource'],
    ['*:*', { Action: ['s3:GetObject', '*:*'] }, 'allows every action on every resource'],
    ['NotAction', { Action: undefined, NotAction: ['iam:*'] }, 'allows every action but some of iam'],
    ['a whole service', { Action: 'kms:*' }, 'allows every action of kms on every resource'],
    [
      'PassRole on *',
      { Action: 'iam:PassRole' },
      'lets its holder hand any role to a service (iam:PassRole)',
    ],
    [
      'PassRole on a pattern',
      { Action: 'iam:Pass*', Resource: 'arn:aws:iam::123456789012:role/*' },
      'lets its holder hand any role to a service (iam:PassRole)',
    ],
    [
      'AssumeRole by NotResource',
      { Action: 'sts:AssumeRole', Resource: undefined, NotResource: 'arn:aws:iam::*:role/admin' },
      'lets its holder take on any role that trusts the account (sts:AssumeRole)',
    ],
    ...[
      'arn:aws:iam::*:role/OrganizationAccountAccessRole',
      'arn:aws:iam::123456789012:role/OrganizationAccountAccessRole',
      'arn:aws:iam::123456789012:role/AWSControlTowerExecution',
      'arn:aws:iam::*:role/reader',
      'arn:aws:iam::12345678????:role/reader',
    ].map(
      (Resource) =>
        [
          `AssumeRole of ${Resource}`,
          { Action: 'sts:AssumeRole', Resource },
          'lets its holder take on a role that administers, or one in whichever account has it (sts:AssumeRole)',
        ] as [string, Record<string, unknown>, string],
    ),
    [
      'escalation on one named role',
      { Action: 'iam:putrolepolicy', Resource: 'arn:aws:iam::123456789012:role/app' },
      'lets its holder change what users, groups and roles may do (iam:PutRolePolicy)',
    ],
    [
      'under a condition',
      {
        Action: 'organizations:LeaveOrganization',
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      },
      'lets its holder change the organization and its guardrails (organizations:LeaveOrganization)',
    ],
    [
      'through Identity Center',
      { Action: 'sso:CreateAccountAssignment' },
      'lets its holder give access through Identity Center (sso:CreateAccountAssignment)',
    ],
  ])('%s is privileged', (_, statement, reason) => {
    expect(inline(statement)).toEqual([reason]);
  });

  test.each<[string, Record<string, unknown>]>([
    ['reading everything', { Action: ['ec2:Describe*', 's3:Get*', 's3:List*', 'iam:Get*', 'iam:List*'] }],
    [
      'a service on named resources',
      { Action: 's3:*', Resource: ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*'].slice(0, 1) },
    ],
    ['every action on one bucket', { Action: '*', Resource: 'arn:aws:s3:::logs' }],
    ['PassRole of one role', { Action: 'iam:PassRole', Resource: 'arn:aws:iam::123456789012:role/app' }],
    ['AssumeRole of one role', { Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::123456789012:role/app' }],
    [
      'AssumeRole of one role in the account of the holder',
      { Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::${aws:PrincipalAccount}:role/app' },
    ],
    [
      "AssumeRole of roles that are a service's own",
      { Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/app' },
    ],
    [
      'a token of a user of an application, which needs a pool with a developer provider beside it',
      { Action: 'cognito-identity:GetOpenIdTokenForDeveloperIdentity' },
    ],
    [
      'tokens of oneself',
      {
        Action: [
          'sts:GetSessionToken',
          'ecr:GetAuthorizationToken',
          'cognito-identity:GetCredentialsForIdentity',
        ],
      },
    ],
    [
      "one's own access keys",
      { Action: 'iam:CreateAccessKey', Resource: 'arn:aws:iam::*:user/${aws:username}' },
    ],
  ])('%s is not', (_, statement) => {
    expect(inline(statement)).toEqual([]);
  });

  test('whoever has a whole service is told so once; what it is good for in others is told beside it', () => {
    expect(inline({ Action: 'iam:*' })).toEqual(['allows every action of iam on every resource']);
    expect(inline({ Action: ['iam:*', 'lambda:CreateFunction', 'lambda:InvokeFunction'] })).toEqual([
      'allows every action of iam on every resource',
      expect.stringMatching(
        /^lets its holder pass a role to Lambda .*lambda:CreateFunction, lambda:InvokeFunction; lambda-001\)$/,
      ),
    ]);
  });

  test('an unconditional Deny on everything takes its actions away', () => {
    expect(inline({ Action: 'iam:PassRole' }, { ...DENY, Action: 'iam:*' })).toEqual([]);
    expect(inline({ Action: 'sso:*' }, { ...DENY, Action: 'sso:*' })).toEqual([]);
    expect(inline({ Action: '*' }, { ...DENY, Action: '*' })).toEqual([]);
  });

  test('a Deny of all but a few leaves only the few', () => {
    const denyRest = { ...DENY, Action: undefined, NotAction: ['sts:AssumeRole'] };
    expect(inline({ Action: ['iam:PassRole', 'sts:AssumeRole'] }, denyRest)).toEqual([
      'lets its holder take on any role that trusts the account (sts:AssumeRole)',
    ]);
  });

  test.each<[string, Record<string, unknown>]>([
    ['a condition', { Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }],
    ['one resource', { Resource: 'arn:aws:iam::123456789012:role/admin' }],
    ['an exception', { Resource: undefined, NotResource: 'arn:aws:iam::123456789012:role/app' }],
  ])('a Deny with %s is no excuse', (_, limits) => {
    expect(inline({ Action: 'iam:PassRole' }, { ...DENY, Action: 'iam:*', ...limits })).toHaveLength(1);
  });

  test('a partial Deny does not make "every action" harmless', () => {
    expect(inline({ Action: '*' }, { ...DENY, Action: 'iam:*' })).toEqual([
      'allows every action but some of iam',
    ]);
  });

  test.each<[string, unknown]>([
    ['no statement', {}],
    ['an unknown effect', { Statement: [{ Effect: 'allow', Action: '*', Resource: '*' }] }],
    ['an action that is no text', { Statement: [{ Effect: 'Allow', Action: [1], Resource: '*' }] }],
    ['neither Action nor NotAction', { Statement: [{ Effect: 'Allow', Resource: '*' }] }],
    ['broken JSON', '{"Statement": ['],
    ['null', null],
  ])('a document with %s counts as privileged', (_, document) => {
    expect(privilegeOf(content({ inline: document }))).toEqual([
      expect.stringMatching(/^has content of its inline policy \(.+\), which is not read$/),
    ]);
  });

  test('text and object are read alike, and so is a single statement', () => {
    const document = { Statement: { Effect: 'Allow', Action: 'sso:*', Resource: '*' } };
    expect(privilegeOf(content({ inline: JSON.stringify(document) }))).toEqual(
      privilegeOf(content({ inline: document })),
    );
  });

  test('allowing more never makes a set less privileged', () => {
    const statement = fc.record({
      Effect: fc.constant('Allow'),
      Action: fc.constantFrom(
        '*',
        'iam:*',
        'iam:PassRole',
        's3:Get*',
        'sso:CreateAccountAssignment',
        'sts:AssumeRole',
      ),
      Resource: fc.constantFrom('*', 'arn:aws:iam::123456789012:role/app'),
    });
    fc.assert(
      fc.property(fc.array(statement), statement, (before, added) => {
        const count = (list: object[]) => privilegeOf(content({ inline: { Statement: list } })).length;
        expect(count([...before, added]) > 0).toBe(count(before) > 0 || count([added]) > 0);
      }),
      { numRuns: 25 },
    );
  });
});
