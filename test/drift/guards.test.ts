import { DEFAULT_RAILS, judge, planRevert, type JudgeInput, type Rails } from '../../lib/drift/index.js';
import type { AuditEvent, LiveUser } from '../../lib/inventory/index.js';
import { edgeWindow } from '../../lib/drift/wanted.js';
import { instantOf } from '../../lib/kernel/index.js';
import {
  AWS_SOURCE,
  edgeKey,
  OKTA_SOURCE,
  permissionSet,
  person,
  workload,
  type AccountId,
  type Basis,
  type Window,
} from '../../lib/model/index.js';
import {
  ADMIN_SET,
  ADMINS,
  assignment,
  AWS_ADMINS,
  codes,
  CONTENT,
  edge,
  ended,
  enforced,
  group,
  identity,
  idOf,
  inventory,
  judgeInput,
  LAST_WEEK,
  live,
  liveSet,
  manifest,
  NOON,
  only,
  PROD,
  pushed,
  READERS,
  record,
  report,
  set,
  TOMORROW,
  wanted,
  YESTERDAY,
} from '../_helpers/build.js';
import { aroundSpan, atBounds } from '../_helpers/bounds.js';

const DANA = person('1');
const SAM = person('2');
const BOT = workload('deploy');
const OTHER = '222222222222' as AccountId;
const danaInAdmins = edge(DANA, ADMINS);
const danaPushed = edge(DANA, AWS_ADMINS);
const danaReads = edge(DANA, READERS);
const PUSHED = {
  groups: [group(ADMINS, { pushedTo: AWS_ADMINS }), group(AWS_ADMINS, { pushedFrom: ADMINS })],
};

function verdictsOf(
  world: Partial<JudgeInput>,
  rails: Partial<Rails> = {},
  actor?: typeof DANA,
): readonly string[] {
  const input = judgeInput(world);
  const { manifest: of, inventory: seen, identity: who, journal, at } = input;
  const plan = planRevert(
    judge(input),
    { ...DEFAULT_RAILS, grace: 0, ...rails },
    {
      ...{ manifest: of, inventory: seen, identity: who, journal, at, confirmed: true, recordVerifies: true },
      ...(actor ? { actor } : {}),
    },
  );
  return plan.lines.map(({ verdict }) => (verdict.state === 'held' ? verdict.rail : verdict.state));
}

describe('an access that a push brought', () => {
  const admins = [liveSet(ADMIN_SET, CONTENT, { privileged: ['AdministratorAccess'] })];
  const holds = edge(AWS_ADMINS, assignment());
  const world = (sams: boolean): Partial<JudgeInput> => {
    const samHolds = edge(SAM, assignment());
    return {
      manifest: manifest({
        edges: [wanted(holds, { role: 'structure' }), ...(sams ? [wanted(samHolds)] : [])],
        catalogue: PUSHED,
      }),
      inventory: inventory({
        edges: [
          live(danaInAdmins),
          pushed(danaPushed, danaInAdmins),
          live(holds),
          ...(sams ? [live(samHolds)] : []),
        ],
        roles: admins,
      }),
    };
  };
  const seat = { administrators: { atLeast: 1, seats: [{ account: PROD }] } };

  it('is lost with the edge that it came from: of an administrator of an account', () => {
    expect(verdictsOf(world(false), seat)).toEqual(['administrators']);
    expect(verdictsOf(world(true), seat)).toEqual(['go']);
  });

  it('is lost with it though the copy is declared by itself, and would be no line of its own', () => {
    const declared = (sams: boolean): Partial<JudgeInput> => {
      const { manifest: of, ...rest } = world(sams);
      return { ...rest, manifest: { ...of!, edges: [...of!.edges, wanted(danaPushed)] } };
    };
    expect(verdictsOf(declared(false), seat)).toEqual(['administrators']);
    expect(verdictsOf(declared(true), seat)).toEqual(['go']);
    expect(verdictsOf(declared(false), {}, DANA)).toEqual(['last-access']);
  });

  it('is lost with the edge that it came from: of whoever acts', () => {
    expect(verdictsOf(world(false), {}, DANA)).toEqual(['last-access']);
    expect(verdictsOf(world(false), {}, SAM)).toEqual(['go']);
  });
});

