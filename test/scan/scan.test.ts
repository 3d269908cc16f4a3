import type { AuditEvent, Completeness, Inventory, LiveRole, LiveUser } from '../../lib/inventory/index.js';
import { parseInstant, WritError } from '../../lib/kernel/index.js';
import {
  AWS_SOURCE,
  awsGroup,
  edgeOf,
  OKTA_SOURCE,
  oktaGroup,
  permissionSet,
  type AccountId,
  type Cause,
  type Group,
  type LiveEdge,
  type PermissionSetContent,
  type SourceId,
} from '../../lib/model/index.js';
import { PLAIN, scanText } from '../../lib/report/index.js';
import {
  auditLeftOut,
  scan,
  type ScanAudit,
  type ScanFinding,
  type ScanQuestion,
} from '../../lib/scan/index.js';

const AT = parseInstant('2026-11-20T09:00:00Z');
const PROD = '111111111111' as AccountId;
const ADMIN = permissionSet('Admin');
const READ = permissionSet('Read');
const ADMINS = awsGroup('admins');

const user = (
  name: string,
  status: LiveUser['status'] = 'active',
  source: SourceId = AWS_SOURCE,
): LiveUser => ({
  source,
  native: `${source}-${name}`,
  login: `${name}@example.org`,
  displayName: name,
  status,
});

const holderOf = (name: string, source: SourceId) => ({
  kind: 'unlinked' as const,
  native: `${source}-${name}`,
  source,
});

const joins = (name: string, group: Group, cause: Cause = { by: 'direct' }): LiveEdge => ({
  edge: edgeOf({ holder: holderOf(name, group.source), target: group }),
  native: { holder: `${group.source}-${name}`, target: group.name },
  cause,
});

const assigned = (to: string | Group, set = ADMIN): LiveEdge => ({
  edge: edgeOf({
    holder: typeof to === 'string' ? holderOf(to, AWS_SOURCE) : to,
    target: { kind: 'aws.assignment', set, account: PROD },
  }),
  native: { holder: typeof to === 'string' ? `aws-${to}` : to.name, target: set.name },
  cause: { by: 'direct' },
});

const role = (ref: typeof ADMIN, privileged: string[], readable = true): LiveRole => ({
  ref,
  native: ref.name,
  content: readable ? { of: ref, parts: [] } : undefined,
  privileged,
  staleIn: [],
  provisionedIn: [PROD],
});

const source = (of: SourceId, answered = 5, listed = 5): Completeness => ({
  source: of,
  complete: answered === listed,
  listed,
  answered,
  failures: [],
  startedAt: AT,
  endedAt: AT,
  calls: listed,
});

const world = (edges: LiveEdge[], users: LiveUser[], changes: Partial<Inventory> = {}): Inventory => ({
  startedAt: AT,
  endedAt: AT,
  sources: [source(AWS_SOURCE), source(OKTA_SOURCE)],
  edges,
  roles: [role(ADMIN, ['everything']), role(READ, [])],
  groups: [],
  apps: [],
  rules: [],
  users,
  accounts: [{ id: PROD, name: 'prod', active: true }],
  pushes: [],
  policies: [],
  ambiguous: [],
  uncovered: ['what nobody reads'],
  ...changes,
});

const log = (events: AuditEvent[] = [], complete = true): ScanAudit => ({
  log: { read: true, from: AT, to: AT, complete, events: events.length, failures: [] },
  events,
});

const added = (live: LiveEdge, account?: string): AuditEvent => ({
  id: 'e1',
  source: AWS_SOURCE,
  at: AT,
  op: 'add',
  target: live.native.target,
  holder: live.native.holder,
  ...(account ? { account } : {}),
  actor: { kind: 'person', native: 'u', name: 'someone' },
});

const ask = (question: ScanQuestion, inventory: Inventory, audit = log()): ScanFinding => {
  const found = scan({ inventory, audit, at: AT }).findings.find((finding) => finding.question === question);
  if (!found) throw new Error(`${question} is not answered`);
  return found;
};

const NAMES = ['ann', 'ben', 'cai', 'dee', 'eli'];

