import type { JudgeInput } from '../../lib/drift/index.js';
import type { AuditEvent, LiveUser } from '../../lib/inventory/index.js';
import {
  AWS_SOURCE,
  edgeKey,
  OKTA_SOURCE,
  permissionSet,
  workload,
  type AccountId,
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
import { DANA, danaReads, SAM, verdictsOf } from './_verdicts.js';

const BOT = workload('deploy');
const OTHER = '222222222222' as AccountId;
const danaInAdmins = edge(DANA, ADMINS);
const danaPushed = edge(DANA, AWS_ADMINS);
const PUSHED = {
  groups: [group(ADMINS, { pushedTo: AWS_ADMINS }), group(AWS_ADMINS, { pushedFrom: ADMINS })],
};

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
