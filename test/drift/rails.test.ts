import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DEFAULT_RAILS,
  linesToDo,
  planRevert,
  RAILS,
  type JournalEntry,
  type JudgeInput,
  type RailId,
  type Rails,
  type RevertAsk,
  type RevertPlan,
} from '../../lib/drift/index.js';
import type { LiveUser } from '../../lib/inventory/index.js';
import { instantOf } from '../../lib/kernel/index.js';
import type { ScopeMode } from '../../lib/manifest/index.js';
import {
  AWS_SOURCE,
  awsGroup,
  OKTA_SOURCE,
  oktaGroup,
  permissionSet,
  person,
  workload,
  type AccountId,
  type Edge,
  type Holder,
  type PermissionSetContent,
  type Principal,
  type SourceId,
} from '../../lib/model/index.js';
import {
  ADMIN_SET,
  ADMINS,
  assignment,
  AWS_ADMINS,
  CONTENT,
  edge,
  ended,
  enforced,
  group,
  identity,
  idOf,
  inventory,
  judgement,
  live,
  liveSet,
  manifest,
  NOON,
  PROD,
  pushed,
  READERS,
  record,
  set,
  wanted,
  YESTERDAY,
} from '../_helpers/build.js';

const DANA = person('1');
const SAM = person('2');
const foreign = edge(DANA, READERS);
const expired = edge(SAM, READERS);
const PROMPT: Rails = { ...DEFAULT_RAILS, grace: 0 };

interface Props {
  readonly world?: Partial<JudgeInput>;
  readonly rails?: Partial<Rails>;
  readonly ask?: Partial<RevertAsk>;
}

function planOf({ world = {}, rails = {}, ask = {} }: Props): RevertPlan {
  return planRevert(
    judgement(world),
    { ...PROMPT, ...rails },
    { confirmed: true, recordVerifies: true, ...ask },
  );
}

function verdicts(plan: RevertPlan): (RailId | 'go')[] {
  return plan.lines.map(({ verdict }) => (verdict.state === 'go' ? 'go' : verdict.rail));
}

function people(count: number): Edge[] {
  return Array.from({ length: count }, (_, index) => edge(person(`p${index + 10}`), READERS));
}

const everyone = identity(
  record('1'),
  record('2'),
  ...people(60).map(({ holder }) => record('id' in holder ? holder.id : '')),
);
const oneForeign = { inventory: inventory({ edges: [live(foreign)] }) };
const oneExpired = {
  manifest: manifest({ ended: [ended(expired)] }),
  inventory: inventory({ edges: [live(expired)] }),
};

/** A world in which `over` ended and `kept` are still wanted, all live. */
function endings(over: readonly Edge[], kept: readonly Edge[] = []): Partial<JudgeInput> {
  return {
    manifest: manifest({ edges: kept.map((one) => wanted(one)), ended: over.map((one) => ended(one)) }),
    inventory: inventory({ edges: [...over, ...kept].map((one) => live(one)) }),
    identity: everyone,
  };
}

it('every rail is asked once, prevents an accident of its own, and is seen to hold by some test', () => {
  expect(new Set(RAILS.map((rail) => rail.id)).size).toBe(RAILS.length);
  expect(new Set(RAILS.map((rail) => rail.prevents)).size).toBe(RAILS.length);
  const folders = [__dirname, join(__dirname, '..', 'workflow')];
  const tests = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => readFileSync(join(folder, name), 'utf8')),
  );
  const named = (id: RailId): boolean => tests.some((source) => source.includes(`'${id}'`));
  expect(RAILS.map(({ id }) => id).filter((id) => !named(id))).toEqual([]);
});

it('H4.24 rails that only a declaration lifts are asked before all whose hold counts as work that waits', () => {
  const isFinal = RAILS.map(({ until }) => until === 'never' || until === 'declared');
  expect(isFinal.lastIndexOf(true)).toBeLessThan(isFinal.indexOf(false));
});

