import type { Finding } from '../../lib/drift/index.js';
import { person, type Edge, type PermissionSetContent } from '../../lib/model/index.js';
import { changeText, allowedText } from '../../lib/report/allows.js';
import { driftMarkdown } from '../../lib/report/drift-markdown.js';
import { driftText, idsOnly, PLAIN, revertPlanText } from '../../lib/report/index.js';
import { allow, awsPolicy, grown } from '../_helpers/aws-texts.js';
import {
  ADMIN_SET,
  ADMINS,
  assignment,
  AWS_ADMINS,
  CONTENT,
  edge,
  inventory,
  judgement,
  live,
  liveSet,
  manifest,
  only,
  READ_SET,
  READERS,
  report,
  set,
  wanted,
} from '../_helpers/build.js';
import { planOf } from './_plan.js';

const AWS = 'arn:aws:iam::aws:policy/';
const DANA = person('1');

function content(more: Partial<PermissionSetContent>): PermissionSetContent {
  return { managed: [], customerManaged: [], sessionMinutes: 60, ...more };
}

const READS = content({ managed: [`${AWS}job-function/ViewOnlyAccess`] });
/** Seeing names alone: AWS calls the level of `ec2:DescribeInstances` List. */
const LISTS = content({
  inline: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'ec2:DescribeInstances', Resource: '*' }],
  },
});
const STARTS = content({
  inline: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' }] },
});

describe('what foreign access allows', () => {
  const foreign = (
    of: Edge,
    roles = [liveSet(ADMIN_SET, CONTENT), liveSet(READ_SET, LISTS)],
    beside: Edge[] = [],
  ): Finding =>
    only(
      report({
        manifest: manifest({ edges: beside.map((each) => wanted(each, { role: 'structure' })) }),
        inventory: inventory({ edges: [of, ...beside].map((each) => live(each)), roles }),
      }),
    );

  it('is told of an assignment, by what the live permission set holds', () => {
    expect(foreign(edge(DANA, assignment(ADMIN_SET))).allows).toEqual({
      tier: 'administrator',
      reasons: [{ code: 'ADMINISTRATOR', says: 'allows every action on every resource' }],
    });
    const reads = foreign(edge(DANA, assignment(READ_SET))).allows;
    expect(reads).toEqual({ tier: 'list', reasons: [] });
  });

  it('is judged by the content and not by the name of the set', () => {
    const renamed = foreign(edge(DANA, assignment(ADMIN_SET)), [liveSet(ADMIN_SET, LISTS)]);
    expect(renamed.allows).toEqual({ tier: 'list', reasons: [] });
  });

  it('is that of all sets together of a member of a group that carries several, by push as well', () => {
    const held = [edge(AWS_ADMINS, assignment(READ_SET)), edge(AWS_ADMINS, assignment(ADMIN_SET))];
    const roles = [liveSet(ADMIN_SET, STARTS), liveSet(READ_SET, READS)];
    const { allows } = foreign(edge(DANA, ADMINS), roles, held);
    expect(allows?.tier).toBe('write');
    expect(allows?.reasons).toHaveLength(1);
    expect(allows?.reasons[0]?.says).toContain('iam:PassRole');
  });

  it('is not known where the set could not be read, and absent where no set is reached', () => {
    const unread = foreign(edge(DANA, assignment(ADMIN_SET)), []);
    expect(unread.allows).toEqual({
      tier: 'none',
      reasons: [{ code: 'NOT_JUDGED', says: 'has content of permission set ProdAdmin, which is not read' }],
    });
    expect(unread.allows && allowedText(unread.allows)).toContain('nobody can tell what else');
    expect(foreign(edge(DANA, READERS))).not.toHaveProperty('allows');
  });
});

it('a policy that AWS changed allows what its live text says, in whatever way it is held', () => {
  const name = 'AmazonS3ReadOnlyAccess';
  const policies = [grown(name, allow(['iam:PassRole']))];
  const now = content({ managed: [awsPolicy(name)] });
  const { findings } = report({
    manifest: manifest({ catalogue: { permissionSets: [set(ADMIN_SET, { content: LISTS })] } }),
    inventory: inventory({
      edges: [live(edge(DANA, assignment(READ_SET)))],
      roles: [liveSet(READ_SET, now), liveSet(ADMIN_SET, { ...LISTS, ...now, inline: LISTS.inline })],
      policies,
    }),
  });
  const [assigned] = findings.flatMap(({ allows }) => allows ?? []);
  const [changed] = findings.flatMap(({ change }) => change ?? []);
  expect(assigned?.reasons.map(({ says }) => says).join()).toContain('iam:PassRole');
  expect(changed?.gained.among[0]?.action).toBe('iam:PassRole');
});

