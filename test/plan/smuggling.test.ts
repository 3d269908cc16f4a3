import { digest } from '../../lib/kernel/index.js';
import { linksOf } from '../../lib/identity/index.js';
import type { Manifest } from '../../lib/manifest/index.js';
import { awsGroup } from '../../lib/model/index.js';
import { nativesOf } from '../../lib/plan/index.js';
import { AS_OF, at, AUDITORS, identity, person, READ } from '../synth/builders.js';
import type { Json } from './_plan.js';
import { ALTERED, ENDED, SNAPSHOT, SYNTHESIS } from './_syntheses.js';
import { approved, explainedOf, LIVE, natives, stoppedBy, type Shown } from './_world.js';

const GROUPS = 'create-aws-groups-0';
const SETS = 'create-aws-sets-0';
const TICKETS = 'create-aws-tickets-0';
const MEMBER = 'aws_identitystore_group_membership.membership_84f090eb1b81457f';
const [AUDITORS_LIVE, ADMINS_LIVE, READ_LIVE] = LIVE;
const idOf = (native: { native: string } | undefined): string => native?.native ?? '';

const changes = (plan: Json): Json[] => plan['resource_changes'] as unknown as Json[];
const changeOf = (plan: Json, starts: string): Json => {
  const found = changes(plan).find((each) => (each['address'] ?? '').startsWith(starts));
  if (!found) throw new Error(`no ${starts}`);
  return found['change'] as Json;
};
const put = (target: Json | undefined, values: object): void => {
  Object.assign(target as unknown as object, values);
};
/** Something else of a resource once it is applied. */
const after =
  (starts: string, values: object) =>
  (plan: Json): void =>
    put(changeOf(plan, starts)['after'], values);

type Trick = readonly [trick: string, plan: string, shown: Shown, code: string];

const BESIDE_AN_HONEST_FILE: readonly Trick[] = [
  [
    'another principal',
    TICKETS,
    { change: after('aws_ssoadmin', { principal_id: idOf(ADMINS_LIVE) }) },
    'PLAN_DIFFERS',
  ],
  [
    'another member',
    TICKETS,
    { change: after(MEMBER, { member_id: '00000000-0000-4000-8000-000000000002' }) },
    'PLAN_DIFFERS',
  ],
  [
    'another account',
    TICKETS,
    { change: after('aws_ssoadmin', { target_id: '111122223333' }) },
    'PLAN_DIFFERS',
  ],
  [
    'another set',
    'noop-aws-tickets-0',
    { change: after('aws_ssoadmin', { permission_set_arn: idOf(LIVE[3]) }) },
    'PLAN_DIFFERS',
  ],
  [
    'another policy',
    SETS,
    {
      change: after('aws_ssoadmin_managed', {
        managed_policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
      }),
    },
    'PLAN_DIFFERS',
  ],
  [
    'a wildcard in a policy',
    SETS,
    {
      change: after('aws_ssoadmin_permission_set_inline', {
        inline_policy:
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
      }),
    },
    'PLAN_DIFFERS',
  ],
  [
    'another boundary',
    SETS,
    {
      change: after('aws_ssoadmin_permissions', {
        permissions_boundary: [
          { customer_managed_policy_reference: [{ name: 'none', path: '/' }], managed_policy_arn: '' },
        ],
      }),
    },
    'PLAN_DIFFERS',
  ],
  [
    'a place to go after login',
    SETS,
    { change: after('aws_ssoadmin_permission_set.admin', { relay_state: 'https://example.org' }) },
    'PLAN_DIFFERS',
  ],
  [
    'what waits for a resource as if it were known',
    SETS,
    {
      change: (plan) => {
        const change = changeOf(plan, 'aws_ssoadmin_account_assignment.assignment_4d97');
        put(change['after'], { permission_set_arn: idOf(READ_LIVE) });
        put(change, { after_unknown: { id: true } });
      },
    },
    'PLAN_DIFFERS',
  ],
  [
    'one resource less, as with a target',
    TICKETS,
    { change: (plan) => void changes(plan).pop() },
    'PLAN_DIFFERS',
  ],
  [
    'a resource more',
    TICKETS,
    {
      change: (plan) => {
        const more = structuredClone(changes(plan).at(-1)) as Json;
        put(more, { address: 'aws_ssoadmin_account_assignment.assignment_0', name: 'assignment_0' });
        changes(plan).push(more);
      },
    },
    'PLAN_DIFFERS',
  ],
  [
    'a configured resource that goes',
    'noop-aws-tickets-0',
    { change: (plan) => put(changeOf(plan, MEMBER), { actions: ['delete'], after: null }) },
    'PLAN_DIFFERS',
  ],
  [
    'an answer less',
    TICKETS,
    {
      change: (plan) => {
        const { values } = plan['prior_state'] as unknown as {
          values: { root_module: { resources: Json[] } };
        };
        values.root_module.resources.splice(0, 1);
      },
    },
    'PLAN_DIFFERS',
  ],
];

