import { Allowances } from '../../lib/meaning/allowances.js';
import { pinnedActions } from '../../lib/meaning/index/action-index.js';
import { meaningOf } from '../../lib/meaning/meaning.js';
import { access, allow, deny, type Written } from './builders.js';

const reach = (action: string, resource: string | readonly string[]) =>
  new Allowances(access(allow(action, resource)), pinnedActions()).of(action)?.reach;

test.each([
  ['s3:GetObject', '*', 'every'],
  ['s3:GetObject', 'arn:aws:s3:::*', 'every'],
  ['s3:GetObject', 'arn:aws:s3:::*/*', 'every'],
  ['s3:GetObject', 'arn:aws:s3:::logs-*/*', 'wide'],
  ['s3:GetObject', 'arn:aws:s3:::logs/*', 'named'],
  ['s3:GetObject', 'arn:aws:s3:::logs', undefined],
  ['s3:ListAllMyBuckets', 'arn:aws:s3:::*', undefined],
  ['s3:ListAllMyBuckets', '*', 'every'],
  ['ec2:TerminateInstances', 'arn:aws:ec2:*:*:*', 'every'],
  ['ec2:TerminateInstances', 'arn:aws:ec2:eu-west-1:111122223333:instance/*', 'every'],
  ['ec2:TerminateInstances', 'arn:aws:ec2:*:*:volume/*', undefined],
  ['iam:PassRole', 'arn:aws:iam::*:role/*', 'every'],
  ['iam:PassRole', 'arn:aws:iam::*:role/team/*', 'wide'],
  ['iam:PassRole', 'arn:aws:iam::*:role/app', 'named'],
  ['iam:CreateAccessKey', 'arn:aws:iam::*:user/${aws:username}', 'named'],
  ['s3:PutBucketPolicy', 'arn:aws:s3:::logs/*', undefined],
  ['dynamodb:Query', 'arn:aws:dynamodb:*:*:table/*/index/*', 'every'],
  // A star at the end of a part goes on past the colon.
  ['lambda:UpdateFunctionCode', 'arn:aws:lambda:*:function:app-*', 'wide'],
  ['lambda:UpdateFunctionCode', 'arn:aws:*:*:function:*', 'every'],
  ['lambda:UpdateFunctionCode', 'arn:aws:*:eu-west-1:function:app', 'named'],
  ['lambda:UpdateFunctionCode', 'arn:aws:lambda:*:layer:app-*', undefined],
  ['lambda:UpdateFunctionCode', 'arn:aws:lambda:eu-west-1:function:app-*', undefined],
  ['lambda:UpdateFunctionCode', 'arn:aws:lambda:*:111122223333:layer:function:app-*', undefined],
])('%s on %s reaches %s', (action, resource, expected) => {
  expect(reach(action, resource)).toBe(expected);
});

describe('what the old list read wrongly', () => {
  const privileged = (...statements: readonly Written[]) =>
    meaningOf(access(...statements)).reasons.map(({ code }) => code);

  it('everything on one bucket is no administrator of S3, and not privileged', () => {
    expect(privileged(allow('s3:*', ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*']))).toEqual([]);
    expect(privileged(allow('s3:*', ['arn:aws:s3:::*', 'arn:aws:s3:::*/*']))).toContain('PERMISSIONS');
  });
  it('all of IAM under a Deny of all but reads reads', () => {
    const reads = { ...deny('x:y'), Action: undefined, NotAction: ['iam:Get*', 'iam:List*'] };
    expect(privileged(allow('iam:*'), reads)).toEqual([]);
    expect(privileged(allow('iam:*'))).toEqual(['SERVICE_ADMINISTRATOR']);
  });
  it('support tickets give nothing to anybody', () => {
    expect(privileged(allow('support:*'))).toEqual([]);
  });
  it('EC2 on each of its resources is told for what it opens', () => {
    expect(privileged(allow('ec2:*', 'arn:aws:ec2:*:*:*'))).toEqual(
      expect.arrayContaining(['PERMISSIONS', 'WORKLOADS']),
    );
  });
});
