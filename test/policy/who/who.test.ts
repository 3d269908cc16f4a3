import { RuleEngine, type PolicyWhoDocument } from '../../../lib/policy/index.js';
import { judgeOne } from '../../../lib/policy/decide/decide.js';
import { remembered } from '../../../lib/policy/who/remembered.js';
import type { DecideTicketsInput } from '../../../lib/workflow/decide.js';
import { judgedOn } from '../../../lib/workflow/decide.js';
import { whoMayHave } from '../../../lib/workflow/who-may.js';
import { approved, delegation, ELSE, inputOf, MANAGED, MANAGER, TWO, type Case } from '../attacks/_stage.js';
import { EXAMPLE, file, forbid } from '../rules/_rules.js';

let engine: RuleEngine;
beforeAll(async () => {
  engine = await RuleEngine.of(EXAMPLE);
});

type OnAsset = PolicyWhoDocument['assets'][number];

function who(each: Case, changes: Partial<DecideTicketsInput> = {}, rules = engine): OnAsset {
  const given = { ...inputOf(each, rules), ...changes };
  const [only] = whoMayHave(given, { package: 'admin' }).assets;
  if (!only) throw new Error('no asset');
  return only;
}

const askers = ({ asks }: OnAsset) => asks.flatMap(({ principals }) => principals.map(({ id }) => id)).sort();
const not = (found: OnAsset) => found.not.map(({ codes, principals }) => [codes.join(' '), principals]);
const counting = ({ approves }: OnAsset) =>
  approves.map(({ role, approvers }) => [role, approvers.filter(({ counts }) => counts).map(({ id }) => id)]);
const findings = (found: OnAsset, kind: 'dead-end' | 'gap' = 'dead-end') =>
  found.findings
    .filter((each) => each.kind === kind)
    .map(({ code, principals }) => [code, principals.map(({ id }) => id)]);
const ids = (...numbers: readonly number[]) => numbers.map((each) => `hr:${String(each)}`);

/** The rules of the example and one more. */
const withRule = (text: string) => RuleEngine.of([...EXAMPLE, file(text, 'z.cedar')]);

describe('who may ask', () => {
  test('is everybody whose plain request the rules do not deny, by job function, with the longest window', () => {
    const { asks } = who({});
    expect(asks).toMatchObject([
      { holder: 'employee', jobFunctions: ['sre'], tier: 'medium', outcome: 'pending', reasons: [] },
    ]);
    const [first] = asks[0]?.principals ?? [];
    expect(first).toMatchObject({ id: 'hr:1', name: expect.any(String) as unknown, login: true });
    expect(first?.minutes).toBeGreaterThan(0);
  });

  test('is nobody whom a rule denies or refuses, and the reasons are counted', () => {
    const found = who({
      hr: {
        '2': { department: 'Elsewhere' },
        '3': { status: 'on-leave' },
        '7': { status: 'terminated', last_day: '2026-11-01' },
      },
    });
    expect(askers(found)).toEqual(ids(1, 4, 5, 6));
    expect(not(found)).toEqual([
      ['NO_RULE_MATCHED', 1],
      ['REQUESTER_UNKNOWN SUBJECT_NOT_ACTIVE', 1],
      ['REQUESTER_UNKNOWN SUBJECT_ON_LEAVE', 1],
    ]);
    expect(found.not.map(({ letByJob }) => letByJob.map(({ id }) => id))).toEqual([[], ids(7), ids(3)]);
  });

  test.each([59, 30, 17, 2])(
    'has the longest window that a rule allows, asked and not computed: %d minutes',
    async (limit) => {
      const rules = await withRule(
        forbid(`context.window.minutes > ${String(limit)}`, { id: 'z-short', code: 'Z_SHORT' }),
      );
      const { asks } = who({}, {}, rules);
      expect(asks.flatMap(({ principals }) => principals.map(({ minutes }) => minutes))).toEqual(
        Array(7).fill(limit),
      );
    },
  );

  test('says what would be asked beside the approvals, and in a group of its own', async () => {
    const rules = await withRule(
      forbid('principal == Person::"hr:6"', { id: 'z-look', code: 'Z_LOOK', outcome: 'escalate' }),
    );
    const groups = who({}, {}, rules).asks.map(({ outcome, reasons, principals }) => [
      outcome,
      reasons.map(({ code }) => code),
      principals.map(({ id }) => id),
    ]);
    expect(groups).toContainEqual(['escalate', ['Z_LOOK'], ids(6)]);
    expect(groups).toContainEqual(['pending', [], ids(1, 2, 3, 4, 5, 7)]);
  });

  test('is whoever has no login too, since somebody else can open it', () => {
    const { identity } = inputOf({}, engine);
    const people = identity.people.map(({ forgeLogin, ...each }) =>
      each.id === '2' || forgeLogin === undefined ? each : { ...each, forgeLogin },
    );
    const found = who({}, { identity: { ...identity, people } });
    const logins = found.asks.flatMap(({ principals }) => principals.map(({ id, login }) => [id, login]));
    expect(logins).toEqual(ids(1, 2, 3, 4, 5, 6, 7).map((id) => [id, id !== 'hr:2']));
  });

  test('is a workload whose declaration names it', () => {
    const given = inputOf({}, engine);
    const workload = {
      id: 'loader',
      kind: 'pipeline',
      owner: 'everybody',
      purpose: 'loads',
      mayRequest: ['admin'],
      expires: '2027-06-01T00:00:00.000Z',
    };
    const packages = given.catalogue.packages.map((each) => ({
      ...each,
      holders: ['employee', 'workload'] as const,
    }));
    const found = who({}, { catalogue: { ...given.catalogue, packages, workloads: [workload as never] } });
    // The directory lacks an account of it: the rules refuse it for that alone.
    expect(found.not).toContainEqual({
      codes: ['NHI_NOT_INVENTORIED'],
      principals: 1,
      letByJob: [{ id: 'workload:loader' }],
    });
  });
});

