import { allowedBy, gainsOf, privilegeOf } from '../../lib/meaning/index.js';
import type { PermissionSetContent } from '../../lib/model/index.js';

const AWS = 'arn:aws:iam::aws:policy/';

function content(more: Partial<PermissionSetContent>): PermissionSetContent {
  return { managed: [], customerManaged: [], sessionMinutes: 60, ...more };
}

function allowing(Action: string | string[], Resource: string | string[] = '*'): PermissionSetContent {
  return content({
    inline: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] },
  });
}

describe('REQ-034 how wide a role is', () => {
  it.each([
    ['every action', allowing('*')],
    ['every action but some', content({ managed: [`${AWS}PowerUserAccess`] })],
    ['every action of IAM', allowing('iam:*')],
    ['a wildcard within the name of an action', allowing('iam:Pass*')],
    ['a wildcard in place of named roles', allowing(['iam:PassRole', 'lambda:CreateFunction'], '*')],
  ])('REQ-034 is judged by %s that its policies allow', (_, wide) => {
    expect(privilegeOf(wide)).not.toEqual([]);
  });

  it.each([
    'AWSCodeBuildAdminAccess',
    'AWSDataPipeline_PowerUser',
    'CloudWatchFullAccessV2',
    'AWSBatchFullAccess',
  ])('REQ-034 is not judged by a harmless name: %s', (name) => {
    expect(privilegeOf(content({ managed: [`${AWS}${name}`] }))).not.toEqual([]);
  });

  it('REQ-034 nor by what the set is called', () => {
    const wide = allowing('*');
    expect(allowedBy([{ name: 'Reader', content: wide }])).toEqual(
      allowedBy([{ name: 'Administrator', content: wide }]),
    );
    expect(
      allowedBy([{ name: 'Administrator', content: allowing('ec2:DescribeInstances') }]).reasons,
    ).toEqual([]);
  });

  it('REQ-034 and which of two is the narrower is proved', () => {
    const [one, all] = ['arn:aws:s3:::payroll/*', 'arn:aws:s3:::*/*'].map((each) =>
      allowing('s3:GetObject', each),
    );
    if (!one || !all) throw new Error('two contents');
    expect(gainsOf(all, one).more).toBe('no');
    expect(gainsOf(one, all)).toMatchObject({ more: 'yes', among: [{ action: 's3:GetObject' }] });
  });
});

// Each of these makes a credential that has no end of its own. Source: IAM API reference.
const LASTING = [
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:CreateServiceSpecificCredential',
  'iam:UploadSSHPublicKey',
  'iam:UploadSigningCertificate',
];

describe('REQ-082 a role that a workload takes', () => {
  it.each(LASTING)('REQ-082 is privileged where it may make a long-lived credential: %s', (action) => {
    expect(privilegeOf(allowing(action)).join()).toContain(action);
  });

  it.each(['iam:ListAccessKeys', 'iam:GetAccessKeyLastUsed', 'sts:GetCallerIdentity', 'sqs:ReceiveMessage'])(
    'REQ-082 and is not by what makes none: %s',
    (action) => {
      expect(privilegeOf(allowing(action))).toEqual([]);
    },
  );
});

describe('REQ-083 what opens secrets that are kept', () => {
  it.each(['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'])(
    'REQ-083 is privileged beyond secrets that were named: %s',
    (action) => {
      expect(privilegeOf(allowing(action)).join()).toContain(action);
    },
  );

  it('REQ-083 and reads contents, of a named one as well', () => {
    const named = allowing(
      'secretsmanager:GetSecretValue',
      'arn:aws:secretsmanager:*:*:secret:payroll-AbCdEf',
    );
    expect(allowedBy([{ name: '', content: named }])).toEqual({ tier: 'data-read', reasons: [] });
  });
});