describe('a document that was changed beside an honest plan file', () => {
  it.each(BESIDE_AN_HONEST_FILE)('with %s is refused', (_, name, shown, code) => {
    expect(stoppedBy(name, shown)).toContain(code);
  });
  it.each([GROUPS, SETS, TICKETS, 'noop-aws-sets-0'])('honest twin: %s as it was made', (name) => {
    expect(stoppedBy(name)).toEqual([]);
  });
  it('honest twin: an inline policy that AWS gives back in another order', () => {
    const [statement] = [
      { Resource: 'arn:aws:s3:::home/${aws:username}/*', Effect: 'Allow', Action: 's3:GetObject' },
    ];
    const inline_policy = JSON.stringify({ Statement: [statement], Version: '2012-10-17' });
    expect(
      stoppedBy('noop-aws-sets-0', {
        change: after('aws_ssoadmin_permission_set_inline', { inline_policy }),
      }),
    ).toEqual([]);
  });
});

describe('who and what', () => {
  const nobody = nativesOf(
    { groups: LIVE.slice(0, 2) as never, roles: LIVE.slice(2) as never, apps: [], ambiguous: [] },
    linksOf(identity()),
  );
  const shared = {
    ...SNAPSHOT,
    shared: [{ source: 'aws', native: person('1').accounts[0]?.native }],
  } as never;
  it.each<Trick>([
    ['an account that no feed links', TICKETS, { natives: nobody }, 'PLAN_PRINCIPAL'],
    [
      'an account that several people use',
      TICKETS,
      {
        natives: nativesOf(
          { groups: LIVE.slice(0, 2) as never, roles: LIVE.slice(2) as never, apps: [], ambiguous: [] },
          linksOf(shared),
        ),
      },
      'PLAN_PRINCIPAL',
    ],
    [
      'a look-alike group that answered',
      TICKETS,
      {
        natives: natives([
          ...LIVE.slice(1),
          { ref: { ...AUDITORS, native: idOf(AUDITORS_LIVE) }, native: idOf(AUDITORS_LIVE) },
        ]),
      },
      'PLAN_ANSWER',
    ],
    [
      'another group that answered',
      TICKETS,
      { natives: natives([...LIVE.slice(1), { ref: awsGroup('prod-admins'), native: idOf(AUDITORS_LIVE) }]) },
      'PLAN_ANSWER',
    ],
    ['a group that no sweep has seen', TICKETS, { natives: natives(LIVE.slice(1)) }, 'PLAN_ANSWER'],
    ['a group whose name two have', TICKETS, { natives: natives(LIVE, [AUDITORS]) }, 'PLAN_ANSWER'],
    [
      'a look-alike permission set that answered',
      TICKETS,
      { natives: natives([...LIVE.slice(0, 2), { ref: { ...READ, native: 'x' }, native: idOf(READ_LIVE) }]) },
      'PLAN_ANSWER',
    ],
    [
      'a permission set that no sweep has seen',
      'noop-aws-sets-0',
      { natives: natives(LIVE.slice(0, 2)) },
      'PLAN_OBJECT',
    ],
    [
      'an account that is not declared',
      TICKETS,
      { manifest: withoutAccounts(SYNTHESIS.manifest) },
      'PLAN_ACCOUNT',
    ],
  ])('%s is refused', (_, name, shown, code) => {
    expect(stoppedBy(name, shown)).toContain(code);
  });
  it('honest twin: what is known by its native id is it, whatever it is called', () => {
    expect(stoppedBy(TICKETS, { natives: natives(LIVE) })).toEqual([]);
  });
});

