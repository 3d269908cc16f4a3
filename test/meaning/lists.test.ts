import { Allowances } from '../../lib/meaning/allowances.js';
import { escalationsOf } from '../../lib/meaning/escalation/index.js';
import { pinnedActions } from '../../lib/meaning/index/action-index.js';
import {
  COPIES_OUT,
  CREDENTIALS,
  DATA_READING,
  DATA_READS,
  holdingsOf,
  IDENTITY_PLANE,
  RECORD_CHANGES,
  RESOURCE_OPENINGS,
  WORKLOAD_RUNS,
  type NamedActions,
} from '../../lib/meaning/lists/index.js';
import { access, actionNamed, allow, deny, type Written } from './builders.js';

const LISTS: Readonly<Record<string, readonly NamedActions[]>> = {
  'copies out': COPIES_OUT,
  credentials: CREDENTIALS,
  'data reads': DATA_READS,
  'identity plane': IDENTITY_PLANE,
  openings: RESOURCE_OPENINGS,
  records: RECORD_CHANGES,
  workloads: WORKLOAD_RUNS,
};

const index = pinnedActions();
const allowances = (...statements: readonly Written[]) => new Allowances(access(...statements), index);
const through = (list: readonly NamedActions[], ...statements: readonly Written[]) =>
  holdingsOf(list, allowances(...statements)).flatMap((holding) =>
    holding.through.map(({ action }) => action),
  );

describe.each(Object.entries(LISTS))('the list of %s', (_, list) => {
  const actions = list.flatMap((named) => named.actions);

  test('names actions of the index as AWS writes them', () => {
    const known = actions.flatMap((action) =>
      index.expand(actionNamed(action)).map((id) => index.nameOf(id)),
    );
    expect(known).toEqual(actions);
  });

  test('names no action twice', () => {
    expect(actions.filter((action, i) => actions.indexOf(action) !== i)).toEqual([]);
  });

  test('is in order, group by group', () => {
    for (const named of list) expect(named.actions).toEqual([...named.actions].sort());
  });

  test('says of each group, in a line of its own, what it lets one do', () => {
    expect(new Set(list.map(({ lets }) => lets)).size).toBe(list.length);
    for (const { lets } of list) expect(lets).toMatch(/^[a-z][^\n.]{5,90}$/);
  });

  test('counts each of its actions on everything', () => {
    expect(through(list, allow(actions))).toEqual(actions);
  });
});

describe('what of a list counts', () => {
  const role = 'arn:aws:iam::111122223333:role/app';
  const oneself = 'arn:aws:iam::*:user/${aws:username}';

  test.each([
    ['what only counts wide', 'iam:PassRole', role, false],
    ['what only counts wide, on several', 'iam:PassRole', 'arn:aws:iam::111122223333:role/team-*', true],
    ['what counts however little it reaches', 'iam:PutRolePolicy', role, true],
    ['roles that belong to services', 'iam:PutRolePolicy', 'arn:aws:iam::*:role/aws-service-role/*', false],
    ['the credentials of others', 'iam:CreateAccessKey', 'arn:aws:iam::*:user/app', true],
    ["one's own credentials", 'iam:CreateAccessKey', oneself, false],
    [
      "one's own credentials, in any path",
      'iam:CreateAccessKey',
      'arn:aws:iam::*:user/*/${aws:username}',
      false,
    ],
    [
      'whoever is named nearly as oneself',
      'iam:CreateAccessKey',
      'arn:aws:iam::*:user/*${aws:username}',
      true,
    ],
    ['whoever is named after oneself', 'iam:CreateAccessKey', `${oneself}-admin`, true],
    ["one's own permissions", 'iam:PutUserPolicy', oneself, true],
  ])('%s: %s on %s', (_, action, resource, counts) => {
    expect(through(IDENTITY_PLANE, allow(action, resource))).toEqual(counts ? [action] : []);
  });

  test('says how far it reaches and whether it does always', () => {
    const mfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
    expect(holdingsOf(IDENTITY_PLANE, allowances(allow('iam:PassRole', '*', mfa)))).toEqual([
      {
        lets: 'hand any role to a service',
        through: [{ action: 'iam:PassRole', reach: 'every', always: false }],
      },
    ]);
  });

  test('always is said of as far as it reaches', () => {
    const mfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
    const [holding] = holdingsOf(
      IDENTITY_PLANE,
      allowances(allow('iam:PutRolePolicy', role), allow('iam:PutRolePolicy', '*', mfa)),
    );
    expect(holding?.through).toEqual([{ action: 'iam:PutRolePolicy', reach: 'every', always: false }]);
  });

  test('nothing of what is denied', () => {
    for (const list of Object.values(LISTS)) expect(through(list, allow('*'), deny('*'))).toEqual([]);
  });

  test('what reads data is known by name', () => {
    expect(DATA_READING.has('s3:GetObject')).toBe(true);
    expect(DATA_READING.has('s3:GetBucketPolicy')).toBe(false);
  });
});

/** Known ways to more than a policy says, and where each is seen. Source: issue J. */
describe('what the list of probes did not see', () => {
  test.each([
    ['cloudformation:UpdateStack', 'escalation'],
    ['codebuild:StartBuild', 'escalation'],
    ['ec2-instance-connect:SendSSHPublicKey', 'workloads'],
    ['ec2:ModifySnapshotAttribute', 'permissions management'],
    ['ecs:RunTask', 'workloads'],
    ['eks:CreateAccessEntry', 'identity plane'],
    ['iam:AcceptDelegationRequest', 'identity plane'],
    ['iam:CreateAccessKey', 'escalation'],
    ['iam:PassRole', 'identity plane'],
    ['iam:UpdateAccessKey', 'credentials'],
    ['identitystore:CreateGroupMembership', 'identity plane'],
    ['kms:CreateGrant', 'identity plane'],
    ['lambda:UpdateFunctionConfiguration', 'workloads'],
    ['organizations:LeaveOrganization', 'identity plane'],
    ['ram:CreateResourceShare', 'identity plane'],
    ['rds:ModifyDBSnapshotAttribute', 'openings'],
    ['rolesanywhere:CreateTrustAnchor', 'identity plane'],
    ['s3:PutBucketAcl', 'permissions management'],
    ['secretsmanager:GetSecretValue', 'credentials'],
    ['ssm:SendCommand', 'escalation'],
    ['ssm:StartAutomationExecution', 'workloads'],
    ['sso:AssociateProfile', 'identity plane'],
    ['sso:CreateTrustedTokenIssuer', 'identity plane'],
    ['sts:AssumeRole', 'escalation'],
  ])('%s: %s', (action, where) => {
    const allowed = allowances(allow(action));
    const seen = [
      ...(escalationsOf(allowed).length > 0 ? ['escalation'] : []),
      ...Object.entries(LISTS).flatMap(([name, list]) =>
        holdingsOf(list, allowed).length > 0 ? [name] : [],
      ),
      ...(allowed.of(action)?.level === 'p' ? ['permissions management'] : []),
    ];
    expect(seen).toContain(where);
  });
});
