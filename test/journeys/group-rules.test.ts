import { oktaAdapters } from '../../lib/adapters/okta/index.js';
import { DEFAULT_RAILS, type JournalEntry } from '../../lib/drift/index.js';
import { digest, instantOf, manualClock } from '../../lib/kernel/index.js';
import { OKTA_SOURCE, oktaGroup, person } from '../../lib/model/index.js';
import { runRevert, type RevertInput, type RevertResult } from '../../lib/workflow/index.js';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { enforced, group, identity, manifest, record } from '../_helpers/build.js';

const NOON = Date.UTC(2026, 10, 21, 12);
const FINANCE = oktaGroup('finance');
const OTHER = oktaGroup('other');
const NAMES = ['dana', 'eve'];

/** Dana is of Finance and may be in `finance` by a rule; Eve was put into `other` by hand. */
const seedWith = (rules: readonly object[], members: readonly object[] = []) => ({
  schema: 'writ.sandbox-seed/1',
  okta: {
    users: NAMES.map((name) => ({
      id: `00u${name}`,
      login: `${name}@example.com`,
      firstName: name,
      lastName: 'X',
      department: name === 'dana' ? 'Finance' : 'Platform',
    })),
    groups: [
      { id: '00gFinance', name: 'finance' },
      { id: '00gOther', name: 'other' },
      { id: '00gWest', name: 'west' },
      { id: '00gAdmins', name: 'admins' },
    ],
    memberships: [
      { group: 'west', user: 'dana@example.com' },
      { group: 'other', user: 'eve@example.com' },
      ...members,
    ],
    rules,
  },
});
const BY_HAND = [{ group: 'finance', user: 'dana@example.com' }];
const rule = (expression: string, more: object = {}) => ({
  name: 'money',
  expression,
  groups: ['finance'],
  ...more,
});

/** What nobody can evaluate without Okta, or only with what Okta does not publish. */
const OPAQUE: readonly [string, object][] = [
  ['String.startsWith(user.login,"dana")', {}],
  ["isMemberOfGroup('00gWest')", {}],
  ['isMemberOfAnyGroup("00gWest","00gNone")', {}],
  ["isMemberOfGroupName('west')", {}],
  ["user.department eq 'Finance'", {}],
  ['user.department == "Finance"', { excludedGroups: ['other'] }],
  ['hasWorkdayUser()', { matches: ['dana@example.com'] }],
];
/** What can be evaluated, and means Dana. */
const CLEAR = [
  "user.department=='Finance'",
  'user.department != null',
  'user.department != "x" && !(user.login == "y")',
];

