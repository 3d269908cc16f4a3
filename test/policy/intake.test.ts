import { branded, digestOf as digestOfValue } from '../../lib/kernel/index.js';
import type { Catalogue, Ticket, TicketV1 } from '../../lib/manifest/index.js';
import { linksOf } from '../../lib/identity/index.js';
import { approvalLacks, intake } from '../../lib/policy/index.js';
import { permissionSet } from '../../lib/model/index.js';
import { catalogueWith, packageOf } from '../_helpers/catalogue.js';
import { accountRow, AS_OF, hrRow, identityOf } from '../_helpers/people.js';

const HOUR = 3_600_000;
const identity = identityOf(
  [
    hrRow('1', { name: 'J. Smith', manager_id: '6' }),
    hrRow('2', { name: 'J. Smith', department: 'Sales' }),
    hrRow('3', { status: 'terminated' }),
    hrRow('4', { worker_type: 'contractor', vendor: 'Acme', sponsor_id: '1', contract_end: '2026-11-01' }),
    hrRow('5', { last_day: '2026-11-01' }),
    hrRow('6'),
    hrRow('7', { start_date: '2027-01-01' }),
    hrRow('8', { status: 'on-leave' }),
    hrRow('9'),
    hrRow('10'),
    hrRow('11', { status: 'terminated', last_day: '2026-12-31' }),
  ],
  [accountRow('shared:ops-admin', 'okta', { login: 'ops-admin@example.org' })],
);
const catalogue = catalogueWith(
  [
    packageOf('admin'),
    packageOf('reader', { holders: ['employee', 'contractor', 'workload'] }),
    packageOf('always', { duration: { kind: 'standing' } }),
  ],
  {
    workloads: [
      {
        id: branded<'workload'>('bot'),
        title: 'Bot',
        kind: 'pipeline',
        owner: 'platform',
        purpose: 'deploys',
        binding: { kind: 'okta', login: 'bot' },
        expires: branded<'instant'>('2026-11-01T00:00:00.000Z'),
        mayRequest: ['reader'],
      },
    ],
  },
);

function ticket(changes: Partial<TicketV1> = {}): TicketV1 {
  return {
    ticket: 'ACC-1',
    kind: 'standard',
    principal: 'hr:1',
    package: 'admin',
    asset: 'payments',
    justification: 'roll back the migration',
    window: { start: 'on-approval', for: HOUR },
    file: 'ACC-1.yaml',
    ...changes,
  };
}

const judge = (...tickets: Ticket[]) => intake(tickets, catalogue, identity, AS_OF);
const codes = (...tickets: Ticket[]) => judge(...tickets).refused.map((refused) => refused.reasons[0]?.code);

