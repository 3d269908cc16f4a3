import * as cedarModule from '@cedar-policy/cedar-wasm/nodejs';
import { plus } from '../../../lib/kernel/index.js';
import {
  policyExplainDocument,
  RuleEngine,
  type Decision,
  type PolicyExplainDocument,
} from '../../../lib/policy/index.js';
import type { Cedar } from '../../../lib/policy/rules/cedar.js';
import { principalText } from '../../../lib/model/index.js';
import { PLAIN } from '../../../lib/report/paint.js';
import { policyExplainText } from '../../../lib/report/policy-explain.js';
import { judgeOne } from '../../../lib/policy/decide/decide.js';
import { judgedOn } from '../../../lib/workflow/decide.js';
import { explainDecision } from '../../../lib/workflow/explain-decision.js';
import { approved, ELSE, inputOf, TWO, type Case } from '../attacks/_stage.js';
import { AS_OF } from '../../_helpers/people.js';
import { ticketOf, user } from '../facts/_ground.js';
import { EXAMPLE, file, forbid, permit } from '../rules/_rules.js';

let engine: RuleEngine;
beforeAll(async () => {
  engine = await RuleEngine.of(EXAMPLE);
});

const of = async (each: Case, ...rules: readonly string[]) => {
  const own =
    rules.length === 0
      ? engine
      : await RuleEngine.of(rules.map((text, i) => file(text, `${String(i)}.cedar`)));
  const [only] = explainDecision('ACC-0001', inputOf(each, own)).explained;
  if (!only) throw new Error('nothing was explained');
  return only;
};

test('a ticket explained says who is asked where nobody of a role can be, why, and to whom it goes then (REQ-052)', async () => {
  const print = async (each: Case): Promise<string> => {
    const explained = await of({ route: ELSE, owners: ['4'], ...each });
    const document: PolicyExplainDocument = {
      schema: 'writ.policy-explain/1',
      ticket: 'ACC-0001',
      at: AS_OF,
      policy: engine.digest,
      inputs: engine.digest,
      explained: [explained],
    };
    expect(policyExplainDocument.safeParse(document).success).toBe(true);
    const text = policyExplainText(document, { paint: PLAIN, width: 200, nameOf: principalText });
    return text.slice(text.findIndex((line) => line.trim() === 'conditions of the route')).join('\n');
  };
  const hr = { '4': { status: 'on-leave' } };
  const BECAUSE = 'hr:4 is on leave; asked instead: team security';
  const open = await print({ hr });
  expect(open).toMatch(/owner platform: open; can be filled by\n +hr:5 \(Person 5\)\n +hr:6 \(Person 6\)/);
  expect(open).toContain(BECAUSE);
  const filled = await print({ hr, reviews: [approved('l6')] });
  expect(filled).toMatch(/owner platform: approved by hr:6 \(Person 6\)/);
  expect(filled).toContain(BECAUSE);
  const dead = await print({ hr: { ...hr, '5': hr['4'], '6': hr['4'] } });
  expect(dead).toMatch(/nobody can fill it; it goes to\n +hr:1 \(Person 1\)\n +hr:7 \(Person 7\)/);
  expect(await print({})).not.toContain('asked instead');
});