describe('who may approve', () => {
  test('is who holds a role of the route and whose review the rules count', () => {
    expect(counting(who({ route: TWO }))).toEqual([
      ['owner platform', ids(4, 5)],
      ['team security', ids(5, 6)],
    ]);
  });

  test('is nobody who is away or gone, and the rule says why', () => {
    const found = who({ hr: { '4': { status: 'on-leave' } } });
    expect(counting(found)).toEqual([['owner platform', ids(5)]]);
    expect(found.approves[0]?.approvers[0]).toMatchObject({
      id: 'hr:4',
      counts: false,
      reasons: [{ code: 'APPROVER_NOT_ACTIVE' }],
    });
    expect(findings(found, 'gap')).toEqual([
      ['APPROVER_CANNOT', ids(4)],
      ['ONE_APPROVER', ids(5)],
    ]);
    expect(findings(found)).toEqual([['ONLY_BENEFICIARY', ids(5)]]);
  });

  test('is a delegate until the delegation ends, for whom they act', () => {
    const [role] = who({ delegations: [delegation()] }).approves;
    expect(role?.approvers.map(({ id, for: whom, until, counts }) => [id, whom?.id, until, counts])).toEqual([
      ['hr:4', undefined, undefined, true],
      ['hr:5', undefined, undefined, true],
      ['hr:7', 'hr:4', '2026-11-21T00:00:00.000Z', true],
    ]);
    const over = who({
      delegations: [delegation({ start: '2026-11-01T00:00:00Z', end: '2026-11-02T00:00:00Z' })],
    });
    expect(over.approves[0]?.approvers).toHaveLength(2);
  });

  test('is the manager of each who asks', () => {
    const found = who({ route: MANAGED });
    const managers = found.approves.find(({ role }) => role === 'manager')?.approvers ?? [];
    expect(managers.find(({ id }) => id === 'hr:3')).toMatchObject({ counts: true });
    // The head has no manager.
    expect(findings(found)).toContainEqual(['MANAGER_CANNOT', expect.arrayContaining(['hr:1']) as unknown]);
  });

  test('is no manager alone above low risk, by what is computed', () => {
    const found = who({ route: MANAGER });
    expect(counting(found)).toEqual([['manager', []]]);
  });

  test('is asked of the rules: one about reviews takes them all away', async () => {
    const text = forbid('principal == Person::"hr:4"', { id: 'z-review', code: 'Z_REVIEW' }).replaceAll(
      '"grant"',
      '"approve"',
    );
    const found = who({}, {}, await withRule(text));
    expect(
      found.approves[0]?.approvers.map(({ id, reasons }) => [id, reasons.map(({ code }) => code)]),
    ).toEqual([
      ['hr:4', ['Z_REVIEW']],
      ['hr:5', []],
    ]);
  });
});