describe('the content of a set', () => {
  const declared = manifest({ catalogue: { permissionSets: [set(ADMIN_SET)] } });
  const behind = { staleIn: [PROD], provisionedIn: [PROD] };
  const long = { ...CONTENT, sessionMinutes: 720 };
  const world = (content = CONTENT): Partial<JudgeInput> => ({
    manifest: declared,
    inventory: inventory({ roles: [liveSet(ADMIN_SET, content, behind)] }),
  });

  it('is carried into an account that is behind, when it is what is declared', () => {
    expect(codes(report(world()))).toEqual(['STALE_PROVISIONED']);
    expect(verdictsOf(world())).toEqual(['go']);
  });

  it('is never carried into an account while it is not what is declared', () => {
    expect(codes(report(world(long)))).toEqual(['CONTENT_ALTERED']);
    expect(verdictsOf(world(long))).not.toContain('go');
  });

  it('is not carried on either where a policy was taken off and the rest is not as declared: that is told, and held', () => {
    const audit = new Map([
      [
        AWS_SOURCE,
        {
          events: [
            {
              ...{
                id: 'e1',
                at: YESTERDAY,
                op: 'alter' as const,
                source: AWS_SOURCE,
                target: 'set-ProdAdmin',
              },
              part: JSON.stringify(['take', 'managed', 'arn:aws:iam::aws:policy/IAMFullAccess']),
              actor: { kind: 'person', native: 'u', name: 'u' },
            } as unknown as AuditEvent,
          ],
          from: LAST_WEEK,
          to: NOON,
        },
      ],
    ]) as unknown as JudgeInput['audit'];
    const seen = { ...world(long), audit };
    expect([...codes(report(seen))].sort()).toEqual(['CONTENT_ALTERED', 'STALE_PROVISIONED']);
    expect(verdictsOf(seen)).not.toContain('go');
    const asDeclared = report({ ...world(), audit });
    expect(only(asDeclared)).toMatchObject({ code: 'STALE_PROVISIONED' });
    expect(only(asDeclared).privileged).not.toEqual([]);
  });

  it.each([[[PROD, OTHER]], [[OTHER, PROD]]])(
    'is in the strictest mode of all the accounts that have it, in whatever order: %j',
    (provisionedIn) => {
      const scopes = [
        enforced([], [PROD]),
        { ...enforced([], [OTHER]), name: 'looked at', mode: 'observe' as const },
      ];
      const seen = report({
        manifest: manifest({ catalogue: { permissionSets: [set(ADMIN_SET)], scopes } }),
        inventory: inventory({ roles: [liveSet(ADMIN_SET, long, { provisionedIn })] }),
      });
      expect(only(seen).mode).toBe('enforce');
    },
  );

  it('is only looked at where no scope covers any of its accounts', () => {
    const seen = report({
      manifest: manifest({ catalogue: { permissionSets: [set(ADMIN_SET)], scopes: [] } }),
      inventory: inventory({ roles: [liveSet(ADMIN_SET, long)] }),
    });
    expect(only(seen).mode).toBe('observe');
  });
});

describe('in no scope', () => {
  const nothing = { catalogue: { scopes: [] } };

  it('a grant that ended and is live is told, and never counted among the ungoverned', () => {
    const seen = report({
      manifest: manifest({ ended: [ended(danaReads)], ...nothing }),
      inventory: inventory({ edges: [live(danaReads)] }),
    });
    expect(only(seen)).toMatchObject({ class: 'expired', mode: 'observe' });
    expect(seen.counts.ungoverned).toBe(0);
  });

  it('what nobody ever declared is counted, and told by nothing else', () => {
    const seen = report({ manifest: manifest(nothing), inventory: inventory({ edges: [live(danaReads)] }) });
    expect(seen).toMatchObject({ findings: [], counts: { ungoverned: 1 } });
  });

  it('what is declared and absent is told, to be looked at', () => {
    const seen = report({ manifest: manifest({ edges: [wanted(danaReads)], ...nothing }) });
    expect(only(seen)).toMatchObject({ code: 'MISSING_GRANT', mode: 'observe' });
  });
});