describe('without any rail in the way', () => {
  it('lets what is foreign and what is expired go, privileged first', () => {
    const privileged = edge(DANA, assignment());
    const plan = planOf({
      world: {
        manifest: manifest({ ended: [ended(expired)] }),
        inventory: inventory({
          edges: [live(foreign), live(expired), live(privileged)],
          roles: [liveSet(ADMIN_SET, CONTENT, { privileged: ['AdministratorAccess'] })],
        }),
      },
    });
    expect(verdicts(plan)).toEqual(['go', 'go', 'go']);
    expect(plan.lines[0]?.finding.subject).toMatchObject({ edge: privileged });
  });

  it('hold everything foreign, privileged too, when most of the world would be: the manifest is in doubt', () => {
    const all = [...people(20), edge(DANA, assignment())];
    const world = (known: number) => ({
      manifest: manifest({ edges: all.slice(0, known).map((one) => wanted(one)) }),
      inventory: inventory({
        edges: all.map((one) => live(one)),
        roles: [liveSet(ADMIN_SET, CONTENT, { privileged: ['AdministratorAccess'] })],
      }),
      identity: everyone,
    });
    const rails = { grace: 0 };
    expect(new Set(verdicts(planOf({ world: world(0), rails })))).toEqual(new Set(['foreign-ceiling']));
    expect(new Set(verdicts(planOf({ world: world(11), rails })))).toEqual(new Set(['go']));
  });
});

describe('dry run', () => {
  it('blocks everything unless confirmed', () => {
    const plan = planOf({ world: oneForeign, ask: { confirmed: false } });
    expect(verdicts(plan)).toEqual(['go']);
    expect(linesToDo(plan)).toEqual([]);
  });
});

describe('what is never reverted', () => {
  it('blocks what takes access away', () => {
    const plan = planOf({
      world: {
        manifest: manifest({ catalogue: { groups: [group(READERS, { restrictive: true })] } }),
        inventory: inventory({ pushes: [], edges: [live(foreign)] }),
      },
    });
    expect(verdicts(plan)).toEqual(['restrictive']);
  });

  it('blocks what another repository owns', () => {
    const plan = planOf({
      world: {
        manifest: manifest({ catalogue: { groups: [group(READERS, { external: 'network-team' })] } }),
        inventory: inventory({ pushes: [], edges: [live(foreign)] }),
      },
    });
    expect(verdicts(plan)).toEqual(['external']);
  });

  it('blocks a member whom a group rule put there, even one who left', () => {
    const plan = planOf({
      world: {
        inventory: inventory({ edges: [live(foreign, { by: 'rule', rule: 'all-of-platform' })] }),
        identity: identity(record('1', { status: 'terminated' })),
      },
    });
    expect(verdicts(plan)).toEqual(['by-rule']);
  });

  it('blocks what the next push would bring back', () => {
    const plan = planOf({
      world: {
        manifest: manifest({ edges: [wanted(edge(DANA, ADMINS))] }),
        inventory: inventory({
          edges: [live(edge(DANA, ADMINS)), pushed(edge(DANA, AWS_ADMINS), edge(DANA, ADMINS))],
        }),
      },
    });
    expect(verdicts(plan)).toEqual(['upstream']);
  });
});

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