function withoutAccounts(manifest: Manifest): Manifest {
  return { ...manifest, catalogue: { ...manifest.catalogue, accounts: [] } };
}

describe('content that cannot be told', () => {
  const both = [
    {
      managed_policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      customer_managed_policy_reference: [{ name: 'limit', path: '/' }],
    },
  ];
  it.each<readonly [string, (plan: Json) => void]>([
    ['a session of no length', after('aws_ssoadmin_permission_set.read', { session_duration: 'P1D' })],
    [
      'an inline policy that is no document',
      after('aws_ssoadmin_permission_set_inline', { inline_policy: 'x' }),
    ],
    ['two boundaries in one', after('aws_ssoadmin_permissions', { permissions_boundary: both })],
    ['no boundary in a boundary', after('aws_ssoadmin_permissions', { permissions_boundary: [] })],
    ['a policy without a name', after('aws_ssoadmin_customer', { customer_managed_policy_reference: [{}] })],
    [
      'parts of a set that the stack does not have',
      (plan) => {
        const all = changes(plan);
        const index = all.findIndex(
          (each) => each['address'] === 'aws_ssoadmin_permission_set.read_5210a9b9',
        );
        all.splice(index, 1);
      },
    ],
  ])('%s is refused', (_, change) => {
    expect(stoppedBy('noop-aws-sets-0', { change })).toContain('PLAN_CONTENT');
  });
  it('honest twin: the content as it is', () => {
    expect(stoppedBy('noop-aws-sets-0')).toEqual([]);
  });
});

describe('a manifest that says otherwise', () => {
  const { manifest } = SYNTHESIS;
  const [one, two] = manifest.edges.filter(
    ({ carriage }) => carriage.by === 'terraform' && carriage.stack === 'aws-sets-0',
  );
  const swapped = manifest.edges.map((each) =>
    each === one
      ? { ...each, carriage: two?.carriage }
      : each === two
        ? { ...each, carriage: one?.carriage }
        : each,
  ) as Manifest['edges'];
  it.each<Trick>([
    [
      'of what stands at an address',
      SETS,
      { manifest: { ...manifest, edges: swapped } },
      'PLAN_MANIFEST_LIES',
    ],
    [
      'of who is there',
      SETS,
      { manifest: { ...manifest, edges: manifest.edges.filter((each) => each !== one) } },
      'PLAN_MANIFEST_LIES',
    ],
    [
      'of what a permission set can do',
      SETS,
      { manifest: ALTERED.manifest, configured: SYNTHESIS },
      'PLAN_MANIFEST_LIES',
    ],
    [
      'of the configuration',
      TICKETS,
      { manifest: { ...manifest, shards: ENDED.manifest.shards } },
      'PLAN_MANIFEST_LIES',
    ],
    ['of the stack', TICKETS, { manifest: { ...manifest, shards: [] } }, 'PLAN_MANIFEST_LIES'],
    [
      'of a group',
      GROUPS,
      { manifest: { ...manifest, catalogue: { ...manifest.catalogue, groups: [] } } },
      'PLAN_MANIFEST_LIES',
    ],
  ])('%s is refused', (_, name, shown, code) => {
    expect(stoppedBy(name, shown)).toEqual([code]);
  });
});

