import { tierAsAllowed, tierOf } from '../../lib/meaning/action-tier.js';
import { Allowances } from '../../lib/meaning/allowances.js';
import { pinnedActions } from '../../lib/meaning/index/action-index.js';
import { CORRECTED_LEVELS } from '../../lib/meaning/index/corrections.js';
import { levelLetter } from '../../lib/meaning/index/level.js';
import { CHANGING_ACCESS, CHANGING_OTHERS, OPENS } from '../../lib/meaning/lists/index.js';
import { meaningOf } from '../../lib/meaning/meaning.js';
import { access, allow, type Written } from './builders.js';

const index = pinnedActions();
const known = Array.from({ length: index.size }, (_, id) => index.facts(id));
const byName = new Map(known.map((facts) => [facts.name, facts]));
const tierAllowed = (statement: Written) => {
  const [only] = new Allowances(access(statement), index).all();
  return only && tierAsAllowed(only);
};
const OWN_USER = 'arn:aws:iam::*:user/${aws:username}';
const LINKED = 'arn:aws:iam::*:role/aws-service-role/x.amazonaws.com/*';

describe('the level of an action', () => {
  test.each([
    ['s3', 'GetObject', 'Read', 'r'],
    ['s3', 'PutBucketPolicy', 'Permissions management, Write', 'p'],
    ['ec2', 'CreateTags', 'Tagging, Write', 't'],
    ['glue', 'GetQueries', 'Permissions management', 'r'],
    ['glue', 'ListX', 'Permissions management', 'l'],
    ['redshift', 'GetClusterCredentials', 'Write', 'w'],
    ['iot', 'ListSubscriptions', 'Write', 'l'],
    ['kms', 'Decrypt', 'Write', 'r'],
    ['rds', 'AuthorizeDBSecurityGroupIngress', 'Permissions management', 'w'],
    ['ecs', 'AllowVendedLogDeliveryForResource', 'Permissions management', 'w'],
    ['s3', 'AllowVendedLogDeliveryForResource', 'Read', 'r'],
  ])('%s:%s, which AWS calls %s: %s', (service, action, listed, letter) => {
    expect(levelLetter(service, action, listed)).toBe(letter);
  });

  it('one that AWS never used is refused', () => {
    expect(() => levelLetter('s3', 'GetObject', 'Reads')).toThrow(RangeError);
  });

  it('is corrected for actions that there are, none of which changes who may do what', () => {
    expect([...CORRECTED_LEVELS.keys()].filter((name) => !byName.has(name))).toEqual([]);
    expect([...CORRECTED_LEVELS.keys()].filter((name) => CHANGING_ACCESS.has(name))).toEqual([]);
  });

  it('stands in the index as it is corrected', () => {
    expect([...CORRECTED_LEVELS].filter(([name, letter]) => byName.get(name)?.level !== letter)).toEqual([]);
  });
});