describe('intake', () => {
  it('REQ-019 expands a package id to its concrete entitlements', () => {
    const [resolved] = judge(ticket()).resolved;
    expect(resolved?.entitlements.map((path) => path.target)).toEqual([
      { kind: 'aws.assignment', account: '111111111111', set: permissionSet('Admin') },
    ]);
  });

  it.each(['arn:aws:iam::aws:policy/AdministratorAccess', 'prod-admins', 'ADMIN'])(
    'REQ-019 refuses `%s`, which is not a declared package',
    (name) => expect(codes(ticket({ package: name }))).toEqual(['PACKAGE_UNKNOWN']),
  );

  it.each(['*', 'ledger', '', 'Payments'])('REQ-016 refuses the asset `%s`', (asset) => {
    expect(codes(ticket({ asset }))).toEqual(['ASSET_UNKNOWN']);
  });

  it('REQ-011 refuses a name that two people have, and lists their ids', () => {
    const { refused } = judge(ticket({ principal: 'j. smith' }));
    expect(refused[0]?.reasons[0]).toMatchObject({
      code: 'SUBJECT_AMBIGUOUS',
      remedy: 'write one of hr:1, hr:2',
    });
  });

  it.each(['p1@example.org', 'Nobody', 'hr:99', 'workload:ghost', '1'])(
    'REQ-011 refuses `%s` even where it fits one person',
    (principal) => {
      expect(codes(ticket({ principal }))).toEqual(['SUBJECT_UNKNOWN']);
    },
  );

  it.each(['ci-bot', 'bot', 'Bot', 'svc_deploy', 'the pipeline'])(
    'REQ-078 refuses `%s`, which names no one workload',
    (principal) => {
      expect(codes(ticket({ principal, package: 'reader' }))).toEqual(['NHI_UNSPECIFIC']);
    },
  );

  it('REQ-078 honest twins: a declared workload by its id, with what it is called as the remedy, and no person of such a name', () => {
    const expires = branded<'instant'>('2027-11-01T00:00:00.000Z');
    const living = { ...catalogue, workloads: catalogue.workloads.map((each) => ({ ...each, expires })) };
    const of = (principal: string) =>
      intake([ticket({ principal, package: 'reader' })], living, identity, AS_OF);
    expect(of('workload:bot').resolved).toHaveLength(1);
    expect(of('BOT').refused[0]?.reasons[0]?.remedy).toBe('write `workload:bot`');
    expect(of('Abbot').refused[0]?.reasons[0]?.code).toBe('SUBJECT_UNKNOWN');
  });

  it('REQ-020 gives nothing for free text that asks for more than the package', () => {
    const [plain] = judge(ticket({ package: 'reader' })).resolved;
    const [begging] = judge(
      ticket({ package: 'reader', justification: 'please make me admin of everything' }),
    ).resolved;
    expect(begging?.entitlements).toEqual(plain?.entitlements);
  });

  it.each(['shared:ops-admin', 'ops-admin@example.org', 'OPS-ADMIN@example.org'])(
    'REQ-060 refuses the shared account `%s`',
    (principal) => {
      expect(codes(ticket({ principal }))).toEqual(['SHARED_ACCOUNT']);
    },
  );

  it('REQ-060 refuses an asset behind one login that several people use', () => {
    const terminal = {
      name: 'terminal',
      title: 'Terminal',
      owner: 'platform',
      accounts: [],
      sharedLogin: true as const,
    };
    const { refused } = intake(
      [ticket({ asset: 'terminal' })],
      { ...catalogue, assets: [...catalogue.assets, terminal] },
      identity,
      AS_OF,
    );
    expect(refused.map((each) => each.reasons[0]?.code)).toEqual(['SHARED_ACCOUNT']);
  });

  it.each(['hr:3', 'hr:4', 'hr:5', 'workload:bot'])('refuses %s, who is not there any more', (principal) => {
    expect(codes(ticket({ principal, package: 'reader' }))).toEqual(['SUBJECT_INACTIVE']);
  });

  it('accepts a removal for somebody who has left', () => {
    const grant = ticket({ principal: 'hr:3', package: 'reader' });
    expect(
      codes(grant, ticket({ ...grant, ticket: 'ACC-2', kind: 'removal', of: 'ACC-1', file: 'b' })),
    ).toEqual(['SUBJECT_INACTIVE']);
    expect(
      judge(grant, ticket({ ...grant, ticket: 'ACC-2', kind: 'removal', of: 'ACC-1', file: 'b' })).resolved,
    ).toHaveLength(1);
  });

  it.each([
    ['a holder the package is not for', { principal: 'hr:4', package: 'admin' }, 'SUBJECT_INACTIVE'],
    ['a person whose job function does not name it', { principal: 'hr:2' }, 'NOT_REQUESTABLE'],
    ['a package that only a job function gives', { package: 'always' }, 'NOT_REQUESTABLE'],
    ['an emergency for an ordinary package', { kind: 'emergency' }, 'NOT_REQUESTABLE'],
    ['a removal of a ticket that is not there', { kind: 'removal', of: 'ACC-9' }, 'TICKET_REFERENCE'],
    ['a removal of itself', { kind: 'removal', of: 'ACC-1' }, 'TICKET_REFERENCE'],
  ] as const)('refuses %s', (_what, changes, code) => {
    expect(codes(ticket(changes))).toEqual([code]);
  });

  it.each([
    ['all that the package allows', 12 * HOUR, []],
    ['an hour more', 13 * HOUR, ['WINDOW_INVALID']],
  ])('REQ-061 an elevation for %s', (_what, lasts, faults) => {
    expect(codes(ticket({ window: { start: 'on-approval', for: lasts } }))).toEqual(faults);
  });

  it('lets an exception go beyond the job function, to be decided as one', () => {
    expect(judge(ticket({ kind: 'exception', principal: 'hr:2' })).resolved).toHaveLength(1);
  });

  it('refuses both of two tickets with one id', () => {
    expect(codes(ticket(), ticket({ file: 'other.yaml' }))).toEqual(['TICKET_DUPLICATE', 'TICKET_DUPLICATE']);
  });

  it('refuses a renewal of somebody else’s ticket', () => {
    const other = ticket({ ticket: 'ACC-2', principal: 'hr:1', package: 'reader', file: 'b' });
    expect(codes(other, ticket({ kind: 'renewal', of: 'ACC-2' }))).toEqual(['TICKET_REFERENCE']);
  });
});

