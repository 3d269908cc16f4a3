import { AWS_MANAGED_POLICIES, meaningView, publishedPolicy } from '../../lib/meaning/index.js';
import { pinnedConditionKeys } from '../../lib/meaning/index/condition-keys.js';
import { PLAIN } from '../../lib/report/paint.js';
import { meaningText } from '../../lib/report/index.js';
import { access, allow, deny, type Written } from './builders.js';

const keysOf = (...statements: readonly Written[]) =>
  meaningView({ name: 'a', access: access(...statements), unread: [] }).unknownKeys;
const under = (key: string, operator = 'StringEquals') =>
  allow('s3:GetObject', '*', { [operator]: { [key]: 'x' } });

describe('a condition key that AWS does not document', () => {
  it.each([
    ['s3:prefx', 's3:prefix'],
    ['aws:PrincipalOrgIds', 'aws:principalorgid'],
    ['aws:MultiFactorAuthPresents', 'aws:multifactorauthpresent'],
    ['nothing:like-this-at-all', undefined],
    ['mfa', undefined],
  ])('is told: %s', (key, nearest) => {
    expect(keysOf(under(key))).toEqual([{ key: key.toLowerCase(), ...(nearest ? { nearest } : {}) }]);
  });

  it('is told of denials, of every layer, and once', () => {
    expect(
      keysOf(under('s3:prefx'), deny('s3:*', '*', { StringNotEquals: { 's3:prefx': 'x' } })),
    ).toHaveLength(1);
    expect(keysOf(allow('s3:*'), deny('s3:*', '*', { Null: { 'aws:SourceVpcX': 'true' } }))).toEqual([
      { key: 'aws:sourcevpcx', nearest: 'aws:sourcevpc' },
    ]);
  });

  it('is printed with what may be meant', () => {
    const view = meaningView({ name: 'a', access: access(under('s3:prefx')), unread: [] });
    expect(meaningText(view, PLAIN, 80).join('\n')).toContain('s3:prefx; s3:prefix may be meant');
  });

  it.each([
    's3:prefix',
    'S3:Prefix',
    'aws:SourceIp',
    'aws:PrincipalTag/team',
    'aws:ResourceTag/cost centre',
    's3:ExistingObjectTag/class',
    'ec2:SourceInstanceArn',
    'kms:ViaService',
    'kms:EncryptionContext:purpose',
    'token.actions.githubusercontent.com:sub',
    'idp.example.org/pool:aud',
    'saml:aud',
  ])('honest twin: %s is documented, or an identity provider’s', (key) => {
    expect(keysOf(under(key))).toBeUndefined();
  });

  it('honest twin: most policies that AWS publishes name documented keys alone', () => {
    const views = AWS_MANAGED_POLICIES.flatMap((name) => {
      const policy = publishedPolicy(`arn:aws:iam::aws:policy/${name}`)?.policy;
      return policy ? [meaningView({ name, access: { policies: [policy] }, unread: [] })] : [];
    });
    const odd = views.filter(({ unknownKeys }) => unknownKeys !== undefined);
    expect(views.length).toBeGreaterThan(500);
    expect(odd.length / views.length).toBeLessThan(0.02);
  });

  it('proves nothing: under one what is allowed counts, and what is denied does not', () => {
    const plain = meaningView({ name: 'a', access: access(allow('iam:CreateUser')), unread: [] });
    const odd = meaningView({
      name: 'a',
      access: access(allow('iam:CreateUser', '*', { StringEquals: { 'aws:nope': 'x' } })),
      unread: [],
    });
    expect(odd.tier).toBe(plain.tier);
    const denied = meaningView({
      name: 'a',
      access: access(allow('iam:CreateUser'), deny('iam:*', '*', { StringEquals: { 'aws:nope': 'x' } })),
      unread: [],
    });
    expect(denied.tier).toBe(plain.tier);
  });
});

test('the pinned keys are those of AWS, of every service at once', () => {
  const keys = pinnedConditionKeys();
  for (const key of ['iam:PassedToService', 'sts:ExternalId', 'organizations:ServicePrincipal'])
    expect([key, keys.knows(key)]).toEqual([key, true]);
});
