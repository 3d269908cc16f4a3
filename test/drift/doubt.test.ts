import { DEFAULT_RAILS, linesToDo, planRevert, type JudgeInput } from '../../lib/drift/index.js';
import type { AccountLink, IdentitySnapshot } from '../../lib/identity/index.js';
import type { LiveUser } from '../../lib/inventory/index.js';
import type { HeldGrant } from '../../lib/manifest/index.js';
import {
  AWS_SOURCE,
  OKTA_SOURCE,
  person,
  workload,
  type Edge,
  type Principal,
  type SourceId,
  type Window,
} from '../../lib/model/index.js';
import { packageOf } from '../_helpers/catalogue.js';
import {
  ADMIN_SET,
  ADMINS,
  assignment,
  codes,
  edge,
  enforced,
  identity,
  idOf,
  inventory,
  judgement,
  LAST_WEEK,
  live,
  liveSet,
  manifest,
  NOON,
  only,
  READERS,
  record,
  report,
  STANDING,
  wanted,
  YESTERDAY,
} from '../_helpers/build.js';

const DANA = person('1');
const SAM = person('2');
const BOT = workload('deploy');
const ROLES = [liveSet(ADMIN_SET, undefined, { privileged: ['AdministratorAccess'] })];

const user = (native: string, login: string, source: SourceId = OKTA_SOURCE): LiveUser => ({
  source,
  native,
  login,
  displayName: login,
  status: 'active',
});
const account = (native: string, login: string, source: SourceId = OKTA_SOURCE): AccountLink => ({
  source,
  native,
  login,
});
const stranger = (native: string, source: SourceId = OKTA_SOURCE) =>
  ({ kind: 'unlinked', source, native }) as const;

function held(principal: Principal, edges: readonly Edge[], window: Window = STANDING): HeldGrant {
  return {
    principal,
    package: 'prod-admin',
    asset: 'payments',
    basis: { kind: 'ticket', ticket: 'ACC-1' },
    window,
    via: edges.map((each) => ({ id: idOf(each), edge: each })),
    reason: {
      code: 'ACCOUNT_MISSING',
      message: 'has no single account of its own',
      remedy: 'correct the feed',
    },
  };
}

/** What a confirmed revert would take away. */
function taken(props: Partial<JudgeInput>): readonly string[] {
  const plan = planRevert(
    judgement(props),
    { ...DEFAULT_RAILS, grace: 0 },
    { confirmed: true, recordVerifies: true },
  );
  return linesToDo(plan).map(({ finding }) => finding.code);
}

const enforcedWith = (props: Parameters<typeof manifest>[0] = {}) =>
  manifest({ ...props, catalogue: { scopes: [enforced()], ...props.catalogue } });