describe('what was decided', () => {
  const [decision] = [...SYNTHESIS.seats.keys()].filter(({ ticket }) => ticket === 'ACC-2');
  const edges = explainedOf(TICKETS).planned.flatMap(({ effect }) =>
    effect.what === 'edge' ? [effect.id] : [],
  );
  const given = [{ decision: decision?.digest ?? digest(''), edges }];
  const basis = { kind: 'ticket', ticket: 'ACC-2' } as const;
  const tombstone = {
    principal: { kind: 'person', id: '1' },
    package: 'audit',
    asset: 'payments',
    basis,
    endedAt: AS_OF,
  } as never;

  it('a widened permission set under an approved ticket is refused', () => {
    const widened = { synthesis: ALTERED, base: SYNTHESIS.manifest };
    expect(stoppedBy('altered-aws-sets-0', { ...widened, governance: approved(SYNTHESIS) })).toEqual([
      'PLAN_CONTENT_UNDECIDED',
    ]);
    const { planned } = explainedOf('altered-aws-sets-0', widened);
    expect(
      planned.map(({ answers, because }) => [answers.broadensAccess, because.map(({ by }) => by)]),
    ).toEqual([
      ['yes', ['governance']],
      ['yes', ['governance']],
    ]);
  });

  it('a decision that was used once is no ground again, unless what it gave is missing', () => {
    expect(stoppedBy(TICKETS, { given })).toEqual(['PLAN_DECISION_SPENT']);
    expect(stoppedBy(TICKETS, { given: [{ decision: digest('another'), edges }] })).toEqual([]);
    const [first] = explainedOf(TICKETS, { given, lost: new Set(edges) }).planned;
    expect(first?.because).toEqual([{ by: 'restoration', of: 'lost' }]);
  });

  it('what has a tombstone comes back by nothing, restoration included', () => {
    expect(stoppedBy(TICKETS, { tombstones: [tombstone] })).toEqual(['PLAN_ENDED_RETURNS']);
    expect(stoppedBy(TICKETS, { tombstones: [tombstone], given, lost: new Set(edges) })).toEqual([
      'PLAN_ENDED_RETURNS',
    ]);
    expect(
      stoppedBy(TICKETS, { tombstones: [{ ...(tombstone as object), asset: 'ledger' } as never] }),
    ).toEqual([]);
  });

  it('nothing is given outside of its window', () => {
    expect(stoppedBy(TICKETS, { at: at('2026-11-20T12:00:00Z') })).toEqual(['PLAN_WINDOW']);
    expect(stoppedBy(TICKETS, { at: at('2026-11-20T07:59:59Z') })).toEqual(['PLAN_WINDOW']);
    expect(stoppedBy(TICKETS, { at: at('2026-11-20T11:59:59Z') })).toEqual([]);
  });

  it('a replacement of what stays is refused, one that changes what was approved is not', () => {
    const anew = (starts: string) => ({
      change: (plan: Json) => put(changeOf(plan, starts), { actions: ['delete', 'create'] }),
    });
    expect(
      stoppedBy('noop-aws-tickets-0', { ...anew('aws_identitystore_group_membership'), given }),
    ).toContain('PLAN_REPLACES');
    expect(stoppedBy('noop-aws-sets-0', anew('aws_ssoadmin_managed'))).toEqual(['PLAN_REPLACES']);
    expect(stoppedBy('noop-aws-sets-0', anew('aws_ssoadmin_permissions'))).toEqual(['PLAN_REPLACES']);
    expect(stoppedBy('noop-aws-groups-0', anew('aws_identitystore_group'))).toEqual(['PLAN_REPLACES']);
    expect(stoppedBy('altered-aws-sets-0', { synthesis: ALTERED })).toEqual([]);
  });
});