describe('what AWS Control Tower makes', () => {
  const ORG = ['111111111111', '222222222222', '333333333333', '444444444444'] as AccountId[];
  const scopes = [enforced([awsGroup('AWSControlTowerAdmins')], ORG)];
  const gives = (holder: Holder, name: string, account = PROD): Edge =>
    edge(holder, assignment(permissionSet(name), account));
  const planFor = (...edges: Edge[]): RevertPlan =>
    planOf({
      world: {
        manifest: manifest({ catalogue: { scopes } }),
        inventory: inventory({ edges: edges.map((one) => live(one)) }),
      },
      rails: { grace: 0 },
    });

  // AWS Control Tower user guide: IAM Identity Center groups for AWS Control Tower.
  it.each([
    ['AWSAccountFactory', 'AWSServiceCatalogEndUserAccess'],
    ['AWSServiceCatalogAdmins', 'AWSServiceCatalogAdminFullAccess'],
    ['AWSControlTowerAdmins', 'AWSAdministratorAccess'],
    ['AWSControlTowerAdmins', 'AWSOrganizationsFullAccess'],
    ['AWSSecurityAuditPowerUsers', 'AWSPowerUserAccess'],
    ['AWSSecurityAuditors', 'AWSReadOnlyAccess'],
    ['AWSLogArchiveAdmins', 'AWSAdministratorAccess'],
    ['AWSLogArchiveViewers', 'AWSReadOnlyAccess'],
    ['AWSAuditAccountAdmins', 'AWSAdministratorAccess'],
  ])('H3.16 holds its own assignment of %s to %s, visibly and with the remedy', (group, name) => {
    const [line] = planFor(gives(awsGroup(group), name)).lines;
    expect(line).toMatchObject({
      finding: { class: 'foreign' },
      verdict: { state: 'held', rail: 'control-tower' },
    });
    expect(line?.verdict).toMatchObject({ why: expect.stringContaining('external("AWS Control Tower")') });
  });

  it.each([
    ['a person', gives(DANA, 'AWSAdministratorAccess')],
    ['a group of another name', gives(awsGroup('lunch-club'), 'AWSAdministratorAccess')],
    [
      'its group with a set it never gives that',
      gives(awsGroup('AWSSecurityAuditors'), 'AWSAdministratorAccess'),
    ],
    ['a person put into its group', edge(DANA, awsGroup('AWSControlTowerAdmins'))],
  ])('H3.16 honest twin: %s by hand is revoked, whatever the name', (_, one) => {
    expect(verdicts(planFor(one))).toEqual(['go']);
  });

  it('H3.16 says that one of too many is not its own, and still holds what is not told', () => {
    const plan = planFor(
      ...ORG.map((id) => gives(awsGroup('AWSControlTowerAdmins'), 'AWSAdministratorAccess', id)),
    );
    expect(verdicts(plan)).toEqual(ORG.map(() => 'control-tower'));
    expect(plan.lines[0]?.verdict).toMatchObject({ why: expect.stringContaining('in 3 of the 4 accounts') });
  });

  it.each([
    [
      'control-tower',
      { kind: 'role', native: 'arn:aws:iam::999999999999:role/service-role/AWSControlTowerAdmin', name: 'a' },
    ],
    ['control-tower', { kind: 'service', native: 'controltower.amazonaws.com', name: 'a' }],
    [
      'go',
      { kind: 'role', native: 'arn:aws:iam::999999999999:role/OrganizationAccountAccessRole', name: 'a' },
    ],
    ['go', { kind: 'person', native: 'aws-2', name: 'Mallory' }],
  ] as const)('H3.16 asks the log who made it: %s for %j', (verdict, actor) => {
    const one = gives(awsGroup('AWSControlTowerAdmins'), 'AWSAdministratorAccess');
    const { native } = live(one);
    const event = {
      id: 'e1',
      source: AWS_SOURCE,
      at: YESTERDAY,
      op: 'add' as const,
      target: native.target,
      holder: native.holder,
      account: PROD,
      actor,
    };
    const plan = planOf({
      world: {
        manifest: manifest({ catalogue: { scopes } }),
        inventory: inventory({ edges: [live(one)] }),
        audit: new Map([[AWS_SOURCE, { complete: true, events: [event], failures: [] }]]),
      },
    });
    expect(verdicts(plan)).toEqual([verdict]);
  });
});

describe('scope modes', () => {
  it.each(['observe', 'warn'] as const)('block in a scope that is in mode %s', (mode) => {
    const scopes = [{ ...enforced(), mode }];
    expect(
      verdicts(planOf({ world: { ...oneForeign, manifest: manifest({ catalogue: { scopes } }) } })),
    ).toEqual(['scope-mode']);
  });
});

