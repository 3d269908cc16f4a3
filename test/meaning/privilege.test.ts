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
    expect(privilegeOf(content({ managed: [`${AWS}${name}`] }))).toHaveLength(1);
  });

  test.each(['ReadOnlyAccess', 'job-function/ViewOnlyAccess', 'SecurityAudit', 'job-function/SupportUser'])(
    '%s is not',
    (name) => {
      expect(privilegeOf(content({ managed: [`${AWS}${name}`] }))).toEqual([]);
    },
  );

  test('another partition makes no difference', () => {
    const managed = ['arn:aws-us-gov:iam::aws:policy/AdministratorAccess'];
    expect(privilegeOf(content({ managed }))).toEqual([
      'AWS managed policy AdministratorAccess gives every action on every resource',
    ]);
  });

  test("somebody's own policy under a trusted name is not taken for AWS's", () => {
    const managed = ['arn:aws:iam::123456789012:policy/ReadOnlyAccess'];
    expect(privilegeOf(content({ managed }))).toEqual([
      'content of policy arn:aws:iam::123456789012:policy/ReadOnlyAccess is not read',
    ]);
  });

  test('a customer-managed policy is said to be unread', () => {
    const customerManaged = [{ path: '/team/', name: 'deploy' }];
    expect(privilegeOf(content({ customerManaged }))).toEqual([
      'content of customer-managed policy /team/deploy is not read',
    ]);
  });

  test('a boundary is no excuse', () => {
    const boundary = { arn: `${AWS}ReadOnlyAccess` };
    expect(privilegeOf(content({ managed: [`${AWS}AdministratorAccess`], boundary }))).toHaveLength(1);
  });

  test('reasons come sorted and once', () => {
    const managed = [`${AWS}PowerUserAccess`, `${AWS}AdministratorAccess`, `${AWS}PowerUserAccess`];
    const reasons = privilegeOf(content({ managed }));
    expect(reasons).toEqual([...reasons].sort());
    expect(reasons).toHaveLength(2);
  });
});

describe('privilegeOf, inline policies', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['*', { Action: '*' }, 'inline policy allows every action on every resource'],
    ['*:*', { Action: ['s3:GetObject', '*:*'] }, 'inline policy allows every action on every resource'],
    ['NotAction', { Action: undefined, NotAction: ['iam:*'] }, 'inline policy allows every action but iam:*'],
    ['a whole service', { Action: 'sqs:*' }, 'inline policy allows every action of sqs on every resource'],
    [
      'PassRole on *',
      { Action: 'iam:PassRole' },
      'inline policy lets its holder hand any role to a service (iam:PassRole)',
    ],
    [
      'PassRole on a pattern',
      { Action: 'iam:Pass*', Resource: 'arn:aws:iam::123456789012:role/*' },
      'inline policy lets its holder hand any role to a service (iam:PassRole)',
    ],
    [
      'AssumeRole by NotResource',
      { Action: 'sts:AssumeRole', Resource: undefined, NotResource: 'arn:aws:iam::*:role/admin' },
      'inline policy lets its holder take on any role that trusts the account (sts:AssumeRole)',
    ],
    [
      'escalation on one named role',
      { Action: 'iam:putrolepolicy', Resource: 'arn:aws:iam::123456789012:role/app' },
      'inline policy lets its holder change who may do what in IAM (iam:PutRolePolicy)',
    ],
    [
      'under a condition',
      {
        Action: 'organizations:LeaveOrganization',
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      },
      'inline policy lets its holder change the organization and its guardrails (organizations:LeaveOrganization)',
    ],
    [
      'through Identity Center',
      { Action: 'sso:CreateAccountAssignment' },
      'inline policy lets its holder give access through Identity Center (sso:CreateAccountAssignment)',
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
      "one's own access keys",
      { Action: 'iam:CreateAccessKey', Resource: 'arn:aws:iam::*:user/${aws:username}' },
    ],
  ])('%s is not', (_, statement) => {
    expect(inline(statement)).toEqual([]);
  });

  test('iam:* names both what it changes and what it passes on', () => {
    expect(inline({ Action: 'iam:*' })).toEqual([
      'inline policy allows every action of iam on every resource',
      expect.stringMatching(/change who may do what in IAM \(.* and \d+ more\)$/),
      'inline policy lets its holder hand any role to a service (iam:PassRole)',
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
      'inline policy lets its holder take on any role that trusts the account (sts:AssumeRole)',
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
      'inline policy allows every action on every resource',
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
      'inline policy has a part that is not understood',
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
    );
  });
});