describe('what another repository owns', () => {
  const held = edge(READERS, assignment());
  const world = (external?: string): Partial<JudgeInput> => ({
    manifest: manifest({
      catalogue: { groups: [group(READERS, external === undefined ? {} : { external })] },
    }),
    inventory: inventory({ edges: [live(held)], pushes: [] }),
  });

  it('holds an assignment that is its own matter, not foreign', () => {
    expect(only(report(world('networking')))).toMatchObject({ class: 'external', code: 'EXTERNAL' });
  });

  it('and a group of our own that holds one is foreign', () => {
    expect(only(report(world()))).toMatchObject({ class: 'foreign' });
  });
});

describe('a push that has not arrived', () => {
  const declared = manifest({
    edges: [wanted(danaInAdmins), wanted(danaPushed, { pushedFrom: danaInAdmins })],
    catalogue: PUSHED,
  });
  const codeOf = (props: Parameters<typeof inventory>[0]) =>
    codes(report({ manifest: declared, inventory: inventory({ edges: [live(danaInAdmins)], ...props }) }));

  it('is under way, not stuck, where the push mappings could not be read', () => {
    const unread = [[OKTA_SOURCE, { part: 'listing', of: 'push-mappings' }]] as const;
    expect(codeOf({ pushes: [], unread })).toContain('PUSH_PENDING');
    expect(codeOf({ pushes: [], unread })).not.toContain('PUSH_STUCK');
  });

  it('is stuck where a whole listing has no push that leads there', () => {
    expect(codeOf({ pushes: [] })).toContain('PUSH_STUCK');
    expect(codeOf({ pushes: [[ADMINS, READERS]] })).toContain('PUSH_STUCK');
    expect(codeOf({})).toEqual(['PUSH_PENDING']);
  });

  it('is under way until its patience is over', () => {
    const journal = [
      { kind: 'first-seen' as const, at: NOON, edge: idOf(danaPushed), finding: 'PUSH_PENDING' },
    ];
    const seen = inventory({ edges: [live(danaInAdmins)] });
    const code = aroundSpan(
      NOON,
      3_600_000,
      (at) => only(report({ manifest: declared, inventory: seen, journal, at })).code,
    );
    expect(code).toEqual({ before: 'PUSH_PENDING', on: 'PUSH_STUCK', after: 'PUSH_STUCK' });
  });

  it('and one on its way out is so until its patience is over', () => {
    const journal = [
      { kind: 'first-seen' as const, at: NOON, edge: idOf(danaPushed), finding: 'PUSH_PENDING' },
    ];
    const over = manifest({ ended: [ended(danaPushed)], catalogue: PUSHED });
    const seen = inventory({ edges: [live(danaPushed)] });
    const code = aroundSpan(
      NOON,
      3_600_000,
      (at) => only(report({ manifest: over, inventory: seen, journal, at })).code,
    );
    expect(code).toEqual({ before: 'PUSH_PENDING', on: 'REVOKED_BUT_LIVE', after: 'REVOKED_BUT_LIVE' });
  });
});