describe('a ticket explained', () => {
  test('REQ-024 says of every rule whether it held, as the rule asked alone does', async () => {
    const cases: readonly Case[] = [
      { reviews: [approved('l4')] },
      { hr: { '2': { status: 'on-leave' } } },
      { ticket: { kind: 'exception', exception: { policy: 'x', reason: 'CUTOVER' } } },
    ];
    const alone = new Map<string, RuleEngine>();
    for (const { id, text } of engine.rules) alone.set(id, await RuleEngine.of([file(text)]));
    for (const each of cases) {
      const input = judgedOn(inputOf(each, engine));
      const [resolved] = input.intake.resolved;
      const question = resolved && judgeOne(resolved, input).question;
      if (!question) throw new Error('nothing was asked');
      const told = new Map((await of(each)).rules.map(({ id, held }) => [id, held]));
      expect(told.size).toBe(engine.rules.length);
      for (const rule of engine.rules) {
        const held = alone
          .get(rule.id)
          ?.ask(question)
          .determining.some(({ id }) => id === rule.id);
        const expected = rule.action === 'approve' ? 'other-action' : held ? 'held' : 'not-held';
        expect([rule.id, told.get(rule.id)]).toEqual([rule.id, expected]);
      }
    }
  });

  test('shows a permit that holds beside a forbid that does, with the facts each read', async () => {
    const { outcome, rules } = await of(
      {},
      permit('context.job.allows'),
      forbid('resource.package == "admin" && principal has vendor', { id: 'b-rule' }),
      forbid('resource.package == "admin"', { id: 'c-rule' }),
    );
    expect(outcome).toBe('deny');
    expect(rules.map(({ id, held, facts, place }) => [id, held, place, facts])).toEqual([
      ['a-path', 'held', '0.cedar:1', [{ fact: 'context.job.allows', value: true }]],
      [
        'b-rule',
        'not-held',
        '1.cedar:1',
        [{ fact: 'principal.vendor' }, { fact: 'request.package', value: 'admin' }],
      ],
      ['c-rule', 'held', '2.cedar:1', [{ fact: 'request.package', value: 'admin' }]],
    ]);
  });

  test('says of a rule that errs that it does, and why', async () => {
    const { outcome, rules } = await of(
      {},
      permit(),
      forbid('9007199254740991 * 9007199254740991 * context.window.minutes > 0'),
    );
    expect(outcome).toBe('deny');
    expect(rules.find(({ id }) => id === 'a-rule')).toMatchObject({
      held: 'erred',
      message: expect.stringContaining('overflow') as unknown,
      facts: [{ fact: 'context.window.minutes', value: 60 }],
    });
  });

  test('shows every fact of a rule whose form is not known', async () => {
    const { rules } = await of({}, permit('ip("10.0.0.1").isLoopback() || context.job.allows'));
    const names = rules[0]?.facts.map(({ fact }) => fact) ?? [];
    expect(names).toEqual(expect.arrayContaining(['principal', 'principal.employment', 'request.tier']));
    expect(names).toEqual(expect.arrayContaining(['context.window.minutes', 'context.conflicts.held']));
  });

  test('shows each review with the rules about it, and who is named for what is open', async () => {
    const { reviews, conditions, reviewed } = await of({
      route: TWO,
      reviews: [approved('l4'), approved('l2')],
    });
    expect(reviewed).toBe(true);
    expect(conditions.map(({ role, filledBy, candidates }) => [role, filledBy?.id, candidates])).toEqual([
      ['owner platform', 'hr:4', []],
      [
        'team security',
        undefined,
        ['5', '6'].map((id) => ({ id: `hr:${id}`, name: expect.any(String) as unknown })),
      ],
    ]);
    const [owner, self] = reviews;
    expect(owner).toMatchObject({ approver: 'hr:4', counted: true, condition: 'owner platform' });
    expect(owner?.rules.filter(({ held }) => held === 'held').map(({ id }) => id)).toEqual(['review-counts']);
    expect(self).toMatchObject({ approver: 'hr:2', counted: false });
    const against = self?.rules.filter(({ held, effect }) => held === 'held' && effect === 'forbid') ?? [];
    expect(against.map(({ code }) => code).sort()).toEqual(self?.reasons.map(({ code }) => code).sort());
    expect(against.flatMap(({ facts }) => facts)).toContainEqual({
      fact: 'context.beneficiary',
      value: true,
    });
  });

  test('says that no review was judged where none could change it', async () => {
    const { reviewed, reviews, conditions } = await of(
      { reviews: [approved('l4')] },
      permit(),
      forbid('resource.package == "admin"'),
    );
    expect([reviewed, reviews, conditions]).toEqual([false, [], []]);
  });
});