describe('H4.24 a scope that is not enforced answers before whatever else would wait', () => {
  it.each([
    [
      'a group of Control Tower',
      inventory({
        edges: [
          live(edge(awsGroup('AWSControlTowerAdmins'), assignment(permissionSet('AWSAdministratorAccess')))),
        ],
      }),
    ],
    ['a group rule', inventory({ edges: [live(foreign, { by: 'rule', rule: 'all-of-platform' })] })],
    [
      'a policy that may deny',
      inventory({
        roles: [liveSet(ADMIN_SET, { ...CONTENT, customerManaged: [{ path: '/', name: 'mystery' }] })],
      }),
    ],
  ])('%s', (_, seen) => {
    const left = identity(record('1', { status: 'terminated' }), record('2'));
    const plan = (mode: ScopeMode): RevertPlan =>
      planOf({
        world: {
          manifest: manifest({
            catalogue: { permissionSets: [set(ADMIN_SET)], scopes: [{ ...enforced(), mode }] },
          }),
          inventory: seen,
          identity: left,
        },
      });
    expect(verdicts(plan('observe'))).toEqual(['scope-mode']);
    expect(verdicts(plan('warn'))).toEqual(['scope-mode']);
    expect(verdicts(plan('enforce'))).not.toContain('scope-mode');
  });
});

describe('pinned and break-glass principals', () => {
  it.each([
    ['pinned', { pinned: ['hr:2'] }],
    ['break-glass', { breakGlass: ['hr:2'] }],
  ] as const)('%s blocks for declared grants', (rail, rails) => {
    expect(verdicts(planOf({ world: oneExpired, rails }))).toEqual([rail]);
  });

  it('protect nothing that nobody declared', () => {
    expect(
      verdicts(planOf({ world: oneForeign, rails: { pinned: ['hr:1'], breakGlass: ['hr:1'] } })),
    ).toEqual(['go']);
  });
});

describe('a record that does not verify', () => {
  it('blocks what looks foreign, and lets ends go on', () => {
    const world = {
      manifest: manifest({ ended: [ended(expired)] }),
      inventory: inventory({ edges: [live(foreign), live(expired)] }),
    };
    expect(verdicts(planOf({ world, ask: { recordVerifies: false } }))).toEqual(['go', 'record']);
  });
});

describe('grace', () => {
  const rails = { grace: 24 * 3_600_000 };
  const firstSeen = (at: typeof NOON): JournalEntry => ({
    kind: 'first-seen',
    at,
    edge: idOf(foreign),
    finding: 'ORPHANED_GRANT',
  });

  it('blocks what is seen for the first time', () => {
    expect(verdicts(planOf({ world: oneForeign, rails }))).toEqual(['grace']);
  });

  it('is over when its time has passed', () => {
    expect(verdicts(planOf({ world: { ...oneForeign, journal: [firstSeen(YESTERDAY)] }, rails }))).toEqual([
      'go',
    ]);
  });

  it('does not start again for what went away and came back', () => {
    const again = instantOf(Date.parse(NOON) - 1000);
    const journal: JournalEntry[] = [
      firstSeen(YESTERDAY),
      { kind: 'gone', at: YESTERDAY, edge: idOf(foreign) },
      firstSeen(again),
    ];
    expect(verdicts(planOf({ world: { ...oneForeign, journal }, rails }))).toEqual(['go']);
  });

  it('is zero for what is privileged, and for ends', () => {
    const roles = [liveSet(ADMIN_SET, CONTENT, { privileged: ['AdministratorAccess'] })];
    const world = { inventory: inventory({ edges: [live(edge(DANA, assignment()))], roles }) };
    expect(verdicts(planOf({ world, rails }))).toEqual(['go']);
    expect(verdicts(planOf({ world: oneExpired, rails }))).toEqual(['go']);
  });
});

describe('last access of the actor', () => {
  const direct = edge(DANA, assignment());

  it('blocks the one, and lets it go where another is left', () => {
    const world = { inventory: inventory({ edges: [live(direct)] }) };
    expect(verdicts(planOf({ world, ask: { actor: DANA } }))).toEqual(['last-access']);
    const other = edge(DANA, assignment(ADMIN_SET, '222222222222' as typeof PROD));
    const two = { inventory: inventory({ edges: [live(direct), live(other)] }) };
    expect(verdicts(planOf({ world: two, ask: { actor: DANA } }))).toEqual(['go']);
  });

  it('blocks the assignment of the only group that gives the actor anything', () => {
    const world = {
      manifest: manifest({ edges: [wanted(foreign)] }),
      inventory: inventory({ edges: [live(foreign), live(edge(READERS, assignment()))] }),
    };
    expect(verdicts(planOf({ world, ask: { actor: DANA } }))).toEqual(['last-access']);
    expect(verdicts(planOf({ world, ask: { actor: SAM } }))).toEqual(['go']);
  });
});