describe('a holder', () => {
  const expires = TOMORROW;
  const team = { name: 'platform', title: '', approvers: ['2', '3'] };
  const robot = edge(BOT, READERS);
  const codeWith = (gone: readonly string[], at = NOON, teams: readonly object[] = [team]) =>
    only(
      report({
        at,
        manifest: manifest({
          catalogue: {
            teams: teams as never,
            workloads: [{ id: 'deploy', title: '', owner: 'platform', purpose: '', expires }] as never,
          },
        }),
        inventory: inventory({ edges: [live(robot)] }),
        identity: identity(
          ...['2', '3'].map((id) => record(id, gone.includes(id) ? { status: 'terminated' } : {})),
        ),
      }),
    ).code;

  it('REQ-086 that is a workload is gone when all approvers of its team are, and not with the first of them', () => {
    expect(codeWith([])).toBe('ORPHANED_GRANT');
    expect(codeWith(['2'])).toBe('ORPHANED_GRANT');
    expect(codeWith(['3'])).toBe('ORPHANED_GRANT');
    expect(codeWith(['2', '3'])).toBe('HOLDER_GONE');
  });

  it('that is a workload is not gone for what becomes of another team', () => {
    const others = { name: 'another', title: '', approvers: ['2'] };
    expect(codeWith(['2'], NOON, [others, team])).toBe('ORPHANED_GRANT');
    expect(codeWith(['2'], NOON, [others])).toBe('ORPHANED_GRANT');
  });

  it('REQ-086 that is a workload lives until its lifetime ends', () => {
    expect(atBounds(expires, (at) => codeWith([], at))).toEqual({
      before: 'ORPHANED_GRANT',
      on: 'HOLDER_GONE',
      after: 'HOLDER_GONE',
    });
  });

  const account = (native: string, status: LiveUser['status'], source = AWS_SOURCE): LiveUser => ({
    ...{ source, native, login: native, displayName: '', status },
    principal: DANA,
  });
  const codeOf = (users: readonly LiveUser[]) =>
    codes(report({ inventory: inventory({ edges: [live(danaReads)], users }) }));

  it('of two accounts in one source is there as long as one of them is, in whatever order', () => {
    expect(codeOf([account('a', 'gone'), account('b', 'active')])).toEqual(['ORPHANED_GRANT']);
    expect(codeOf([account('b', 'active'), account('a', 'gone')])).toEqual(['ORPHANED_GRANT']);
    expect(codeOf([account('a', 'gone'), account('b', 'suspended')])).toEqual(['ORPHANED_GRANT']);
    expect(codeOf([account('a', 'gone'), account('b', 'gone')])).toEqual(['HOLDER_GONE']);
  });

  it('is not gone from a source for what became of the account in another', () => {
    expect(codeOf([account('a', 'gone', OKTA_SOURCE)])).toEqual(['ORPHANED_GRANT']);
    expect(codeOf([account('a', 'gone', OKTA_SOURCE), account('b', 'active')])).toEqual(['ORPHANED_GRANT']);
    expect(codeOf([account('a', 'active', OKTA_SOURCE), account('b', 'gone')])).toEqual(['HOLDER_GONE']);
  });
});

describe('grace', () => {
  const root: AuditEvent = {
    ...{
      id: 'e1',
      op: 'add',
      source: AWS_SOURCE,
      at: YESTERDAY,
      holder: 'user-1',
      target: 'aws-group-prod-readers',
    },
    actor: { kind: 'root', native: 'arn:aws:iam::1:root', name: 'root user of account 1' },
  };
  const audit = new Map([
    [AWS_SOURCE, { events: [root], from: LAST_WEEK, to: NOON }],
  ]) as unknown as JudgeInput['audit'];
  const world = { inventory: inventory({ edges: [live(danaReads)] }) };
  const day = { grace: 24 * 3_600_000 };

  it('is for what is foreign and neither privileged nor critical', () => {
    expect(verdictsOf(world, day)).toEqual(['grace']);
    expect(report({ ...world, audit }).findings).toMatchObject([{ severity: 'critical', privileged: [] }]);
    expect(verdictsOf({ ...world, audit }, day)).toEqual(['go']);
  });

  it('is for whom nobody links, and not for what ended or whose holder is gone', () => {
    const stranger = edge({ kind: 'unlinked', native: 'u-1', source: AWS_SOURCE }, READERS);
    expect(verdictsOf({ inventory: inventory({ edges: [live(stranger)] }) }, day)).toEqual(['grace']);
    expect(verdictsOf({ manifest: manifest({ ended: [ended(danaReads)] }), ...world }, day)).toEqual(['go']);
    expect(verdictsOf({ ...world, identity: identity(record('1', { status: 'terminated' })) }, day)).toEqual([
      'go',
    ]);
  });

  it('ends its span after the first sighting', () => {
    const journal = [
      { kind: 'first-seen' as const, at: YESTERDAY, edge: idOf(danaReads), finding: 'ORPHANED_GRANT' },
    ];
    const verdict = aroundSpan(YESTERDAY, day.grace, (at) => verdictsOf({ ...world, journal, at }, day));
    expect(verdict).toEqual({ before: ['grace'], on: ['go'], after: ['go'] });
  });
});