describe('what a content makes possible that is not as declared', () => {
  const findings = (declared: PermissionSetContent, now: PermissionSetContent): readonly Finding[] =>
    report({
      manifest: manifest({ catalogue: { permissionSets: [set(ADMIN_SET, { content: declared })] } }),
      inventory: inventory({ roles: [liveSet(ADMIN_SET, now)] }),
    }).findings;
  const said = (declared: PermissionSetContent, now: PermissionSetContent): (string | undefined)[] =>
    findings(declared, now).map(({ change }) => change && changeText(change));

  it('is counted beyond the declared content, each part that was attached by hand for itself', () => {
    const now = { ...READS, ...STARTS, managed: [...READS.managed, `${AWS}job-function/ViewOnlyAccess2`] };
    expect(findings(READS, { ...now, managed: READS.managed })[0]?.change).toMatchObject({
      gained: { more: 'yes', actions: 1, among: [{ action: 'iam:PassRole', kind: 'role' }] },
      lost: { more: 'no' },
    });
    expect(said(READS, { ...now, managed: READS.managed })).toEqual([
      '1 more action: iam:PassRole on every role',
    ]);
    expect(said(READS, now).sort()).toEqual([
      '1 more action: iam:PassRole on every role',
      `whether it allows more cannot be told, which counts as more; not known and so not judged: policy ${AWS}job-function/ViewOnlyAccess2`,
    ]);
  });

  it('says what an edited inline policy gains and what it loses', () => {
    const [declared, now] = ['sqs:ReceiveMessage', 'sqs:PurgeQueue'].map((Action) =>
      content({
        inline: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action, Resource: 'arn:aws:sqs:*:*:jobs' }],
        },
      }),
    );
    expect(said(declared ?? READS, now ?? READS)).toEqual([
      '1 more action: sqs:PurgeQueue on arn:aws:sqs:*:*:jobs; 1 fewer action: sqs:ReceiveMessage on arn:aws:sqs:*:*:jobs',
    ]);
  });

  it('says that a content which lost a policy allows nothing more, and what is gone', () => {
    const declared = { ...STARTS, managed: READS.managed };
    expect(said(declared, READS)).toEqual([
      'nothing beyond what is declared: proved; 1 fewer action: iam:PassRole on every role',
    ]);
    expect(said(READS, { ...READS, sessionMinutes: 720 })).toEqual([
      'neither more nor less than what is declared: proved',
    ]);
  });

  it('cannot be told of a customer managed policy', () => {
    expect(said(READS, { ...READS, customerManaged: [{ path: '/', name: 'mystery' }] })).toEqual([
      'whether it allows more cannot be told, which counts as more; not known and so not judged: customer-managed policy /mystery',
    ]);
  });
});

describe('whoever reads a report', () => {
  const world = {
    manifest: manifest({ catalogue: { permissionSets: [set(READ_SET, { content: READS })] } }),
    inventory: inventory({
      edges: [live(edge(DANA, assignment(ADMIN_SET)))],
      roles: [
        liveSet(ADMIN_SET, CONTENT),
        liveSet(READ_SET, { ...READS, ...STARTS, managed: READS.managed }),
      ],
    }),
  };
  const judged = judgement(world);
  const options = { width: 200, nameOf: idsOnly, brief: false, uncovered: false, all: false };
  const assigned = 'everything (tier administrator); it allows every action on every resource';
  const attached = '1 more action: iam:PassRole on every role';

  it.each([
    [
      'in full',
      () => driftText(judged.report, PLAIN, options),
      [`allows: ${assigned}`, `allows: ${attached}`],
    ],
    [
      'in brief',
      () => driftText(judged.report, PLAIN, { ...options, brief: true }),
      ['; it allows every action on every resource', `; ${attached}`],
    ],
    [
      'before a revert',
      () => revertPlanText(planOf({ world }), PLAIN, options),
      [`allows: ${assigned}`, `allows: ${attached}`],
    ],
    [
      'as Markdown',
      () => driftMarkdown(judged.report, idsOnly).map((line) => line.replace(/\\/g, '')),
      [`- Allows: ${assigned}`, `- Allows: ${attached}`],
    ],
  ])('is told it %s', (_, lines, told) => {
    const text = lines().join('\n').replace(/ {2,}/g, ' ');
    for (const each of told) expect(text).toContain(each);
  });
});