describe('H1.1 approved access of a holder whose account is in doubt', () => {
  const danaInAdmins = edge(DANA, ADMINS);

  it('with two accounts is held: neither matched nor foreign, and nothing of it is taken', () => {
    const twice = record('1', { accounts: [account('a', 'a@x'), account('b', 'b@x')] });
    const world = {
      manifest: { ...enforcedWith(), held: [held(DANA, [danaInAdmins])] },
      identity: identity(twice, record('2')),
      inventory: inventory({
        edges: [{ ...live(danaInAdmins), native: { holder: 'a', target: 'g' } }],
        roles: ROLES,
      }),
    };
    expect(only(report(world))).toMatchObject({
      class: 'unreadable',
      code: 'HOLDER_IN_DOUBT',
      bound: 'in-doubt',
    });
    expect(taken(world)).toEqual([]);
  });

  it.each([
    ['the e-mail that HR has', user('x', '1@EXAMPLE.com')],
    ['no login that anybody knows', user('x', 'svc@example.com')],
  ])('with no account at all is held where the live one has %s', (_what, who) => {
    const lost = record('1', {
      accounts: [],
      email: who.native === 'x' && who.login.startsWith('1') ? '1@example.com' : 'z@example.com',
    });
    const world = {
      manifest: { ...enforcedWith(), held: [held(DANA, [danaInAdmins])] },
      identity: identity(lost, record('2')),
      inventory: inventory({ edges: [live(edge(stranger('x'), ADMINS))], users: [who], roles: ROLES }),
    };
    expect(only(report(world))).toMatchObject({ code: 'HOLDER_IN_DOUBT' });
    expect(taken(world)).toEqual([]);
  });

  it('holds a workload that lost its row on the production account', () => {
    const direct = edge(BOT, assignment());
    const world = {
      manifest: { ...enforcedWith(), held: [held(BOT, [direct])] },
      inventory: inventory({
        edges: [live(edge(stranger('bot', AWS_SOURCE), assignment()))],
        users: [user('bot', 'deploy-pipeline', AWS_SOURCE)],
        roles: ROLES,
      }),
    };
    expect(only(report(world))).toMatchObject({ code: 'HOLDER_IN_DOUBT' });
    expect(taken(world)).toEqual([]);
  });

  it('honest twin: an intruder beside them is foreign, since the account of the holder is known by its login', () => {
    const lost = record('1', { accounts: [] });
    const intruder = edge(stranger('evil'), ADMINS);
    const world = {
      manifest: { ...enforcedWith(), held: [held(DANA, [danaInAdmins])] },
      identity: identity(lost, record('2')),
      inventory: inventory({
        edges: [live(edge(stranger('x'), ADMINS)), live(intruder), live(edge(SAM, ADMINS))],
        users: [
          user('x', '1@example.com'),
          user('evil', 'evil@example.com'),
          user('user-2', '2@example.com'),
        ],
        roles: ROLES,
      }),
    };
    expect([...codes(report(world))].sort()).toEqual([
      'HOLDER_IN_DOUBT',
      'HOLDER_UNLINKED',
      'ORPHANED_GRANT',
    ]);
    expect([...taken(world)].sort()).toEqual(['HOLDER_UNLINKED', 'ORPHANED_GRANT']);
  });

  it('honest twin: once the window that was approved is over, it goes', () => {
    const twice = record('1', { accounts: [account('a', 'a@x'), account('b', 'b@x')] });
    const world = {
      manifest: {
        ...enforcedWith(),
        held: [held(DANA, [danaInAdmins], { start: LAST_WEEK, end: YESTERDAY })],
      },
      identity: identity(twice, record('2')),
      inventory: inventory({ edges: [live(danaInAdmins)], roles: ROLES }),
    };
    expect(taken(world)).toEqual(['EXPIRED_BUT_LIVE']);
  });

  it('honest twin: a holder in doubt whom HR calls terminated loses it at once', () => {
    const gone = record('1', { status: 'terminated' });
    const world = {
      manifest: { ...enforcedWith(), held: [held(DANA, [danaInAdmins])] },
      identity: identity(gone, record('2')),
      inventory: inventory({ edges: [live(danaInAdmins)], roles: ROLES }),
    };
    expect(taken(world)).toEqual(['HOLDER_GONE']);
  });
});

describe('H1.1 a live login that contradicts the feed', () => {
  const samInAdmins = edge(SAM, ADMINS);
  const swapped = identity(
    record('1', { accounts: [account('user-2', '1@example.com')] }),
    record('2', { accounts: [account('user-1', '2@example.com')] }),
  );
  const users = [user('user-1', '1@example.com'), user('user-2', '2@example.com')];

  it('two swapped native ids: the access of the right person is in conflict, never matched or taken', () => {
    const danaInAdmins = edge(DANA, ADMINS);
    const world = {
      manifest: enforcedWith({ edges: [wanted(danaInAdmins)] }),
      identity: swapped,
      inventory: inventory({
        edges: [{ ...live(samInAdmins), native: { holder: 'user-1', target: 'g' } }],
        users,
        roles: ROLES,
      }),
    };
    expect(only(report(world))).toMatchObject({ class: 'unreadable', code: 'IDENTITY_CONFLICT' });
    expect(taken(world)).toEqual([]);
  });

  it('whose it was does not matter once everybody whose it may be has left; while one is there, it does', () => {
    const leaving = (first: 'terminated' | 'active') =>
      identity(
        record('1', { status: first, accounts: [account('user-2', '1@example.com')] }),
        record('2', { status: 'terminated', accounts: [account('user-1', '2@example.com')] }),
      );
    const world = (of: IdentitySnapshot) => ({
      manifest: enforcedWith({ edges: [] }),
      identity: of,
      inventory: inventory({
        edges: [{ ...live(samInAdmins), native: { holder: 'user-1', target: 'g' } }],
        users,
        roles: ROLES,
      }),
    });
    expect(codes(report(world(leaving('terminated'))))).toEqual(['HOLDER_GONE']);
    expect(taken(world(leaving('terminated')))).toEqual(['HOLDER_GONE']);
    expect(codes(report(world(leaving('active'))))).toEqual(['IDENTITY_CONFLICT']);
  });

  it('nor does somebody else\u2019s account pass for the approved one', () => {
    const world = {
      manifest: enforcedWith({ edges: [wanted(samInAdmins)] }),
      identity: swapped,
      inventory: inventory({
        edges: [{ ...live(samInAdmins), native: { holder: 'user-1', target: 'g' } }],
        users,
        roles: ROLES,
      }),
    };
    expect(report(world).counts.matched).toBe(0);
    expect(codes(report(world))).toEqual(['IDENTITY_CONFLICT']);
  });

  it('a native id that was changed in one row leaves the account known by its login', () => {
    const changed = identity(record('1', { accounts: [account('typo', '1@example.com')] }));
    const world = {
      manifest: enforcedWith({ edges: [wanted(edge(DANA, ADMINS))] }),
      identity: changed,
      inventory: inventory({ edges: [live(edge(stranger('user-1'), ADMINS))], users, roles: ROLES }),
    };
    expect(only(report(world))).toMatchObject({ code: 'IDENTITY_CONFLICT' });
    expect(taken(world)).toEqual([]);
  });

  it('an account that rows claim for two owners is nobody\u2019s to take', () => {
    const contested: IdentitySnapshot = {
      ...identity(record('2')),
      contested: [account('user-1', '1@example.com')],
    };
    const world = {
      manifest: enforcedWith(),
      identity: contested,
      inventory: inventory({ edges: [live(edge(stranger('user-1'), ADMINS))], users: [], roles: ROLES }),
    };
    expect(taken(world)).toEqual([]);
  });

  it('honest twin: a login that was only changed at the provider contradicts nothing', () => {
    const world = {
      manifest: enforcedWith({ edges: [wanted(samInAdmins)] }),
      inventory: inventory({ edges: [live(samInAdmins)], users: [user('user-2', 'sam.new@example.com')] }),
    };
    expect(report(world)).toMatchObject({ verdict: 'clean', counts: { matched: 1 } });
  });
});