describe('what goes', () => {
  it('is explained by what ended', () => {
    const { planned, also } = explainedOf('ended-aws-tickets-0', { synthesis: ENDED });
    expect(also).toEqual([]);
    expect(planned).toMatchObject([
      {
        effect: { what: 'edge', op: 'remove' },
        because: [
          {
            by: 'end',
            basis: { kind: 'ticket', ticket: 'ACC-2' },
            why: 'window',
            endedAt: '2026-11-20T09:00:00.000Z',
          },
          { by: 'omitted', ticket: 'ACC-2', state: 'ended' },
        ],
        answers: { endsAccess: 'yes', broadensAccess: 'no' },
      },
    ]);
  });

  it('is refused where nothing ended', () => {
    const manifest = { ...ENDED.manifest, ended: [], omitted: [] };
    expect(stoppedBy('ended-aws-tickets-0', { synthesis: ENDED, manifest })).toEqual(['PLAN_ALSO']);
  });

  it('is explained where nobody has the account any more, and refused where several claim it', () => {
    const of = (links: object) =>
      nativesOf(
        { groups: LIVE.slice(0, 2) as never, roles: LIVE.slice(2) as never, apps: [], ambiguous: [] },
        { principalOf: () => undefined, isShared: () => false, isContested: () => false, ...links },
      );
    const principalOf = (_: string, native: string) =>
      native === person('1').accounts[0]?.native ? ({ kind: 'person', id: '1' } as never) : undefined;
    const gone = (plan: Json): void =>
      put(changeOf(plan, MEMBER)['before'], { member_id: '00000000-0000-4000-8000-000000000009' });
    const shown = { synthesis: ENDED, change: gone };
    const { planned } = explainedOf('ended-aws-tickets-0', { ...shown, natives: of({ principalOf }) });
    expect(planned.map(({ because }) => because.map(({ by }) => by))).toEqual([['orphaned']]);
    const isContested = (_: string, native: string) => native.endsWith('9');
    expect(stoppedBy('ended-aws-tickets-0', { ...shown, natives: of({ principalOf, isContested }) })).toEqual(
      ['PLAN_HELD'],
    );
  });

  it('is refused while it is in doubt whose account is meant', () => {
    const { ended } = ENDED.manifest;
    const held = ended.map(({ endedAt: _at, why: _why, ...rest }) => ({
      ...rest,
      reason: { code: 'HOLDER_IN_DOUBT', message: '', remedy: '' },
    }));
    const manifest = { ...ENDED.manifest, held } as Manifest;
    expect(stoppedBy('ended-aws-tickets-0', { synthesis: ENDED, manifest })).toEqual(['PLAN_HELD']);
  });
});

describe('what was found done since the last apply', () => {
  it('is explained where the plan undoes it', () => {
    for (const name of ['drifted-aws-tickets-0', 'drifted-aws-sets-0']) {
      const { found, planned, also } = explainedOf(name, { base: SYNTHESIS.manifest, lost: new Set() });
      expect([name, also]).toEqual([name, []]);
      expect(found.map(({ because }) => because)).toEqual([[{ by: 'restoration', of: 'found' }]]);
      expect(planned.map(({ because }) => because.map(({ by }) => by))).toEqual([
        expect.arrayContaining(['restoration']),
      ]);
    }
  });

  it('is restored only while its decision counts', () => {
    expect(stoppedBy('drifted-aws-tickets-0', { decisions: [] })).toEqual(['PLAN_UNDECIDED']);
    expect(stoppedBy('drifted-aws-sets-0', { governance: [] })).toEqual(['PLAN_CONTENT_UNDECIDED']);
    expect(stoppedBy('drifted-aws-sets-0', { governance: [], base: SYNTHESIS.manifest })).toEqual([]);
  });

  it('stops the shard where the plan leaves it so and nothing explains it', () => {
    const leave = (plan: Json): void => {
      const [drift] = plan['resource_drift'] as unknown as Json[];
      put(drift, {
        change: {
          ...(drift?.['change'] as object),
          actions: ['create'],
          before: null,
          after: drift?.['change']?.['before'],
        },
      });
      put(changeOf(plan, MEMBER), { actions: ['no-op'], before: changeOf(plan, MEMBER)['after'] });
    };
    expect(stoppedBy('drifted-aws-tickets-0', { change: leave, decisions: [] })).toEqual(['PLAN_UNDECIDED']);
    expect(stoppedBy('drifted-aws-tickets-0', { change: leave })).toEqual([]);
  });
});

test('what is decided and not planned is told', () => {
  const manifest = { ...SYNTHESIS.manifest };
  const more = manifest.edges.map((each) =>
    each.carriage.by === 'terraform' && each.carriage.stack === 'aws-sets-0'
      ? { ...each, carriage: { ...each.carriage, stack: 'aws-tickets-0' } }
      : each,
  );
  expect(explainedOf(TICKETS, { manifest: { ...manifest, edges: more } }).lacking).toHaveLength(2);
  expect(explainedOf(TICKETS).lacking).toEqual([]);
});