describe('a line of renewals', () => {
  const renewal = (id: string, of: string) => ticket({ ticket: id, kind: 'renewal', of, file: id });

  it('goes back to a ticket that was asked for', () => {
    expect(codes(ticket(), renewal('ACC-2', 'ACC-1'), renewal('ACC-3', 'ACC-2'))).toEqual([]);
  });

  it.each([
    ['in a circle', [renewal('ACC-2', 'ACC-3'), renewal('ACC-3', 'ACC-2')], 2],
    [
      'to a removal',
      [ticket(), ticket({ ticket: 'ACC-2', kind: 'removal', of: 'ACC-1' }), renewal('ACC-3', 'ACC-2')],
      1,
    ],
    [
      'over more than two hundred',
      [ticket(), ...Array.from({ length: 205 }, (_, i) => renewal(`ACC-${i + 2}`, `ACC-${i + 1}`))],
      5,
    ],
  ])('is refused when it runs %s', (_what, tickets, count) => {
    expect(codes(...tickets)).toEqual(Array(count).fill('TICKET_REFERENCE'));
  });
});

it('refuses a ticket for somebody who has not started yet', () => {
  expect(codes(ticket({ principal: 'hr:7' }))).toEqual(['SUBJECT_INACTIVE']);
});

describe('approvalLacks', () => {
  const beyond = [{ system: 'forge', what: 'write' }] as const;
  const over = (changes: object, grants: object = {}) => {
    const [first] = packageOf('admin').grants;
    return catalogueWith([packageOf('admin', { ...changes, grants: [{ ...first, ...grants }] })]);
  };
  const lack = (
    approvers: string[],
    within = catalogue,
    more: object = {},
    asked = ticket(),
    on = identity,
  ) => {
    const [resolved] = intake([asked], within, on, AS_OF).resolved;
    const decision = {
      ticket: 'ACC-1',
      digest: resolved!.digest,
      outcome: 'approve' as const,
      rules: [],
      reasons: [],
      approvers,
      policy: resolved!.digest,
      at: AS_OF,
      ...more,
    };
    const { teams } = within;
    return approvalLacks(resolved!, decision, { people: linksOf(on), teams, ...more })?.code;
  };
  const id = (text: string) => branded<'worker'>(text);
  const staffed = (changes: object, grants: object = {}) => ({
    ...over(changes, grants),
    teams: [
      {
        name: 'platform',
        title: 'Platform',
        approvers: [id('1'), id('2'), id('5'), id('8'), id('9'), id('10'), id('11')] as const,
      },
      { name: 'security', title: 'Security', approvers: [id('2'), id('6')] as const },
    ] as Catalogue['teams'],
  });
  const one = staffed({});
  const dual = staffed({
    approval: { kind: 'dual', first: { role: 'owner' }, second: { role: 'team', team: 'security' } },
  });
  const managed = staffed({ approval: { kind: 'one', from: { role: 'manager' } } });
  const auto = { approval: { kind: 'auto', why: 'x' } };

  it.each([
    ['nobody on a route of one', [], one, 'TICKET_UNDECIDED'],
    ['the beneficiary alone', ['hr:1'], one, 'TICKET_UNDECIDED'],
    ['a text that names nobody', ['the platform team'], one, 'TICKET_UNDECIDED'],
    ['one owner', ['hr:2'], one, undefined],
    ['one who holds no role of the route', ['hr:6'], one, 'TICKET_UNDECIDED'],
    ['one person twice on a dual route', ['hr:2', 'hr:2'], dual, 'TICKET_UNDECIDED'],
    ['one who holds both roles of a dual route', ['hr:2'], dual, 'TICKET_UNDECIDED'],
    ['two owners and no security', ['hr:10', 'hr:9'], dual, 'TICKET_UNDECIDED'],
    ['an owner and security', ['hr:9', 'hr:6'], dual, undefined],
    ['security and an owner, in another order', ['hr:6', 'hr:2'], dual, undefined],
    ['an owner who had left, and security', ['hr:5', 'hr:6'], dual, 'TICKET_UNDECIDED'],
    ['an owner whom HR calls terminated, before the last day', ['hr:11'], one, 'TICKET_UNDECIDED'],
    ['one terminated and one at work on a route of one', ['hr:11', 'hr:9'], one, undefined],
    ['two people of whom HR knows one', ['hr:02', 'hr:6'], dual, 'TICKET_UNDECIDED'],
    ['an owner on leave', ['hr:8'], one, 'TICKET_UNDECIDED'],
    ['an owner on leave beside one at work', ['hr:8', 'hr:9'], one, undefined],
    ['the manager', ['hr:6'], managed, undefined],
    ['somebody who is no manager', ['hr:2'], managed, 'TICKET_UNDECIDED'],
    ['nobody on an automatic route', [], staffed(auto), undefined],
    ['nobody, where a system has no reader', [], staffed(auto, { beyond }), 'SYSTEM_UNREADABLE'],
    ['a person, where a system has no reader', ['hr:2'], staffed(auto, { beyond }), undefined],
  ] as const)('REQ-076 H6 judges %s', (_what, approvers, within, code) => {
    expect(lack([...approvers], within)).toBe(code);
  });

  it('H6 refuses a policy that is a placeholder, or not among those that are known', () => {
    const policy = digestOfValue('policy');
    expect(lack(['hr:2'], one, { policy: `sha256:${'0'.repeat(64)}` })).toBe('TICKET_UNDECIDED');
    expect(lack(['hr:2'], one, { policy })).toBeUndefined();
    expect(lack(['hr:2'], one, { policy, policies: [policy] })).toBeUndefined();
    expect(lack(['hr:2'], one, { policy, policies: [digestOfValue('other')] })).toBe('TICKET_UNDECIDED');
  });

  it('H6 does not hold what was checked when it was recorded against the roles of another day', () => {
    const seats = [{ approver: 'hr:6', role: 'owner platform' }];
    expect(lack(['hr:6'], one, { seats })).toBeUndefined();
    expect(lack(['hr:11'], one, { seats })).toBeUndefined();
  });
});