describe('what is told of one ticket', () => {
  test('is told once of a holder of whom HR says nothing reliable, as a refusal of exactly this content', () => {
    const doubted = { worker_type: 'contractor', vendor: '' };
    const given = inputOf({ ticket: { principal: 'hr:7' }, hr: { '2': doubted } }, engine);
    const tickets = [...given.tickets, ticketOf({ ticket: 'ACC-0002', file: 'two.yaml' })];
    const [only, ...more] = explainDecision('ACC-0002', { ...given, tickets }).explained;
    expect(more).toEqual([]);
    expect(only).toMatchObject({ file: 'two.yaml', state: 'refused', outcome: 'refuse', rules: [] });
    expect(only?.content).toBeDefined();
    expect(only?.reasons).toHaveLength(1);
  });

  test('is asked of the rules where its holder has left, and they deny it', async () => {
    const left = await of({ hr: { '2': { status: 'terminated' } }, change: { openedBy: user('l7') } });
    expect(left).toMatchObject({ state: 'asked', outcome: 'deny' });
    expect(left.reasons.map(({ code }) => code)).toContain('SUBJECT_NOT_ACTIVE');
  });

  test('says nothing of the refusals of others', () => {
    const given = inputOf({}, engine);
    const odd = ticketOf({ ticket: 'ACC-0002', package: 'admim', file: 'two.yaml' });
    const { explained } = explainDecision('ACC-0001', { ...given, tickets: [...given.tickets, odd] });
    expect(explained.map(({ state }) => state)).toEqual(['asked']);
  });

  test('is how long an approval lasts, and when the ticket was approved', async () => {
    const each: Case = { reviews: [approved('l4')] };
    const { outcome, expires, content, approvedAt } = await of(each);
    expect([outcome, expires, approvedAt]).toEqual(['approve', expect.stringMatching(/Z$/), undefined]);
    const at = plus(AS_OF, -1);
    const decision: Decision = {
      ...{ ticket: 'ACC-0001', digest: content!, outcome: 'approve', policy: engine.digest, at, seats: [] },
      ...{ rules: [], reasons: [], approvers: ['hr:4'] },
    };
    const [again] = explainDecision('ACC-0001', {
      ...inputOf(each, engine),
      decisions: [decision],
    }).explained;
    expect(again?.approvedAt).toBe(at);
    expect(await of({})).not.toHaveProperty('expires');
  });

  test('names whoever reviewed, and of each review the rules about reviews alone', async () => {
    const { reviews, rules } = await of({ reviews: [approved('l4'), approved('stranger')] });
    expect(reviews.map(({ name }) => name)).toEqual([expect.any(String), undefined]);
    const told = reviews.flatMap((each) => each.rules.map(({ held }) => held));
    expect(told).not.toContain('other-action');
    const others = rules.filter(({ held }) => held === 'other-action');
    expect(others.length).toBeGreaterThan(0);
    expect(others.flatMap(({ facts }) => facts)).toEqual([]);
  });

  test('is what each file of an id asks for, in order of the files', () => {
    const given = inputOf({}, engine);
    const twice = ['two', 'a-two'].map((name) =>
      ticketOf({ ticket: 'ACC-0002', package: `no-${name}`, file: `${name}.yaml` }),
    );
    const { explained } = explainDecision('ACC-0002', { ...given, tickets: [...given.tickets, ...twice] });
    expect(explained.map(({ file: at, asks }) => [at, asks?.package])).toEqual([
      ['a-two.yaml', 'no-a-two'],
      ['two.yaml', 'no-two'],
    ]);
  });

  test('is a refusal where the rules cannot be asked', async () => {
    const fails = {
      ...cedarModule,
      statefulIsAuthorized: () => ({ type: 'failure', errors: [], warnings: [] }),
    };
    const dead = await RuleEngine.of([file(permit())], fails as unknown as Cedar);
    const [only] = explainDecision('ACC-0001', inputOf({}, dead)).explained;
    expect(only).toMatchObject({ state: 'refused', outcome: 'refuse', rules: [] });
    expect(only?.reasons.map(({ code }) => code)).toEqual(['POLICY_ENGINE']);
  });
});

describe('a ticket of which no rule was asked', () => {
  test('is refused with its reasons where it does not resolve', () => {
    const given = inputOf({}, engine);
    const tickets = [...given.tickets, ticketOf({ ticket: 'ACC-0002', package: 'admim', file: 'two.yaml' })];
    const { explained } = explainDecision('ACC-0002', { ...given, tickets });
    expect(explained).toEqual([
      expect.objectContaining({
        file: 'two.yaml',
        state: 'refused',
        outcome: 'refuse',
        rules: [],
        reasons: [
          expect.objectContaining({ code: 'PACKAGE_UNKNOWN', remedy: expect.any(String) as unknown }),
        ],
      }),
    ]);
  });

  test('is an end, which names what it ends', () => {
    const given = inputOf({}, engine);
    const removal = ticketOf({ ticket: 'ACC-0002', kind: 'removal', of: 'ACC-0001', file: 'two.yaml' });
    const { explained } = explainDecision('ACC-0002', { ...given, tickets: [...given.tickets, removal] });
    expect(explained).toMatchObject([{ state: 'end', ends: 'ACC-0001', rules: [] }]);
    expect(explained[0]).not.toHaveProperty('outcome');
  });

  test('is not found, and the nearest id is offered', () => {
    const given = inputOf({}, engine);
    expect(() => explainDecision('ACC-001', given)).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND', candidates: ['ACC-0001'] }),
    );
    expect(() => explainDecision('\u001b[2J\u202e', given)).toThrow(
      expect.objectContaining({ message: expect.not.stringMatching(/[\p{Cc}\p{Cf}]/u) as unknown }),
    );
  });

  test('cannot be read, and that is said with its place', () => {
    const given = inputOf({}, engine);
    const error = Object.assign(new Error('broken'), { code: 'TICKET_INVALID' });
    const unreadable = [{ file: '2026/ACC-0009.yaml', error: error as never }];
    expect(() => explainDecision('ACC-0009', { ...given, unreadable })).toThrow(error);
    expect(() => explainDecision('ACC-0008', { ...given, unreadable })).toThrow(
      expect.objectContaining({
        message: expect.stringContaining('1 ticket file cannot be read') as unknown,
      }),
    );
  });
});
