import type { Finding } from '../../lib/drift/index.js';
import type { LivePolicy } from '../../lib/meaning/index.js';
import type { PermissionSetContent } from '../../lib/model/index.js';
import { permissionSet, person } from '../../lib/model/index.js';
import { allow, awsPolicy, grown, readAs } from '../_helpers/aws-texts.js';
import {
  assignment,
  AWS_ADMINS,
  CONTENT,
  edge,
  enforced,
  inventory,
  live,
  liveSet,
  manifest,
  PROD,
  report,
  set,
} from '../_helpers/build.js';
import { DANA, SAM } from './_people.js';
import { planOf } from './_plan.js';

const S3 = 'AmazonS3ReadOnlyAccess';

const holding = (...paths: string[]): PermissionSetContent => ({ ...CONTENT, managed: paths.map(awsPolicy) });

/** A world as declared, whose policies read so. */
function worldOf(policies: readonly LivePolicy[], sets: Readonly<Record<string, PermissionSetContent>>) {
  const refs = Object.entries(sets).map(([name, content]) => ({ ref: permissionSet(name), content }));
  return {
    manifest: manifest({
      catalogue: {
        permissionSets: refs.map(({ ref, content }) => set(ref, { content })),
        scopes: [enforced([], [PROD])],
      },
    }),
    inventory: inventory({
      roles: refs.map(({ ref, content }) => liveSet(ref, content, { provisionedIn: [PROD] })),
      policies,
    }),
  };
}

const judged = (...world: Parameters<typeof worldOf>): readonly Finding[] => {
  const { findings } = report(worldOf(...world));
  return findings.filter(({ class: of }) => of === 'altered');
};