describe('whoever acts, when nobody can say who that is', () => {
  const direct = edge(DANA, assignment());
  const privilegedSet = [liveSet(ADMIN_SET, CONTENT, { privileged: ['AdministratorAccess'] })];
  const other = edge(DANA, assignment(ADMIN_SET, '222222222222' as typeof PROD));
  const actorUnknown = 'STS does not say';

  it('H3.16 holds what may be their last privileged access, and only that', () => {
    const one = { inventory: inventory({ edges: [live(direct)], roles: privilegedSet }) };
    expect(verdicts(planOf({ world: one, ask: { actorUnknown } }))).toEqual(['last-access']);
    expect(verdicts(planOf({ world: one }))).toEqual(['go']);
    const plain = { inventory: inventory({ edges: [live(direct)] }) };
    expect(verdicts(planOf({ world: plain, ask: { actorUnknown } }))).toEqual(['go']);
    const two = { inventory: inventory({ edges: [live(direct), live(other)], roles: privilegedSet }) };
    expect(verdicts(planOf({ world: two, ask: { actorUnknown } }))).toEqual(['go']);
    const lunch = live(edge(DANA, oktaGroup('lunch-club')));
    const plainToo = { inventory: inventory({ edges: [live(direct), lunch], roles: privilegedSet }) };
    expect(verdicts(planOf({ world: plainToo, ask: { actorUnknown } }))).toEqual(['last-access']);
  });

  it('H3.16 holds it too where no record links whose session it may be', () => {
    const stranger = edge({ kind: 'unlinked', native: 'u-1', source: AWS_SOURCE }, assignment());
    const world = { inventory: inventory({ edges: [live(stranger)], roles: privilegedSet }) };
    expect(verdicts(planOf({ world, ask: { actorUnknown } }))).toEqual(['last-access']);
    expect(verdicts(planOf({ world }))).toEqual(['go']);
  });

  it('H3.16 lets what HR ended go on: no leaver runs this', () => {
    const world = {
      inventory: inventory({ edges: [live(direct)], roles: privilegedSet }),
      identity: identity(record('1', { status: 'terminated' })),
    };
    expect(verdicts(planOf({ world, ask: { actorUnknown } }))).toEqual(['go']);
  });
});