describe('the age of what is compared', () => {
  const DAY = 24 * 3_600_000;
  const world = { inventory: inventory({ edges: [live(danaReads)] }) };
  const age = { age: { manifest: DAY, identity: 2 * DAY } };

  it('of the manifest may reach its limit, and not pass it', () => {
    const verdict = aroundSpan(NOON, DAY, (at) => verdictsOf({ ...world, at }, age));
    expect(verdict).toEqual({ before: ['go'], on: ['go'], after: ['age'] });
  });

  it('of the oldest feed may reach its limit, and not pass it', () => {
    const feeds = [YESTERDAY, LAST_WEEK].map((generatedAt) => ({ generatedAt }) as never);
    const who = { ...identity(record('1')), feeds };
    const week = { age: { manifest: 30 * DAY, identity: 8 * DAY } };
    const verdict = aroundSpan(LAST_WEEK, 8 * DAY, (at) => verdictsOf({ ...world, identity: who, at }, week));
    expect(verdict).toEqual({ before: ['go'], on: ['go'], after: ['age'] });
  });
});

describe('a ceiling over time', () => {
  it('counts what was taken within its window, and nothing from before', () => {
    const window = 3_600_000;
    const taken = edge(SAM, AWS_ADMINS);
    const at = instantOf(Date.parse(NOON) + window);
    const gone = ended(danaReads);
    const verdict = atBounds(NOON, (attempted) =>
      verdictsOf(
        {
          at,
          manifest: manifest({ asOf: NOON, ended: [gone] }),
          inventory: inventory({ edges: [live(danaReads)] }),
          journal: [
            {
              kind: 'attempt',
              at: attempted,
              run: 'run-0',
              edge: idOf(taken),
              revocation: { what: 'edge', live: live(taken) },
              counts: { basis: 'had', package: gone.package },
            } as never,
          ],
        },
        { window, ceiling: { count: 1, fraction: 1, fractionFrom: 20 } },
      ),
    );
    expect(verdict).toEqual({ before: ['go'], on: ['go'], after: ['ceiling'] });
  });
});

describe('what ceilings count of what was taken before', () => {
  const over = ended(danaReads);
  const sams = edge(SAM, AWS_ADMINS);
  const verdict = (counts: object, rails: Partial<Rails>, gone = false) =>
    verdictsOf(
      {
        manifest: gone ? manifest({ edges: [wanted(danaReads)] }) : manifest({ ended: [over] }),
        inventory: inventory({ edges: [live(danaReads)] }),
        ...(gone ? { identity: identity(record('1', { status: 'terminated' }), record('2')) } : {}),
        journal: [
          {
            ...{ kind: 'attempt', at: instantOf(Date.parse(NOON) - 1), run: 'run-0', edge: idOf(sams) },
            ...{ revocation: { what: 'edge', live: live(sams) }, counts },
          } as never,
        ],
      },
      rails,
    );
  const one = { ceiling: { count: 1, fraction: 1, fractionFrom: 1000 } };
  const inAll = { total: { count: 1, fraction: 1, fractionFrom: 1000 } };

  it('of a package is the ends of that package, leavers apart', () => {
    expect(verdict({ basis: 'had', package: over.package }, one)).toEqual(['ceiling']);
    expect(verdict({ basis: 'had', package: 'another' }, one)).toEqual(['go']);
    expect(verdict({ basis: 'had', package: over.package, leaver: true }, one)).toEqual(['go']);
    expect(verdict({ basis: 'none' }, one)).toEqual(['go']);
  });

  it('of leavers is leavers', () => {
    expect(verdict({ basis: 'had', package: 'another', leaver: true }, one, true)).toEqual(['ceiling']);
    expect(verdict({ basis: 'had', package: over.package }, one, true)).toEqual(['go']);
  });

  it('over all packages is whatever had a basis', () => {
    expect(verdict({ basis: 'had', package: 'another' }, inAll)).toEqual(['ceiling']);
    expect(verdict({ basis: 'had', package: 'another', leaver: true }, inAll)).toEqual(['ceiling']);
    expect(verdict({ basis: 'none' }, inAll)).toEqual(['go']);
  });

  it('a share is one of the live holders of the package, not of those of another, nor of what is not live', () => {
    const holders = (from: number, count: number) =>
      Array.from({ length: count }, (_, n) => edge(person(`p${from + n}`), READERS));
    const gone = holders(0, 3);
    const kept = holders(10, 7);
    const others = holders(100, 20).map((each) => ({
      ...wanted(each),
      because: [{ ...wanted(each).because[0], package: 'another' }] as never,
    }));
    const share = { ceiling: { count: 100, fraction: 0.25, fractionFrom: 10 } };
    const of = (edges: readonly ReturnType<typeof wanted>[], alive: readonly ReturnType<typeof edge>[]) =>
      new Set(
        verdictsOf(
          {
            manifest: manifest({ edges, ended: gone.map((each) => ended(each)) }),
            inventory: inventory({ edges: [...gone, ...alive].map((each) => live(each)) }),
            identity: identity(
              ...[...gone, ...kept].map(({ holder }) => record('id' in holder ? holder.id : '')),
            ),
          },
          share,
        ),
      );
    const own = kept.map((each) => wanted(each));
    expect(of(own, kept)).toEqual(new Set(['ceiling']));
    expect(of([...own, ...others], [...kept, ...others.map((each) => each.edge)])).toEqual(
      new Set(['ceiling']),
    );
    expect(of(own, [])).toEqual(new Set(['go']));
    const more = holders(50, 4);
    expect(of([...own, ...more.map((each) => wanted(each))], [...kept, ...more])).toEqual(new Set(['go']));
  });
});