describe('what a case allows', () => {
  const holds: PermissionSetContent = {
    managed: ['arn:aws:iam::aws:policy/AdministratorAccess'],
    customerManaged: [],
    sessionMinutes: 60,
  };
  const everything = {
    tier: 'administrator',
    reasons: [{ code: 'ADMINISTRATOR', says: 'allows every action on every resource' }],
  };
  const edges = [assigned(ADMINS), ...NAMES.map((name) => joins(name, ADMINS)), assigned('ann')];
  const inventory = world(
    edges,
    NAMES.map((name) => user(name)),
    { roles: [{ ...role(ADMIN, ['everything']), holds }] },
  );

  test.each<[ScanQuestion]>([['privileged-many'], ['direct-beside-groups'], ['unexplained']])(
    'is told by the live content, of %s',
    (question) => {
      const { cases } = ask(question, inventory);
      expect(cases.length).toBeGreaterThan(0);
      expect(cases.map(({ allows }) => allows)).toEqual(cases.map(() => everything));
    },
  );

  test('is told of what somebody holds who left', () => {
    const left = world([assigned('ann')], [user('ann', 'gone')], { roles: inventory.roles });
    expect(ask('held-by-leavers', left).cases).toMatchObject([{ allows: everything }]);
  });

  test('is not known of a set whose content was not read, and absent of a group that leads nowhere', () => {
    const unread = ask(
      'unexplained',
      world(
        [assigned('ann'), joins('ben', awsGroup('readers'))],
        NAMES.map((name) => user(name)),
      ),
    );
    expect(unread.cases.map(({ allows }) => allows?.reasons.map(({ code }) => code))).toEqual([
      ['NOT_JUDGED'],
      undefined,
    ]);
  });

  test('is said in words', () => {
    const report = scan({ inventory, audit: log(), at: AT });
    const text = scanText(report, PLAIN, { width: 400, top: 2, brief: true, uncovered: false }).join('\n');
    expect(text).toContain(
      'added by hand or before the log begins; it allows every action on every resource',
    );
  });
});

describe('privileged access held by many', () => {
  test('counts people once, through a group and directly', () => {
    const edges = [assigned(ADMINS), ...NAMES.map((name) => joins(name, ADMINS)), assigned('ann')];
    const finding = ask(
      'privileged-many',
      world(
        edges,
        NAMES.map((name) => user(name)),
      ),
    );
    expect(finding.count).toBe(1);
    expect(finding.cases[0]).toMatchObject({ subject: 'Admin: 5 people', privileged: true });
    expect(finding.headline).toContain('5 people');
  });

  test('counts who can use it now: whom a push is still to bring is in its group and not yet among them', () => {
    const staff = oktaGroup('admins');
    const edges = [assigned(ADMINS), ...NAMES.map((name) => joins(name, staff))];
    const pushes = [{ from: staff, to: ADMINS, active: true }];
    const users = NAMES.flatMap((name) => [user(name), user(name, 'active', OKTA_SOURCE)]);
    expect(ask('privileged-many', world(edges, users, { pushes })).count).toBe(0);
    const arrived = NAMES.map((name) => joins(name, ADMINS, { by: 'service' }));
    expect(ask('privileged-many', world([...edges, ...arrived], users, { pushes })).count).toBe(1);
  });

  test('is quiet about few, and about many who hold nothing privileged', () => {
    const few = [assigned(ADMINS), joins('ann', ADMINS), assigned(ADMINS, READ)];
    expect(ask('privileged-many', world(few, [user('ann')])).count).toBe(0);
    const many = [assigned(ADMINS, READ), ...NAMES.map((name) => joins(name, ADMINS))];
    expect(
      ask(
        'privileged-many',
        world(
          many,
          NAMES.map((name) => user(name)),
        ),
      ).count,
    ).toBe(0);
  });

  test('is unsure when a content could not be read', () => {
    const inventory = world([], [], { roles: [role(ADMIN, [], false)] });
    expect(ask('privileged-many', inventory).doubt).toBeDefined();
  });
});

describe('held by people who left', () => {
  test('an account closed in Okta that still holds AWS access is found by its login', () => {
    const users = [user('ann'), user('ann', 'gone', OKTA_SOURCE)];
    const finding = ask('held-by-leavers', world([assigned('ann')], users));
    expect(finding.cases).toEqual([expect.objectContaining({ gives: 'Admin on prod', privileged: true })]);
    expect(finding.cases[0]?.why).toContain('deprovisioned');
  });

  test('nobody who works here is in it, nor a leaver who holds nothing', () => {
    expect(ask('held-by-leavers', world([assigned('ann')], [user('ann'), user('ben', 'gone')])).count).toBe(
      0,
    );
  });
});