describe('the approval digest', () => {
  const digestOf = (changes: Partial<TicketV1>, over = catalogue) =>
    intake([ticket(changes)], over, identity, AS_OF).resolved[0]?.digest;
  it('does not change with the place of the file or of the package', () => {
    const moved = catalogueWith([packageOf('admin', { path: 'elsewhere' })]);
    expect(digestOf({ file: 'elsewhere.yaml' })).toBe(digestOf({}));
    expect(digestOf({}, moved)).toBe(digestOf({}, catalogueWith([packageOf('admin')])));
  });

  it.each([
    ['the window', { window: { start: 'on-approval', for: 2 * HOUR } }],
    ['the trigger', { trigger: 'incident:INC-1' }],
    ['the justification', { justification: 'something else entirely' }],
    ['the package', { package: 'reader' }],
  ] as const)('changes with %s', (_what, changes) => {
    expect(digestOf(changes)).not.toBe(digestOf({}));
  });

  it('changes with the policies behind the permission set that it gives', () => {
    const [set] = catalogue.permissionSets;
    const wider = { ...catalogue, permissionSets: [{ ...set!, content: { ...set!.content, managed: [] } }] };
    expect(digestOf({}, wider)).not.toBe(digestOf({}));
  });

  it('changes with the approval route', () => {
    const auto = {
      ...catalogue,
      packages: catalogue.packages.map((p) => ({ ...p, approval: { kind: 'auto' as const, why: 'x' } })),
    };
    expect(digestOf({}, auto)).not.toBe(digestOf({}));
  });
});