describe('minimum of active administrators', () => {
  const rails = { administrators: { atLeast: 2, seats: [{ group: READERS }] } };
  const three = people(3);

  it('blocks the removals that would leave fewer', () => {
    const plan = planOf({
      world: { inventory: inventory({ edges: three.map((one) => live(one)) }), identity: everyone },
      rails,
    });
    expect(verdicts(plan).sort()).toEqual(['administrators', 'administrators', 'go']);
  });

  it('does not count those who left', () => {
    const [gone, ...staying] = three;
    const world = {
      inventory: inventory({ edges: three.map((one) => live(one)) }),
      identity: identity(
        record('p10', { status: 'terminated' }),
        ...staying.map(({ holder }) => record('id' in holder ? holder.id : '')),
      ),
    };
    const plan = planOf({ world, rails });
    const held = plan.lines
      .filter((line) => line.verdict.state === 'held')
      .map((line) => line.finding.subject.id);
    expect(held.sort()).toEqual(staying.map(idOf).sort());
    expect(gone && held).not.toContain(gone && idOf(gone));
  });

  it('H3.16 does not count a leaver whose own removal another rail holds', () => {
    const [leaver, ...staying] = three as [Edge, ...Edge[]];
    const seen = [live(leaver, { by: 'rule', rule: 'all' }), ...staying.map((one) => live(one))];
    const who = identity(
      record('p10', { status: 'terminated' }),
      ...staying.map(({ holder }) => record('id' in holder ? holder.id : '')),
    );
    const plan = planOf({ world: { inventory: inventory({ edges: seen }), identity: who }, rails });
    expect(verdicts(plan).sort()).toEqual(['administrators', 'administrators', 'by-rule']);
  });

  describe('H3.16 counts only people who can sign in', () => {
    const account = (of: Edge, source: SourceId, status: LiveUser['status'], id = 'one'): LiveUser => ({
      ...{ source, native: id, login: id, displayName: '', status },
      principal: of.holder as Principal,
    });
    const atLeastOne = { administrators: { atLeast: 1, seats: [{ group: READERS }] } };
    const [first, second, third] = three as [Edge, Edge, Edge];
    const bar = (of: Edge): LiveUser => account(of, OKTA_SOURCE, 'suspended');
    const held = (users: LiveUser[], more: Partial<Parameters<typeof inventory>[0]> = {}): Edge[] => {
      const seen = inventory({ edges: three.map((one) => live(one)), users, ...more });
      const ids = planOf({ world: { inventory: seen, identity: everyone }, rails: atLeastOne })
        .lines.filter(({ verdict }) => verdict.state === 'held' && verdict.rail === 'administrators')
        .map(({ finding }) => finding.subject.id);
      return three.filter((one) => ids.includes(idOf(one)));
    };

    it.each([
      [first, [second, third]],
      [second, [first, third]],
      [third, [first, second]],
    ])('keeps the one who is not suspended, whichever of them it is', (able, barred) => {
      expect(held(barred.map(bar))).toEqual([able]);
      expect(held([...barred.map(bar), account(able, AWS_SOURCE, 'active')])).toEqual([able]);
      expect(held(barred.map((one) => account(one, AWS_SOURCE, 'gone')))).toEqual([able]);
    });

    it('lets all go of whom nobody could sign in: they fill no seat', () => {
      expect(held(three.map(bar))).toEqual([]);
    });

    it('counts a person whose one account of two is active', () => {
      const both = [bar(first), account(first, OKTA_SOURCE, 'active', 'two')];
      expect(held([...both, bar(second), bar(third)])).toEqual([first]);
    });

    it('counts neither machines nor whom no record links', () => {
      const robot = edge(workload('deploy'), READERS);
      const stranger = edge({ kind: 'unlinked', native: 'u-1', source: AWS_SOURCE }, READERS);
      const edges = [...three, robot, stranger].map((one) => live(one));
      expect(held([bar(second), bar(third)], { edges })).toEqual([first]);
    });

    it('holds whom it could not read the accounts of: each may be the last who can sign in', () => {
      const unread = [[OKTA_SOURCE, { part: 'listing', of: 'users' }]] as const;
      const plan = planOf({
        world: {
          inventory: inventory({ edges: three.map((one) => live(one)), unread }),
          identity: everyone,
        },
        rails: atLeastOne,
      });
      expect(verdicts(plan)).toEqual(three.map(() => 'administrators'));
    });
  });

  it('guards an account through everyone who has a privileged set on it', () => {
    const roles = [liveSet(ADMIN_SET, CONTENT, { privileged: ['AdministratorAccess'] })];
    const world = {
      manifest: manifest({ edges: [wanted(edge(SAM, READERS))] }),
      inventory: inventory({ edges: [live(edge(SAM, READERS)), live(edge(READERS, assignment()))], roles }),
    };
    const seat = { administrators: { atLeast: 1, seats: [{ account: PROD }] } };
    expect(verdicts(planOf({ world, rails: seat }))).toEqual(['administrators']);
  });
});