describe('a policy of AWS’s own whose text AWS changed', () => {
  it('is one finding for all permission sets that use it, with what became possible', () => {
    const findings = judged([grown(S3, allow(['iam:PassRole', 's3:PutObject']))], {
      Reader: holding(S3),
      Auditor: holding(S3, 'SecurityAudit'),
      Other: holding('SecurityAudit'),
    });
    expect(findings).toMatchObject([
      {
        class: 'altered',
        code: 'ALTERED_BY_AWS',
        severity: 'high',
        mode: 'enforce',
        because: expect.stringMatching(/^altered by AWS: /) as unknown,
        cure: expect.stringContaining('npm run managed-policies') as unknown,
        attribution: { by: 'publisher' },
        privileged: ['lets its holder hand any role to a service (iam:PassRole)'],
        subject: { what: 'policy', arn: awsPolicy(S3), sets: [{ name: 'Reader' }, { name: 'Auditor' }] },
      },
    ]);
    expect(findings[0]!.gives).toMatch(
      /^AWS changed its policy AmazonS3ReadOnlyAccess \(v\d+ to v\d+\): permission sets Auditor, Reader can do more: 2 more actions, among them iam:PassRole on every resource$/,
    );
  });

  it('reaches everyone who holds one of the sets, by a group or not, each once, and nobody else', () => {
    const reader = permissionSet('Reader');
    const world = worldOf([grown(S3, allow('iam:PassRole'))], { Reader: holding(S3) });
    const edges = [
      edge(AWS_ADMINS, assignment(reader)),
      edge(SAM, assignment(reader)),
      edge(DANA, assignment(reader)),
      edge(DANA, AWS_ADMINS),
      edge(person('3'), assignment(permissionSet('Other'))),
    ];
    const { findings } = report({
      ...world,
      inventory: { ...world.inventory, edges: edges.map((each) => live(each)) },
    });
    expect(findings.find(({ code }) => code === 'ALTERED_BY_AWS')!.reaches).toEqual([DANA, SAM]);
  });

  it('says what each set gains, where another of its policies allows that already', () => {
    const [finding] = judged([grown(S3, allow('s3:PutObject', 'arn:aws:s3:::logs/*'))], {
      Reader: holding(S3),
      Writer: holding(S3, 'AmazonS3FullAccess'),
    });
    expect(finding!.gives).toContain(
      'permission set Reader can do more: 1 more action, s3:PutObject on arn:aws:s3:::logs/*; ' +
        'permission set Writer can do neither more nor less',
    );
    expect(finding).toMatchObject({ code: 'ALTERED_BY_AWS', severity: 'medium', privileged: [] });
  });

  it('widens a set by a Deny that is gone, although it allows nothing itself', () => {
    const [finding] = judged(
      [readAs('AWSDenyAll', 'v2', { Statement: { Effect: 'Deny', Action: 'iam:*', Resource: '*' } })],
      { Frozen: holding(S3, 'AWSDenyAll') },
    );
    expect(finding).toMatchObject({ code: 'ALTERED_BY_AWS' });
    expect(finding!.gives).toContain('permission set Frozen can do more:');
  });

  it('widens a set by its boundary', () => {
    const boundary = { arn: awsPolicy(S3) };
    const [finding] = judged([grown(S3, allow('iam:CreateUser'))], {
      Bounded: { ...holding('AdministratorAccess'), boundary },
    });
    expect(finding!.gives).toContain('permission set Bounded can do more: 1 more action, iam:CreateUser on');
  });

  it.each<[string, Partial<PermissionSetContent>, string]>([
    ['a Deny that is gone beside what is not known', {}, 'ALTERED_BY_AWS'],
    ['a Deny that is gone beside nothing', { customerManaged: [] }, 'NARROWED_BY_AWS'],
  ])('says that nothing more is allowed only where that is proved: %s', (_, more, code) => {
    const content = { ...holding('AWSDenyAll'), customerManaged: [{ path: '/', name: 'mystery' }], ...more };
    const [finding] = judged(
      [readAs('AWSDenyAll', 'v2', { Statement: { Effect: 'Deny', Action: 'iam:*', Resource: '*' } })],
      { Frozen: content },
    );
    expect(finding).toMatchObject({ code });
  });

  it.each([
    ['wider', grown(S3, allow('iam:CreateUser')), 'ALTERED_BY_AWS'],
    [
      'narrower',
      readAs(S3, 'v99', { Version: '2012-10-17', Statement: allow(['s3:GetObject']) }),
      'NARROWED_BY_AWS',
    ],
  ] as const)('counts what a boundary bounds that is not known, where it is %s', (_, live, code) => {
    const [finding] = judged([live], {
      Bounded: {
        ...CONTENT,
        managed: [],
        customerManaged: [{ path: '/', name: 'mystery' }],
        boundary: { arn: awsPolicy(S3) },
      },
    });
    expect(finding).toMatchObject({ code });
  });

  it('is of low severity where it allows less', () => {
    const findings = judged(
      [readAs(S3, 'v99', { Version: '2012-10-17', Statement: allow(['s3:GetObject']) })],
      { Reader: holding(S3) },
    );
    expect(findings).toMatchObject([{ code: 'NARROWED_BY_AWS', severity: 'low', privileged: [] }]);
    expect(findings[0]!.gives).toMatch(
      /permission set Reader can do less, and nothing more: \d+ fewer actions/,
    );
  });

  it('counts as more where the new text is not understood', () => {
    const findings = judged([readAs(S3, 'v99', { Statement: { ...allow('s3:GetObject'), Perhaps: true } })], {
      Reader: holding(S3),
    });
    expect(findings).toMatchObject([{ code: 'ALTERED_BY_AWS', severity: 'high' }]);
    expect(findings[0]!.gives).toContain('may do more: its new text is not understood here');
    expect(findings[0]!.privileged).toEqual([`has content of policy ${awsPolicy(S3)}, which is not read`]);
  });

  it('says where what is added is under conditions', () => {
    const Condition = { StringEquals: { 'aws:PrincipalTag/team': 'a' } };
    const [finding] = judged([grown(S3, { ...allow('s3:PutObject'), Condition })], { Reader: holding(S3) });
    expect(finding).toMatchObject({ code: 'ALTERED_BY_AWS' });
    expect(finding!.gives).toContain('s3:PutObject on every resource under conditions');
  });

  it('is another finding once it is changed again', () => {
    const ids = [allow('s3:PutObject'), allow('s3:DeleteObject')].map(
      (more) => judged([grown(S3, more)], { Reader: holding(S3) })[0]!.subject.id,
    );
    expect(new Set(ids).size).toBe(2);
  });

  it('is never reverted, nor is a line of its plan', () => {
    const world = worldOf([grown(S3, allow('iam:*'))], { Reader: holding(S3) });
    expect(planOf({ world }).lines).toEqual([]);
  });
});

describe('no finding', () => {
  it('comes of a text that says the same in another order, version or case', () => {
    const same = grown(S3);
    const shuffled = readAs(S3, 'v99', {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Another',
          Effect: 'Allow',
          Action: ['S3-object-lambda:list*', 's3:list*', 's3:Describe*', 's3:get*', 's3-object-lambda:Get*'],
          Resource: ['*'],
        },
      ],
    });
    expect(shuffled.digest).toBe(same.digest);
    expect(judged([shuffled], { Reader: holding(S3) })).toEqual([]);
  });

  it.each([
    ['that was not read', [], holding(S3)],
    ['that no declared set uses', [grown(S3, allow('iam:*'))], holding('SecurityAudit')],
    [
      'that Writ knows no earlier text of',
      [readAs('PublishedTomorrow', 'v1', { Statement: allow('iam:*') })],
      holding('PublishedTomorrow'),
    ],
  ] as const)('comes of a policy %s', (_, policies, content) => {
    expect(judged(policies, { Reader: content })).toEqual([]);
  });

  it('comes of another partition, whose texts are not known', () => {
    const arn = `arn:aws-cn:iam::aws:policy/${S3}`;
    const elsewhere = { ...grown(S3, allow('iam:*')), arn };
    expect(judged([elsewhere], { Reader: { ...CONTENT, managed: [arn] } })).toEqual([]);
  });
});