describe('a dead end', () => {
  test('is none where everybody who may ask can be approved', () => {
    expect(findings(who({ route: TWO }))).toEqual([]);
  });

  test('is a role that nobody can fill', () => {
    const gone = { status: 'terminated', last_day: '2026-11-01' };
    expect(findings(who({ hr: { '4': gone, '5': gone } }))).toEqual([['NO_APPROVER_ALIVE', ids(4, 5)]]);
  });

  test('is whoever would have to approve for themselves, and a second owner mends it', () => {
    expect(findings(who({ owners: ['4'] }))).toEqual([['ONLY_BENEFICIARY', ids(4)]]);
    expect(findings(who({ owners: ['4', '5'] }))).toEqual([]);
  });

  test('is a package that nobody may ask for', () => {
    const hr = Object.fromEntries(
      ['1', '2', '3', '4', '5', '6', '7'].map((id) => [id, { department: 'Elsewhere' }]),
    );
    const found = who({ hr });
    expect([askers(found), findings(found)]).toEqual([[], [['NOBODY_MAY_ASK', []]]]);
    // Who may approve is told all the same.
    expect(counting(found)).toEqual([['owner platform', ids(4, 5)]]);
  });

  test('is an asset that no ticket can name', () => {
    const given = inputOf({}, engine);
    const assets = given.catalogue.assets.map((each) => ({ ...each, sharedLogin: true }));
    const found = who({}, { catalogue: { ...given.catalogue, assets } as never });
    expect(findings(found).map(([code]) => code)).toEqual(['SHARED_ACCOUNT']);
  });

  test('is no approver without a login while another has one, which is a gap', () => {
    const found = who({ logins: { '4': 'l5' } });
    expect(findings(found, 'gap')).toContainEqual([
      'APPROVER_WITHOUT_LOGIN',
      expect.arrayContaining(['hr:4']) as unknown,
    ]);
  });
});