describe('H1.4 members whom a group rule keeps, over the wire', () => {
  let sandbox: Sandbox;
  afterEach(() => sandbox.close());

  const start = async (seed: object) => {
    sandbox = await startSandbox({ now: () => NOON, load: seed });
  };
  const rules = () => [...sandbox.runtime.world.okta.rules.values()];
  const isMember = (name: string, id: string) =>
    sandbox.runtime.world.okta.members.get(id)?.has(`00u${name}`) ?? false;

  /** A revert of everything foreign, without grace. */
  const revert = (
    props: Partial<RevertInput> = {},
    beforeRemoval: () => unknown = () => undefined,
  ): Promise<RevertResult> => {
    const clock = manualClock(instantOf(NOON + 60_000));
    const okta = oktaAdapters({ orgUrl: sandbox.oktaUrl, token: 'sandbox-okta-keeper', clock });
    const entries: JournalEntry[] = [];
    const journal = {
      read: () => Promise.resolve([...entries]),
      append: (more: readonly JournalEntry[]) => Promise.resolve(void entries.push(...more)),
    };
    const revoker: typeof okta.revoker = {
      ...okta.revoker,
      submit: (...given) => {
        beforeRemoval();
        return okta.revoker.submit(...given);
      },
    };
    const people = NAMES.map((name) =>
      record(name, {
        accounts: [{ source: OKTA_SOURCE, native: `00u${name}`, login: `${name}@example.com` }],
      }),
    );
    const ports = { sources: [okta.source], audits: [okta.audit], revokers: [revoker], journal, clock };
    return runRevert(ports, {
      manifest: manifest({
        asOf: instantOf(NOON),
        catalogue: { groups: [group(FINANCE), group(OTHER)], scopes: [enforced([FINANCE, OTHER])] },
      }),
      manifestDigest: digest('m'),
      identity: identity(...people),
      pipelines: [],
      auditFor: 86_400_000,
      confirm: true,
      rails: { ...DEFAULT_RAILS, grace: 0 },
      run: 'run-1',
      by: 'keeper',
      recordVerifies: true,
      ...props,
    });
  };
  const ofDana = ({ drift }: RevertResult) =>
    [...drift.findings, ...drift.notes].filter(
      ({ subject }) =>
        subject.what === 'edge' &&
        'id' in subject.edge.holder &&
        subject.edge.holder.id === person('dana').id,
    );
  /** The rule is as it was, its member is in, and the one put in by hand beside it is out. */
  const keptAlone = () => {
    expect([isMember('dana', '00gFinance'), isMember('eve', '00gOther')]).toEqual([true, false]);
    expect(rules().flatMap(({ excludedUsers }) => excludedUsers)).toEqual([]);
  };

  it.each(OPAQUE)(
    'keeps the member of `%s` %j, names the rule, and takes the foreign one beside it',
    async (expression, more) => {
      await start(seedWith([rule(expression, more)]));
      expect(isMember('dana', '00gFinance')).toBe(true);
      const result = await revert();
      expect(ofDana(result)).toMatchObject([
        { code: 'CAUSE_NOT_TOLD', because: expect.stringContaining('group rule money') },
      ]);
      expect(result).toMatchObject({ overall: 'incomplete', results: [{ state: 'revoked' }] });
      keptAlone();
    },
  );

  it.each(CLEAR)('calls the member of `%s` what it is: by a rule', async (expression) => {
    await start(seedWith([rule(expression)]));
    expect(ofDana(await revert())).toMatchObject([{ code: 'BY_RULE' }]);
    keptAlone();
  });

  it('calls a member by rule whom the log says that a rule brought in, evaluated here or not', async () => {
    await start(seedWith([]));
    const call = async (url: string, body?: object) => {
      const { body: text } = await sandbox.handle.okta({
        method: 'POST',
        url,
        headers: {
          authorization: 'SSWS sandbox-okta-console:eve@example.com',
          host: new URL(sandbox.oktaUrl).host,
        },
        body: body ? JSON.stringify(body) : '',
      });
      return text === '' ? undefined : (JSON.parse(text) as { id: string });
    };
    const made = await call('/api/v1/groups/rules', {
      type: 'group_rule',
      name: 'money',
      conditions: { expression: { value: 'isMemberOfGroup("00gWest")', type: 'urn:okta:expression:1.0' } },
      actions: { assignUserToGroups: { groupIds: ['00gFinance'] } },
    });
    await call(`/api/v1/groups/rules/${made?.id}/lifecycle/activate`);
    const result = await revert();
    expect(ofDana(result)).toMatchObject([{ code: 'BY_RULE', attribution: { by: 'rule' } }]);
    keptAlone();
  });

  it('keeps everybody whose cause is open where the rules are denied, and says so of each', async () => {
    await start(seedWith([rule("user.department=='Finance'")]));
    const denied = { match: 'okta:GET /api/v1/groups/rules', effect: { kind: 'denied' } } as const;
    sandbox.runtime.faults.push({ id: 'f', ...denied });
    const result = await revert();
    expect(result).toMatchObject({ overall: 'incomplete', results: [] });
    expect(result.plan.lines.map(({ verdict }) => verdict)).toMatchObject([
      { state: 'held', rail: 'not-told' },
      { state: 'held', rail: 'not-told' },
    ]);
    expect([isMember('dana', '00gFinance'), isMember('eve', '00gOther')]).toEqual([true, true]);
    expect(rules()[0]?.excludedUsers).toEqual([]);
  });

  it('refuses at the last moment a member whom a rule began to keep after the judgement', async () => {
    await start(seedWith([rule("user.department=='Finance'")]));
    Object.assign(rules()[0]!, { status: 'INACTIVE' });
    const result = await revert({}, () => Object.assign(rules()[0]!, { status: 'ACTIVE' }));
    expect(result.overall).toBe('partial');
    expect(result.results.map(({ state }) => state).sort()).toEqual(['failed', 'revoked']);
    keptAlone();
  });

  it.each<[string, object, object[]]>([
    ['of a rule that means somebody else', rule("user.department=='Legal'"), BY_HAND],
    ['of a rule for another group', rule('isMemberOfGroup("00gWest")', { groups: ['west'] }), BY_HAND],
    [
      'whom the rule leaves out',
      rule('hasWorkdayUser()', { matches: [], excludedUsers: ['dana@example.com'] }),
      BY_HAND,
    ],
  ])('takes a member out who was put in by hand, beside that %s', async (_, one, members) => {
    await start(seedWith([one], members));
    const before = rules().map(({ excludedUsers }) => [...excludedUsers]);
    expect(await revert()).toMatchObject({
      overall: 'done',
      results: [{ state: 'revoked' }, { state: 'revoked' }],
    });
    expect([isMember('dana', '00gFinance'), isMember('eve', '00gOther')]).toEqual([false, false]);
    expect(rules().map(({ excludedUsers }) => excludedUsers)).toEqual(before);
  });

  it.each([
    '!isMemberOfGroup("00gFinance")',
    "!isMemberOfGroupName('finance') && user.department == 'Finance'",
    'isMemberOfGroup("00gFinance") == false',
    '!isMemberOfAnyGroup("00gNone","00gFinance")',
  ])('H2.13 takes nobody out whom `%s` would then bring into another group', async (expression) => {
    await start(seedWith([rule(expression, { name: 'rest', groups: ['admins'] })], BY_HAND));
    const result = await revert();
    expect(result.results.map(({ state }) => state)).toContain('failed');
    expect([isMember('dana', '00gFinance'), isMember('dana', '00gAdmins')]).toEqual([true, false]);
  });

  it.each([
    'isMemberOfGroup("00gFinance")',
    '!isMemberOfGroup("00gWest")',
    '!isMemberOfGroup("00gFinance") && user.department == "Legal"',
  ])('H2.13 takes out whom `%s` gives nothing for it', async (expression) => {
    await start(seedWith([rule(expression, { name: 'rest', groups: ['admins'] })], BY_HAND));
    await revert();
    expect([isMember('dana', '00gFinance'), isMember('dana', '00gAdmins')]).toEqual([false, false]);
  });

  it('takes a member out whom a rule brought in that was switched off since', async () => {
    await start(seedWith([rule('isMemberOfGroup("00gWest")')]));
    Object.assign(rules()[0]!, { status: 'INACTIVE' });
    expect((await revert()).overall).toBe('done');
    expect(isMember('dana', '00gFinance')).toBe(false);
  });
});