describe('the tier of an action', () => {
  test.each([
    ['iam:ListRoles', 'list'],
    ['s3:GetBucketPolicy', 'read'],
    ['s3:GetObject', 'data-read'],
    ['kms:Decrypt', 'data-read'],
    ['s3:PutObject', 'write'],
    ['iam:PassRole', 'write'],
    ['sts:AssumeRole', 'write'],
    ['ec2:CreateTags', 'tagging'],
    ['s3:PutBucketPolicy', 'permissions-management'],
    ['sso:CreateAccountAssignment', 'permissions-management'],
    ['identitystore:CreateGroupMembership', 'permissions-management'],
    ['rds:ModifyDBSnapshotAttribute', 'permissions-management'],
    ['kinesis:PutResourcePolicy', 'permissions-management'],
    // It copies, and leaves who may read what is here as it is.
    ['s3:PutReplicationConfiguration', 'write'],
  ])('%s: %s', (name, tier) => {
    expect(tierOf(byName.get(name)!)).toBe(tier);
  });

  it('a policy of a resource admits others, in whichever service and whatever AWS calls it', () => {
    const puts = known.filter(({ name }) =>
      /:(?:Put|Create|Update)(?:Resource|Cluster|Repository)Policy$/.test(name),
    );
    expect(puts.length).toBeGreaterThan(40);
    expect(puts.filter((facts) => tierOf(facts) !== 'permissions-management')).toEqual([]);
  });

  test.each<[string, Written, string]>([
    [
      "another user's keys",
      allow('iam:CreateAccessKey', 'arn:aws:iam::*:user/app'),
      'permissions-management',
    ],
    ["one's own keys", allow('iam:CreateAccessKey', OWN_USER), 'write'],
    ["one's own policies", allow('iam:PutUserPolicy', OWN_USER), 'permissions-management'],
    ["a service's own role", allow('iam:AttachRolePolicy', LINKED), 'write'],
    [
      'any role beside it',
      allow('iam:AttachRolePolicy', [LINKED, 'arn:aws:iam::*:role/app']),
      'permissions-management',
    ],
    ['a session that writes', allow('s3express:CreateSession'), 'write'],
    [
      'a session that reads',
      allow('s3express:CreateSession', '*', { StringEquals: { 's3express:SessionMode': 'ReadOnly' } }),
      'data-read',
    ],
    [
      'a session that reads or writes',
      allow('s3express:CreateSession', '*', {
        StringEquals: { 's3express:SessionMode': ['ReadOnly', 'ReadWrite'] },
      }),
      'write',
    ],
    [
      'a session whose mode may be left out',
      allow('s3express:CreateSession', '*', {
        StringEqualsIfExists: { 's3express:SessionMode': 'ReadOnly' },
      }),
      'write',
    ],
    [
      'a session that does not only read',
      allow('s3express:CreateSession', '*', { StringNotEquals: { 's3express:SessionMode': 'ReadOnly' } }),
      'write',
    ],
    [
      'a session of another key',
      allow('s3express:CreateSession', '*', { StringEquals: { 's3express:Other': 'ReadOnly' } }),
      'write',
    ],
  ])('as far as it is allowed: %s', (_, statement, tier) => {
    expect(tierAllowed(statement)).toBe(tier);
  });

  it('what spares oneself is known by name', () => {
    expect([...CHANGING_OTHERS].every((name) => CHANGING_ACCESS.has(name))).toBe(true);
    expect(CHANGING_OTHERS.has('iam:PutUserPolicy')).toBe(false);
  });
});

describe('what is not known', () => {
  test.each([
    ['nosuchservice:*', 'permissions-management', true],
    ['nosuchservice:creatething', 'permissions-management', true],
    ['nosuchservice:list*', 'list', false],
    ['nosuchservice:getthing', 'read', false],
    ['nosuchservice:tagthing', 'tagging', true],
    ['nosuchservice:untagthing', 'tagging', true],
    ['s3:teleport', 'permissions-management', true],
    ['s3:describeteleport', 'read', false],
    // What AWS may add to a pattern of a service that is known is told where policies are compared.
    ['s3:teleport*', 'none', false],
  ])('%s: %s, privileged: %s', (action, tier, privileged) => {
    const said = meaningOf(access(allow(action)));
    expect([said.tier, said.reasons.map(({ code }) => code)]).toEqual([
      tier,
      privileged ? ['NOT_JUDGED'] : [],
    ]);
  });
});

describe('reading what opens something else as it stands', () => {
  test.each([...OPENS])('%s is privileged, though its name says that it reads', (name) => {
    expect(byName.has(name)).toBe(true);
    expect(meaningOf(access(allow(name))).reasons.map(({ code }) => code)).toEqual(['CREDENTIALS']);
  });

  test.each(['ecr:GetAuthorizationToken', 'sts:GetSessionToken', 'ssm:GetParameter'])('%s is not', (name) => {
    expect(meaningOf(access(allow(name))).reasons).toEqual([]);
  });
});