describe('who stands in', () => {
  const ONE: Case = { route: ELSE, owners: ['4'] };
  const AWAY = { '4': { status: 'on-leave' } } as const;
  const role = (each: Case) => {
    const [found] = who({ ...ONE, ...each }).approves;
    if (!found) throw new Error('no role');
    return found;
  };
  const standIns = (each: Case) => role(each).fallback?.approvers.map(({ id, counts }) => [id, counts]);

  test('is named with whether they are asked today, each as if they were', () => {
    expect(role({}).fallback).toMatchObject({ asked: ['team security'], open: false });
    expect(role({ hr: AWAY }).fallback).toMatchObject({ asked: ['team security'], open: true });
    for (const each of [{}, { hr: AWAY }])
      expect(standIns(each)).toEqual([
        ['hr:5', true],
        ['hr:6', true],
      ]);
    expect(standIns({ hr: { '6': { status: 'on-leave' } } })).toEqual([
      ['hr:5', true],
      ['hr:6', false],
    ]);
    expect(role({}).escalation?.map(({ id }) => id)).toEqual(ids(1, 7));
    expect(role({ hr: { '7': { status: 'on-leave' } } }).escalation?.map(({ id }) => id)).toEqual(ids(1));
    expect(role({ route: TWO })).not.toHaveProperty('fallback');
  });

  test('ends no dead end for whom the owner alone could approve, and none where the owner is away (REQ-052)', () => {
    expect(findings(who(ONE))).toEqual([]);
    expect(findings(who({ owners: ['4'] }))).toEqual([['ONLY_BENEFICIARY', ids(4)]]);
    const away = who({ ...ONE, hr: AWAY });
    expect(findings(away)).toEqual([]);
    expect(findings(away, 'gap')).toContainEqual(['FALLBACK_ASKED', ids(5, 6)]);
  });

  test('is a dead end where none of them is there either, with to whom it goes', () => {
    const gone = { status: 'terminated', last_day: '2026-11-01' };
    const found = who({ ...ONE, hr: { ...AWAY, '5': gone, '6': gone } });
    expect(findings(found)).toEqual([['NO_APPROVER_ALIVE', ids(4, 5, 6)]]);
    expect(found.findings[0]).toMatchObject({
      message: 'nobody can approve as owner platform, nor stand in for them (team security)',
      remedy: 'name another approver for the role by a governance change; tickets go to hr:1, hr:7',
    });
  });

  test('is a gap where nobody of them, or nobody above, could be turned to', () => {
    const gone = { status: 'terminated', last_day: '2026-11-01' };
    const codes = (each: Case) => findings(who({ ...ONE, ...each }), 'gap').map(([code]) => code);
    expect(codes({})).toEqual([]);
    expect(codes({ hr: { '5': gone, '6': gone } })).toEqual([
      'ONE_APPROVER',
      'APPROVER_CANNOT',
      'FALLBACK_CANNOT',
    ]);
    const above: Case = {
      route: { ...ELSE, from: { ...ELSE.from, escalation: [{ role: 'person', person: '7' as never }] } },
    };
    expect(codes({ ...above, hr: { '7': gone } })).toEqual(['ESCALATION_CANNOT']);
  });

  test('is asked of the rules as somebody for whom they may, not as the manager of who asks', () => {
    const hr = Object.fromEntries(['2', '3', '4', '7'].map((id) => [id, { manager_id: '6' }]));
    expect(standIns({ hr })).toContainEqual(['hr:6', true]);
  });
});

describe('a package', () => {
  test.each([
    ['admim', 'PACKAGE_UNKNOWN', 'did you mean `admin`?'],
    ['no such thing at all', 'PACKAGE_UNKNOWN', 'name one of'],
    ['\u001b[2J\u202e', 'PACKAGE_UNKNOWN', 'name one of'],
  ])('that is not declared is refused with the nearest: %j', (name, code, remedy) => {
    expect(() => whoMayHave(inputOf({}, engine), { package: name })).toThrow(
      expect.objectContaining({
        code,
        remedy: expect.stringContaining(remedy) as unknown,
        message: expect.not.stringMatching(/[\p{Cc}\p{Cf}]/u) as unknown,
      }),
    );
  });

  test('has no asset that it does not give', () => {
    expect(() => whoMayHave(inputOf({}, engine), { package: 'admin', asset: 'paymets' })).toThrow(
      expect.objectContaining({ code: 'ASSET_UNKNOWN', remedy: 'did you mean `payments`?' }),
    );
  });
});

describe('answers that are remembered', () => {
  test('are those that the rules give, asked once for equal facts', () => {
    let times = 0;
    const counted = Object.assign(Object.create(engine) as RuleEngine, {
      ask: (question: never) => {
        times += 1;
        return engine.ask(question);
      },
    });
    const rules = remembered(counted);
    const outcomes = (['2', '6', '7'] as const).map((id) => {
      const input = judgedOn(
        inputOf({ ticket: { principal: `hr:${id}` }, reviews: [approved('l4')] }, engine),
      );
      const [resolved] = input.intake.resolved;
      if (!resolved) throw new Error('nothing resolves');
      const plain = judgeOne(resolved, input).record;
      expect(judgeOne(resolved, { ...input, engine: rules }).record).toEqual(plain);
      return plain.outcome;
    });
    expect(outcomes).toContain('approve');
    expect(times).toBeLessThan(6);
  });

  test('are each person’s own where a rule looks at who it is', async () => {
    const own = await withRule(forbid('principal == Person::"hr:6"', { id: 'z-own', code: 'Z_OWN' }));
    expect(askers(who({}, {}, own))).toEqual(ids(1, 2, 3, 4, 5, 7));
  });
});