describe('the window of an edge', () => {
  const basis: Basis = { kind: 'ticket', ticket: 'ACC-0001' };
  const window: Window = { start: YESTERDAY, end: TOMORROW };
  const windowed = (...windows: readonly Window[]) => {
    const because = windows.map((one) => ({ package: 'p', asset: 'a', standing: { basis, window: one } }));
    return {
      ...wanted(danaReads, { window: { start: LAST_WEEK, end: TOMORROW } }),
      because: because as never,
    };
  };
  const code = (edges: Parameters<typeof manifest>[0], at = NOON) =>
    codes(report({ at, manifest: manifest(edges), inventory: inventory({ edges: [live(danaReads)] }) }));

  it('opens on its start and is over on its end', () => {
    const edges = [wanted(danaReads, { window, basis })];
    const early = ['BEFORE_WINDOW'];
    expect(atBounds(window.start, (at) => code({ edges }, at))).toEqual({ before: early, on: [], after: [] });
    const over = ['EXPIRED_BUT_LIVE'];
    expect(atBounds(TOMORROW, (at) => code({ edges }, at))).toEqual({ before: [], on: over, after: over });
  });

  it('is that of its declaration where it is structure, whatever tickets stand beside it', () => {
    const over: Window = { start: LAST_WEEK, end: YESTERDAY };
    const both = {
      ...wanted(danaReads),
      because: [
        { package: 'p', asset: 'a', standing: { basis, window: over } },
        { package: 'p', asset: 'a' },
      ] as never,
    };
    expect(edgeWindow(both, NOON)).toMatchObject({ state: 'open', window: both.window });
    const [ticket] = both.because as unknown as [never];
    expect(edgeWindow({ ...both, because: [ticket] }, NOON).state).toBe('ended');
  });

  it('is the open one of several, else the last that ended, else the first to come', () => {
    const past: Window = { start: LAST_WEEK, end: YESTERDAY };
    const older: Window = { start: LAST_WEEK, end: instantOf(Date.parse(YESTERDAY) - 1) };
    const open: Window = { start: YESTERDAY, end: TOMORROW };
    const next: Window = { start: TOMORROW, end: instantOf(Date.parse(TOMORROW) + 1) };
    const later: Window = { start: TOMORROW, end: 'standing' };
    expect(edgeWindow(windowed(past, open, next), NOON)).toEqual({ state: 'open', window: open });
    expect(edgeWindow(windowed(next, older, past), NOON)).toEqual({ state: 'ended', window: past });
    expect(edgeWindow(windowed(past, older, next), NOON)).toEqual({ state: 'ended', window: past });
    expect(edgeWindow(windowed(later, next), NOON)).toEqual({ state: 'upcoming', window: next });
    expect(edgeWindow(windowed(next, later), NOON)).toEqual({ state: 'upcoming', window: next });
  });

  it('of what was adopted is over when nobody certified it by its date', () => {
    const legacy: Basis = { kind: 'legacy', certifyBy: TOMORROW };
    const over = [ended(danaReads, { basis: legacy, window: { start: LAST_WEEK, end: TOMORROW } })];
    expect(atBounds(TOMORROW, (at) => code({ ended: over }, at))).toEqual({
      before: ['EXPIRED_BUT_LIVE'],
      on: ['LEGACY_UNCERTIFIED'],
      after: ['LEGACY_UNCERTIFIED'],
    });
  });

  it('that ended last is the one that is told', () => {
    const first = ended(danaReads, { package: 'first', endedAt: LAST_WEEK });
    const last = ended(danaReads, { package: 'last', endedAt: YESTERDAY });
    for (const list of [
      [first, last],
      [last, first],
    ]) {
      const seen = report({
        manifest: manifest({ ended: list }),
        inventory: inventory({ edges: [live(danaReads)] }),
      });
      expect(only(seen).wanted?.[0]?.package).toBe('last');
    }
  });
});