describe('H1.5 an assignment of a deleted group', () => {
  const gone: Group = { ...awsGroup('g-dead'), native: 'g-dead' };
  const source: Inventory['sources'][number] = {
    source: AWS_SOURCE,
    complete: true,
    listed: 1,
    answered: 1,
    failures: [],
    startedAt: AT,
    endedAt: AT,
    calls: 1,
  };

  test('is told as that of a group that is gone, never of a person', () => {
    const inventory = world([assigned(gone)], [], { sources: [source] });
    const finding = ask('held-by-leavers', inventory);
    expect(finding).toMatchObject({ count: 1, cases: [{ privileged: true }] });
    expect(finding.headline).not.toContain('person');
    expect(finding.cases[0]?.subject).toContain('group that is gone');
    expect(ask('direct-beside-groups', inventory).count).toBe(0);
  });

  test('is not said to be gone while groups could not be listed whole', () => {
    const failure = {
      part: { part: 'listing', of: 'groups' },
      error: new WritError('PROVIDER_DENIED', 'denied', { remedy: 'allow it' }),
    } as const;
    const sources = [{ ...source, complete: false, failures: [failure] }];
    expect(ask('held-by-leavers', world([assigned(gone)], [], { sources })).count).toBe(0);
  });
});

describe('held directly beside groups', () => {
  test('says which of them the group gives already', () => {
    const edges = [assigned(ADMINS), joins('ann', ADMINS), assigned('ann'), assigned('ben', READ)];
    const finding = ask('direct-beside-groups', world(edges, [user('ann'), user('ben')]));
    expect(finding.count).toBe(2);
    expect(finding.cases[0]?.why).toContain('also held through group admins');
    expect(finding.cases[1]?.why).toContain('no group gives this');
  });
});

describe('never explained by anything', () => {
  const okta = oktaGroup('admins');
  test('leaves out what a rule, a push, the provider or the log explains', () => {
    const logged = joins('dee', ADMINS);
    const edges = [
      joins('ann', okta, { by: 'rule', rule: 'r' }),
      joins('ben', ADMINS, { by: 'push', upstream: joins('ben', okta).edge }),
      joins('cai', okta, { by: 'service' }),
      logged,
      joins('eli', ADMINS),
    ];
    const finding = ask(
      'unexplained',
      world(
        edges,
        NAMES.map((name) => user(name)),
      ),
      log([added(logged)]),
    );
    expect(finding.cases.map((one) => one.subject)).toEqual(['eli <eli@example.org>']);
  });

  test('an assignment is explained by an event on its own account only', () => {
    const inventory = world([assigned('ann')], [user('ann')]);
    expect(ask('unexplained', inventory, log([added(assigned('ann'), PROD)])).count).toBe(0);
    expect(ask('unexplained', inventory, log([added(assigned('ann'), '222222222222')])).count).toBe(1);
  });

  test('without a log nothing is judged, and that is said', () => {
    const finding = ask('unexplained', world([assigned('ann')], [user('ann')]), auditLeftOut(AT));
    expect(finding.count).toBe(0);
    expect(finding.headline).toContain('not judged');
    expect(finding.doubt).toBeDefined();
  });

  test('half a log makes it unsure', () => {
    expect(ask('unexplained', world([assigned('ann')], [user('ann')]), log([], false)).doubt).toBeDefined();
  });
});