describe('ceilings', () => {
  const few = { ceiling: { count: 3, fraction: 1, fractionFrom: 20 } };

  it('block a whole package above the count', () => {
    expect(verdicts(planOf({ world: endings(people(3)), rails: few }))).toEqual(['go', 'go', 'go']);
    expect(new Set(verdicts(planOf({ world: endings(people(4)), rails: few })))).toEqual(
      new Set(['ceiling']),
    );
  });

  it('block above the fraction of live holders, from twenty holders up', () => {
    const rails = { ceiling: { count: 100, fraction: 0.25, fractionFrom: 20 } };
    const of = (over: number, holders: number): (RailId | 'go')[] =>
      verdicts(
        planOf({ world: endings(people(holders).slice(0, over), people(holders).slice(over)), rails }),
      );
    expect(new Set(of(6, 20))).toEqual(new Set(['ceiling']));
    expect(new Set(of(5, 20))).toEqual(new Set(['go']));
    expect(new Set(of(6, 19))).toEqual(new Set(['go']));
  });

  it('H1.6 hold a workload whose owners are among too many leavers, and let it go with a few', () => {
    const robot = edge(workload('deploy'), READERS);
    const leaving = (count: number, expires = '2099-01-01T00:00:00.000Z') => {
      const leavers = people(count);
      const [owner] = leavers;
      const approvers = [owner && 'id' in owner.holder ? owner.holder.id : ''];
      const world = {
        manifest: manifest({
          edges: [...leavers, robot].map((one) => wanted(one)),
          catalogue: {
            scopes: [enforced([READERS])],
            teams: [{ name: 'platform', title: '', approvers }] as never,
            workloads: [{ id: 'deploy', title: '', owner: 'platform', purpose: '', expires }] as never,
          },
        }),
        inventory: inventory({ edges: [...leavers, robot].map((one) => live(one)) }),
        identity: identity(
          ...leavers.map(({ holder }) => record('id' in holder ? holder.id : '', { status: 'terminated' })),
        ),
      };
      const line = planOf({ world, rails: few }).lines.find(
        ({ finding }) => finding.subject.id === idOf(robot),
      );
      return line && (line.verdict.state === 'held' ? line.verdict.rail : line.verdict.state);
    };
    expect(leaving(4)).toBe('ceiling');
    expect(leaving(3)).toBe('go');
    expect(leaving(4, '2026-01-01T00:00:00.000Z')).toBe('go');
  });

  it('count the whole removal of a confirmed leaver once', () => {
    const targets = [READERS, ADMINS, assignment(), assignment(ADMIN_SET, '222222222222' as typeof PROD)];
    const all = targets.map((target) => edge(DANA, target));
    const world = {
      manifest: manifest({
        edges: all.map((one) => wanted(one)),
        catalogue: { scopes: [enforced([READERS, ADMINS], [PROD, '222222222222' as typeof PROD])] },
      }),
      inventory: inventory({ edges: all.map((one) => live(one)) }),
      identity: identity(record('1', { status: 'terminated' })),
    };
    expect(verdicts(planOf({ world, rails: few }))).toEqual(['go', 'go', 'go', 'go']);
  });

  it('block when too many leave at once', () => {
    const leavers = people(4);
    const world = {
      manifest: manifest({ edges: leavers.map((one) => wanted(one)) }),
      inventory: inventory({ edges: leavers.map((one) => live(one)) }),
      identity: identity(
        ...leavers.map(({ holder }) => record('id' in holder ? holder.id : '', { status: 'terminated' })),
      ),
    };
    expect(new Set(verdicts(planOf({ world, rails: few })))).toEqual(new Set(['ceiling']));
  });

  it('are separate and higher for what is foreign, and let what is privileged go first', () => {
    expect(DEFAULT_RAILS.foreignCeiling.count).toBeGreaterThan(DEFAULT_RAILS.ceiling.count);
    const privileged = edge(DANA, assignment());
    const world = {
      inventory: inventory({
        edges: [...people(3), privileged].map((one) => live(one)),
        roles: [liveSet(ADMIN_SET, CONTENT, { privileged: ['AdministratorAccess'] })],
      }),
      identity: everyone,
    };
    const plan = planOf({ world, rails: { foreignCeiling: { count: 2 } } });
    expect(verdicts(plan)).toEqual(['go', 'go', 'foreign-ceiling', 'foreign-ceiling']);
    expect(plan.lines[0]?.finding.subject).toMatchObject({ edge: privileged });
  });
});