describe('a name that several objects carry', () => {
  const two = (ref: typeof READERS | typeof ADMIN_SET) =>
    inventory({
      edges: [live(danaReads), live(edge(SAM, assignment(permissionSet('ProdRead'))))],
      ambiguous: [{ ref, natives: ['one', 'two'] }] as never,
    });

  it('says nothing of what other names are about', () => {
    const seen = report({
      manifest: manifest({ edges: [wanted(edge(SAM, READERS)), wanted(edge(DANA, AWS_ADMINS))] }),
      inventory: two(READERS),
    });
    const told = seen.findings.map(({ code, subject }) => [code, subject.what]);
    expect(told).toContainEqual(['NAME_AMBIGUOUS', 'name']);
    const missing = seen.findings.flatMap((f) =>
      f.code === 'MISSING_GRANT' && f.subject.what === 'edge' ? [edgeKey(f.subject.edge)] : [],
    );
    expect(missing).toEqual([edgeKey(edge(DANA, AWS_ADMINS))]);
  });

  it("is told with what could be meant, high, and as nobody's work", () => {
    const seen = report({
      manifest: manifest({ catalogue: { permissionSets: [set(ADMIN_SET)] } }),
      inventory: two(ADMIN_SET),
    });
    const finding = seen.findings.find(({ code }) => code === 'NAME_AMBIGUOUS');
    expect(finding).toMatchObject({
      severity: 'high',
      mode: 'observe',
      reaches: [],
      privileged: [],
      attribution: { by: 'unknown' },
      firstSeen: NOON,
      subject: { what: 'name', ambiguity: { ref: ADMIN_SET, natives: ['one', 'two'] } },
    });
  });

  it('leaves an assignment alone that a group of that name holds', () => {
    const held = edge(READERS, assignment());
    const seen = report({
      manifest: manifest({ edges: [wanted(held, { role: 'structure' })] }),
      inventory: two(READERS),
    });
    expect(codes(seen)).not.toContain('MISSING_GRANT');
  });
});

it("REQ-058 a part that could not be read is told as high, with the part, and as nobody's work", () => {
  const part = { part: 'group', group: 'g-1', name: 'prod-readers' } as const;
  const seen = report({ inventory: inventory({ unread: [[AWS_SOURCE, part]] }) });
  expect(only(seen)).toMatchObject({
    ...{ code: 'UNREADABLE', severity: 'high', mode: 'observe', reaches: [], privileged: [] },
    ...{ attribution: { by: 'unknown' }, firstSeen: NOON, subject: { what: 'part', failure: { part } } },
  });
});