describe('unreadable', () => {
  const failing = world([], [], {
    sources: [
      {
        source: AWS_SOURCE,
        complete: false,
        listed: 2,
        answered: 1,
        failures: [
          {
            part: { part: 'pair', set: 'arn', name: 'Admin', account: PROD },
            error: new WritError('PROVIDER_DENIED', 'denied', { remedy: 'allow it' }),
          },
        ],
        startedAt: AT,
        endedAt: AT,
        calls: 2,
      },
    ],
    ambiguous: [{ ref: oktaGroup('twice'), natives: ['a', 'b'] }],
  });

  test('a denied listing and an ambiguous name are cases, and the scan is incomplete', () => {
    expect(ask('unreadable', failing).cases.map((one) => one.subject)).toEqual([
      `aws: the assignments of Admin on account ${PROD}`,
      'okta: okta.group twice',
    ]);
    expect(scan({ inventory: failing, audit: log(), at: AT }).verdict).toBe('incomplete');
  });

  test('a scan that read everything is complete', () => {
    expect(scan({ inventory: world([], []), audit: log(), at: AT }).verdict).toBe('complete');
  });
});

test('the order in which edges were read changes nothing', () => {
  const edges = [
    assigned(ADMINS),
    ...NAMES.map((name) => joins(name, ADMINS)),
    assigned('ann'),
    assigned('ben', READ),
  ];
  const users = NAMES.map((name) => user(name));
  const forwards = scan({ inventory: world(edges, users), audit: log(), at: AT });
  const backwards = scan({ inventory: world(edges.toReversed(), users.toReversed()), audit: log(), at: AT });
  expect(backwards).toEqual(forwards);
});

describe('H4.24 what was not read is never told as empty', () => {
  const QUESTIONS = ['privileged-many', 'held-by-leavers', 'direct-beside-groups', 'unexplained'] as const;
  const told = (inventory: Inventory): string =>
    scanText(scan({ inventory, audit: log(), at: AT }), PLAIN, {
      width: 200,
      top: 3,
      brief: false,
      uncovered: false,
    }).join('\n');
  const seen = world([assigned(ADMINS), joins('ann', ADMINS, { by: 'service' })], [user('ann')]);

  test('where all was read, an empty answer says so without doubt', () => {
    for (const question of QUESTIONS) expect(ask(question, seen)).not.toHaveProperty('doubt');
    expect(ask('direct-beside-groups', seen).headline).toBe('every assignment goes through a group');
    expect(told({ ...world([], []), roles: [] })).toContain('nobody has an assignment');
  });

  test.each(['privileged-many', 'direct-beside-groups'] as const)(
    '%s where AWS was not scanned',
    (question) => {
      const inventory = world([], [], { sources: [source(OKTA_SOURCE)], roles: [] });
      expect(ask(question, inventory)).toMatchObject({
        headline: 'not judged: it was not read',
        doubt: 'AWS was not among what was scanned',
      });
      expect(told(inventory)).not.toContain('nobody has an assignment');
    },
  );

  test.each(QUESTIONS)('%s where nothing could be read', (question) => {
    const sources = [source(AWS_SOURCE, 0), source(OKTA_SOURCE, 0)];
    expect(ask(question, world([], [], { sources, roles: [] })).headline).toBe('not judged: it was not read');
  });

  test.each(QUESTIONS)('%s where part could not be read', (question) => {
    const sources = [source(AWS_SOURCE, 3), source(OKTA_SOURCE)];
    expect(ask(question, world([], [], { sources }))).toMatchObject({
      headline: 'none was seen, and not everything was read',
      doubt: expect.stringContaining('aws could not be read whole') as string,
    });
  });

  test('permission sets without any assignment are doubted', () => {
    expect(ask('direct-beside-groups', world([], [])).doubt).toMatch(/2 permission sets are there/);
  });

  test('one fault of many parts is told once', () => {
    const error = new WritError('PROVIDER_UNAUTHORIZED', 'no', { remedy: 'renew' });
    const failures = (['instances', 'groups', 'users'] as const).map((of) => ({
      part: { part: 'listing' as const, of },
      error,
    }));
    const sources = [{ ...source(AWS_SOURCE, 2), failures }];
    expect(ask('unreadable', world([], [], { sources })).cases).toMatchObject([
      { subject: 'aws: the listing of instances and 2 more' },
    ]);
  });

  test('an object whose name could not be read is not told as many of one name', () => {
    const one = { ref: permissionSet('ps-1'), natives: ['ps-1'] };
    const two = { ref: READ, natives: ['ps-2', 'ps-3'] };
    expect(ask('unreadable', world([], [], { ambiguous: [one, two] })).cases).toMatchObject([
      { gives: 'its name could not be read' },
      { gives: '2 live objects carry this one name' },
    ]);
  });
});