describe('H1.6 an absence ends nothing', () => {
  const baseline = packageOf('baseline', {
    risk: 'low',
    grants: [{ asset: 'all', entitlements: [{ target: READERS, carrier: 'identity-store', join: READERS }] }],
  });
  const catalogue = {
    scopes: [enforced()],
    packages: [baseline],
    jobFunctions: [
      {
        id: 'engineer',
        title: '',
        when: { department: ['Platform'] as const },
        birthright: ['baseline'],
        mayRequest: [],
      },
    ],
  };
  const absent: IdentitySnapshot = {
    ...identity(record('2')),
    doubted: [{ id: DANA.id, why: 'has no row', accounts: [] }],
    lost: [{ ...account('user-1', '1@example.com', AWS_SOURCE), owner: DANA }],
  };

  it('who is in no feed keeps the birthrights until HR says terminated', () => {
    const world = {
      manifest: manifest({ catalogue }),
      identity: absent,
      inventory: inventory({ edges: [live(edge(DANA, READERS))], roles: ROLES }),
    };
    expect(only(report(world))).toMatchObject({ code: 'HOLDER_IN_DOUBT' });
    expect(taken(world)).toEqual([]);
    expect(taken({ ...world, identity: identity(record('1', { status: 'terminated' })) })).toEqual([
      'HOLDER_GONE',
    ]);
  });

  it('honest twins: what no job function gives is foreign, and what was foreign before stays so', () => {
    const world = { manifest: manifest({ catalogue }), identity: absent };
    const admin = { ...world, inventory: inventory({ edges: [live(edge(DANA, ADMINS))], roles: ROLES }) };
    expect(taken(admin)).toEqual(['ORPHANED_GRANT']);
    const readers = edge(DANA, READERS);
    const known = {
      ...world,
      inventory: inventory({ edges: [live(readers)], roles: ROLES }),
      journal: [
        { kind: 'first-seen', at: LAST_WEEK, edge: idOf(readers), finding: 'ORPHANED_GRANT' } as const,
      ],
    };
    expect(taken(known)).toEqual(['ORPHANED_GRANT']);
  });

  it('a workload whose owners are in no feed keeps what was declared for it', () => {
    const direct = edge(BOT, assignment());
    const world = {
      manifest: manifest({
        edges: [wanted(direct)],
        catalogue: {
          scopes: [enforced()],
          teams: [{ name: 'platform', title: '', approvers: [person('99').id] }],
          workloads: [
            { id: BOT.id, title: 'Bot', owner: 'platform', purpose: '', expires: '2099-01-01T00:00:00.000Z' },
          ] as never,
        },
      }),
      inventory: inventory({ edges: [live(direct)], roles: ROLES }),
      at: NOON,
    };
    expect(report(world).counts.matched).toBe(1);
  });
});
