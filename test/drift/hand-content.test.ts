import type { RevertPlan } from '../../lib/drift/index.js';
import type { PermissionSetContent } from '../../lib/model/index.js';
import { ADMIN_SET, CONTENT, inventory, liveSet, manifest, report, set } from '../_helpers/build.js';
import { planOf, verdicts } from './_plan.js';

describe('content attached by hand', () => {
  const contentPlan = (content: Partial<PermissionSetContent>, declared = CONTENT): RevertPlan =>
    planOf({
      world: {
        manifest: manifest({ catalogue: { permissionSets: [set(ADMIN_SET, { content: declared })] } }),
        inventory: inventory({ roles: [liveSet(ADMIN_SET, { ...CONTENT, ...content })] }),
      },
    });
  const statement = (Effect: string): unknown => ({
    Version: '2012-10-17',
    Statement: [{ Effect, Action: '*', Resource: '*' }],
  });

  const withManaged = (...names: string[]): RevertPlan =>
    contentPlan(
      { managed: names.map((name) => `arn:aws:iam::aws:policy/${name}`) },
      { ...CONTENT, managed: [] },
    );

  it.each([
    'AdministratorAccess',
    'IAMFullAccess',
    'PowerUserAccess',
    'ReadOnlyAccess',
    'SecurityAudit',
    'job-function/ViewOnlyAccess',
    'job-function/SystemAdministrator',
    'service-role/AWSLambdaBasicExecutionRole',
    'AmazonS3FullAccess',
  ])('H2.12 lets %s be detached, whose document is known to hold Allow alone', (name) => {
    expect(withManaged(name).lines).toMatchObject([
      { action: 'detach', verdict: { state: 'go' }, revocation: { what: 'detach-policy', slot: 'managed' } },
    ]);
  });

  // Each of these holds a Deny in the AWS managed policy reference, or is not in it.
  it.each([
    ['AmazonConnectReadOnlyAccess', 'narrowing'],
    ['AWSLakeFormationDataAdmin', 'narrowing'],
    ['AmazonSecurityLakePermissionsBoundary', 'narrowing'],
    ['AWSPrivateCAUser', 'narrowing'],
    ['PublishedTomorrow', 'narrowing'],
    ['job-function/AdministratorAccess', 'narrowing'],
    ['AWSIAMIdentityCenterAllowListForIdentityContext', 'restrictive'],
    ['root-task/S3UnlockBucketPolicy', 'restrictive'],
    ['AWSCompromisedKeyQuarantineV3', 'restrictive'],
  ])('H2.12 holds %s, which denies or is not known', (name, rail) => {
    expect(verdicts(withManaged(name))).toEqual([rail]);
  });

  it('H2.12 believes the documents of one partition for that partition only', () => {
    const elsewhere = contentPlan({ managed: ['arn:aws-us-gov:iam::aws:policy/AdministratorAccess'] });
    expect(verdicts(elsewhere)).toEqual(['narrowing']);
  });

  it('blocks a customer managed policy, which may deny', () => {
    expect(verdicts(contentPlan({ customerManaged: [{ path: '/', name: 'mystery' }] }))).toEqual([
      'narrowing',
    ]);
  });

  it('lets an inline policy that only allows be deleted, and blocks one that also denies', () => {
    expect(verdicts(contentPlan({ inline: statement('Allow') }))).toEqual(['go']);
    const mixed = { Statement: [{ Effect: 'Allow' }, { Effect: 'Deny' }] };
    expect(verdicts(contentPlan({ inline: mixed }))).toEqual(['narrowing']);
  });

  it.each([
    ['go', { Statement: { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' } }],
    ['narrowing', { Statement: [{ Effect: 'Allow' }, {}] }],
    ['narrowing', { Statement: [{ Effect: 'ALLOW' }] }],
    ['narrowing', { Statement: [] }],
    ['narrowing', 'Allow'],
  ])('H2.12 an inline policy is judged by the effect of every statement: %s', (verdict, inline) => {
    expect(verdicts(contentPlan({ inline }))).toEqual([verdict]);
  });

  it.each([
    ['restrictive', 'gives nothing and denies', ['s3:GetObject'], ['iam:*']],
    ['narrowing', 'gives what it denies', ['s3:GetObject'], ['s3:GetObject']],
  ])('blocks an inline policy as %s that %s beside what is declared', (rail, _, allowed, denied) => {
    const inline = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: allowed, Resource: '*' },
        { Effect: 'Deny', Action: denied, Resource: '*' },
      ],
    };
    const declared = rail === 'restrictive' ? CONTENT : { ...CONTENT, managed: [] };
    expect(verdicts(contentPlan({ ...declared, inline }, declared))).toEqual([rail]);
  });

  it.each([
    ['an inline policy that only denies', { inline: statement('Deny') }],
    ['a boundary nobody declared', { boundary: { arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' } }],
    [
      'a denying policy of another partition',
      { managed: [...CONTENT.managed, 'arn:aws-us-gov:iam::aws:policy/AWSDenyAll'] },
    ],
    [
      'a quarantine policy',
      { managed: [...CONTENT.managed, 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV2'] },
    ],
  ])('blocks %s as restrictive', (_, content) => {
    expect(verdicts(contentPlan(content))).toEqual(['restrictive']);
  });
});

describe('content that stands in place of what is declared', () => {
  const inline = (...effects: readonly string[]) => ({
    ...CONTENT,
    managed: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'],
    inline: {
      Version: '2012-10-17',
      Statement: effects.map((Effect) => ({
        Effect,
        Action: Effect === 'Allow' ? 's3:PutObject' : 's3:*',
        Resource: '*',
      })),
    },
  });
  const found = (declared: PermissionSetContent, live: PermissionSetContent) =>
    report({
      manifest: manifest({ catalogue: { permissionSets: [set(ADMIN_SET, { content: declared })] } }),
      inventory: inventory({ roles: [liveSet(ADMIN_SET, live)] }),
    }).findings;
  const meant = /^ask its owner and security whether it is meant/;
  const restore = /^plan and apply the structure stack/;
  const unknown = (of: PermissionSetContent) => ({
    ...of,
    customerManaged: [{ path: '/', name: 'mystery' }],
  });

  it.each<[string, PermissionSetContent, PermissionSetContent, RegExp]>([
    ['a Deny in place of an Allow', inline('Allow'), inline('Deny'), meant],
    ['an Allow in place of a Deny', inline('Deny'), inline('Allow'), restore],
    ['a Deny beside an Allow', inline('Allow'), inline('Allow', 'Deny'), meant],
    ['an Allow beside a Deny that is gone', inline('Allow', 'Deny'), inline('Allow'), restore],
    ['a Deny beside what is not known', unknown(inline('Allow')), unknown(inline('Deny')), meant],
    ['no Deny any more beside what is not known', unknown(inline('Deny')), unknown(inline('Allow')), restore],
    [
      'another Allow',
      inline('Allow'),
      {
        ...inline('Allow'),
        inline: {
          Version: '2012-10-17',
          Statement: { Effect: 'Allow', Action: 's3:DeleteObject', Resource: '*' },
        },
      },
      restore,
    ],
    ['another session', inline('Allow'), { ...inline('Allow'), sessionMinutes: 90 }, restore],
    [
      'another session, and less',
      inline('Allow'),
      { ...inline('Allow'), managed: [], sessionMinutes: 90 },
      restore,
    ],
  ])('%s is restored, or asked about where it takes away only', (_, declared, live, cure) => {
    expect(found(declared, live)).toMatchObject([
      { class: 'altered', cure: expect.stringMatching(cure) as unknown },
    ]);
  });
});
