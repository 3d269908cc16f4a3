import * as cedarModule from '@cedar-policy/cedar-wasm/nodejs';
import { personFacts } from '../../../lib/policy/facts/person.js';
import { cedarValues } from '../../../lib/policy/facts/values.js';
import { CONTEXT, PERSON, REQUEST } from '../../../lib/policy/facts/tables.js';
import { contextFacts } from '../../../lib/policy/facts/context.js';
import { requestFacts } from '../../../lib/policy/facts/request.js';
import { CEDAR_VERSION, tryOut, type Cedar } from '../../../lib/policy/rules/cedar.js';
import type { RuleQuestion } from '../../../lib/policy/rules/engine.js';
import { RuleEngine } from '../../../lib/policy/index.js';
import { groundOf, PEOPLE, resolvedOf } from '../facts/_ground.js';
import { EXAMPLE, faultsOf, file, forbid, permit } from './_rules.js';

const [, someone] = PEOPLE.people;
if (!someone) throw new Error('nobody');
const ground = groundOf();
const QUESTION: RuleQuestion = {
  action: 'grant',
  principal: { type: 'Person', id: 'hr:2', attrs: cedarValues(PERSON, personFacts(someone, ground)) },
  request: { id: 'ACC-0001', attrs: cedarValues(REQUEST, requestFacts(resolvedOf(), someone, ground)) },
  context: cedarValues(CONTEXT, contextFacts(resolvedOf(), someone, 'high', ground, [])),
};

/** The real engine with some of its functions replaced. */
const broken = (changes: Partial<Record<keyof Cedar, unknown>>): Cedar =>
  ({ ...cedarModule, ...changes }) as Cedar;
const ask = async (texts: readonly string[], question: RuleQuestion = QUESTION, cedar?: Cedar) =>
  (
    await RuleEngine.of(
      texts.map((text, i) => file(text, `${String(i)}.cedar`)),
      cedar,
    )
  ).ask(question);

const failure = { type: 'failure', errors: [{ message: 'no' }], warnings: [] };
const valid = { type: 'success', validationErrors: [], validationWarnings: [], otherWarnings: [] };

describe('an answer', () => {
  test('is yes with the permit that gives it, and no with the forbid that takes it', async () => {
    expect(await ask([permit()])).toMatchObject({
      allowed: true,
      determining: [{ id: 'a-path' }],
      erred: [],
    });
    expect(await ask([permit(), forbid('resource.tier == Tier::"high"')])).toMatchObject({
      allowed: false,
      determining: [{ id: 'a-rule', code: 'A_CODE', outcome: 'deny' }],
    });
  });

  test('is no where nothing permits (REQ-031)', async () => {
    expect(await ask([permit('resource.tier == Tier::"low"')])).toMatchObject({
      allowed: false,
      determining: [],
    });
  });

  test('is no where a forbid cannot be evaluated, and names it: the engine alone would have allowed', async () => {
    const errs = forbid('context.window.minutes * 9007199254740991 * 9007199254740991 > 0', {
      id: 'overflows',
    });
    expect(await ask([permit(), errs])).toMatchObject({
      allowed: false,
      determining: [{ id: 'a-path' }],
      erred: [{ rule: 'overflows' }],
    });
  });

  test('names rules by their own ids, whatever their order: rules are handed over by id', async () => {
    const rules = [permit(), forbid('true', { id: 'second' }), forbid('true', { id: 'first' })];
    const ids = async (texts: readonly string[]): Promise<string[]> =>
      (await ask(texts)).determining.map(({ id }) => id);
    expect(await ids(rules)).toEqual(['first', 'second']);
    expect(await ids([...rules].reverse())).toEqual(['first', 'second']);
  });

  test('names the paths that there are beside a forbid, and none where nothing permits', async () => {
    const paths = async (...texts: readonly string[]): Promise<string[]> =>
      (await RuleEngine.of(texts.map((text, i) => file(text, `${String.fromCharCode(97 + i)}.cedar`))))
        .paths(QUESTION)
        .map(({ id }) => id);
    expect(await paths(permit(), forbid('true'))).toEqual(['a-path']);
    expect(await paths(permit('resource.tier == Tier::"low"'), forbid('true'))).toEqual([]);
  });

  test('is none to a question beside the schema, or to an engine that throws or fails', async () => {
    const odd = { ...QUESTION, context: { ...QUESTION.context, policy: { overdueDays: 'many' } } };
    await expect(ask([permit()], odd)).rejects.toMatchObject({ code: 'POLICY_ENGINE' });
    const throws = broken({
      statefulIsAuthorized: () => {
        throw new Error('unreachable executed');
      },
    });
    await expect(ask([permit()], QUESTION, throws)).rejects.toMatchObject({ code: 'POLICY_ENGINE' });
    const fails = broken({
      statefulIsAuthorized: () => ({ type: 'failure', errors: [{ message: 'no' }], warnings: [] }),
    });
    await expect(ask([permit()], QUESTION, fails)).rejects.toMatchObject({ code: 'POLICY_ENGINE' });
  });
});

describe('rules that cannot be asked', () => {
  test.each([
    ['a misspelt fact', forbid('resource.teir == Tier::"high"')],
    ['a misspelt word', forbid('resource.tier == Tier::"hihg"')],
    ['a word of another type', forbid('resource.tier == Class::"routine"')],
    ['an optional fact that is not asked for first', forbid('resource.recovery == "unlock"')],
    ['what can never be', forbid('resource.kind == Kind::"standard" && resource.kind like "x"')],
    ['a warning: it can never hold', forbid('resource is Person')],
    ['a text of mixed scripts', forbid('resource.package == "prod-\u0430dmin"')],
    ['an invisible character', forbid('resource.package == "prod\u200b-admin"')],
    ['a number that JSON would change', forbid('context.window.minutes > 9223372036854775807')],
    ['no Cedar at all', 'forbid everything;'],
    ['a template', forbid('true').replace('(principal,', '(principal == ?principal,')],
    ['no action', forbid('true').replace('action == Action::"grant"', 'action')],
    ['an id with capitals', forbid('true', { id: 'A-Rule' })],
    ['an id with two dashes', forbid('true', { id: 'a--rule' })],
    ['a code in small letters', forbid('true', { code: 'a_code' })],
    ['a code of two letters', forbid('true', { code: 'AB' })],
    ['an outcome that is none', forbid('true', { outcome: 'approve' })],
    ['a span that is none', permit('true', { id: 'b-path', lasts: 'a while' })],
    ['several actions', forbid('true').replace('== Action::"grant"', 'in [Action::"grant"]')],
    ['another action', forbid('true').replace('Action::"grant"', 'Action::"delete"')],
  ])('%s is refused with its place', async (_, text) => {
    const faults = await faultsOf(permit(), text);
    expect(faults.map(({ code }) => code)).toEqual(expect.arrayContaining(['RULE_INVALID']));
    expect(faults.every(({ place }) => place?.file === 'b.cedar')).toBe(true);
  });

  test.each([
    ['an id and a code of the right shape', forbid('true', { id: 'a-2-rule', code: 'ABC' })],
    ['the honest twin', forbid('resource.tier == Tier::"high"')],
    ['an optional fact after `has`', forbid('resource has recovery && resource.recovery == "unlock"')],
    ['a text of another script whole', forbid('resource.package == "доступ"')],
  ])('%s is taken', async (_, text) => {
    expect(await faultsOf(permit(), text)).toEqual([]);
  });

  test('one id twice is told with both places', async () => {
    const [fault] = await faultsOf(permit(), forbid('true', { id: 'a-path' }));
    expect(fault).toMatchObject({ code: 'RULE_INVALID', place: { file: 'b.cedar' } });
    expect(fault?.message).toContain('a.cedar:1');
  });

  test('a rule that the engine reads and cannot print is a fault, and is never left out', async () => {
    const mute = broken({
      policyToText: () => ({ type: 'failure', errors: [{ message: 'cannot be printed' }], warnings: [] }),
    });
    await expect(RuleEngine.of([file(permit())], mute)).rejects.toMatchObject({ code: 'RULE_INVALID' });
  });

  test.each<readonly [string, Partial<Record<keyof Cedar, unknown>>]>([
    [
      'throws as it validates them',
      {
        validate: () => {
          throw new Error('unreachable executed');
        },
      },
    ],
    ['does not validate them', { validate: () => failure }],
    ['warns of what is no rule', { validate: () => ({ ...valid, otherWarnings: [{ message: 'odd' }] }) }],
    ['does not take them', { preparsePolicySet: () => failure }],
    ['does not take the facts', { preparseSchema: () => failure }],
  ])('rules are not asked of an engine that %s', async (_, changes) => {
    const odd = RuleEngine.of([file(permit())], broken(changes));
    await expect(odd).rejects.toMatchObject({ code: 'POLICY_ENGINE' });
  });

  test('every fault is told at once', async () => {
    expect(await faultsOf(forbid('true', { why: '' }), forbid('true', { id: 'b', owner: '' }))).toHaveLength(
      2,
    );
  });
});

describe('the digest of the rules', () => {
  const digest = async (...texts: readonly string[]): Promise<string> =>
    (await RuleEngine.of(texts.map((text, i) => file(text, `${String(i)}.cedar`)))).digest;

  test('is the same whatever the order of files, the comments and the spaces', async () => {
    const [a, b] = [permit(), forbid('true')];
    expect(await digest(b, a)).toBe(await digest(a, b));
    expect(await digest(`// a comment\n\n${a}`, b.replace('when { true }', 'when   {  true  }'))).toBe(
      await digest(a, b),
    );
  });

  test('is another where a condition or an annotation is', async () => {
    const before = await digest(permit(), forbid('true'));
    expect(await digest(permit(), forbid('false || true'))).not.toBe(before);
    expect(await digest(permit(), forbid('true', { reviewBy: '2027-06-30' }))).not.toBe(before);
  });

  test('the example’s rules can be asked', async () => {
    const { rules } = await RuleEngine.of(EXAMPLE);
    expect(rules.length).toBeGreaterThan(50);
  });
});

describe('an engine that does not behave is not trusted', () => {
  const real = cedarModule.statefulIsAuthorized;
  type Call = Parameters<typeof real>[0];
  const when = (isIt: (call: Call) => boolean, answer: unknown) => (call: Call) =>
    isIt(call) ? answer : real(call);
  const allows = {
    type: 'success',
    response: { decision: 'allow', diagnostics: { reason: [], errors: [] } },
    warnings: [],
  };
  const denies = { ...allows, response: { ...allows.response, decision: 'deny' } };

  test('the pinned one is', () => {
    expect(() => {
      tryOut(cedarModule);
    }).not.toThrow();
    expect(cedarModule.getCedarSDKVersion()).toBe(CEDAR_VERSION);
  });

  test('is tried out before it is handed over', async () => {
    await jest.isolateModulesAsync(async () => {
      jest.doMock('@cedar-policy/cedar-wasm/nodejs', () => broken({ getCedarSDKVersion: () => '4.14.0' }));
      const { loadCedar } = await import('../../../lib/policy/rules/cedar.js');
      await expect(loadCedar()).rejects.toMatchObject({ code: 'POLICY_ENGINE' });
    });
    jest.dontMock('@cedar-policy/cedar-wasm/nodejs');
    await expect(RuleEngine.of([file(permit())])).resolves.toBeDefined();
  });

  test.each([
    ['another version', { getCedarSDKVersion: () => '4.14.0' }],
    ['denies what is permitted', { statefulIsAuthorized: when(() => true, denies) }],
    ['answers nothing', { statefulIsAuthorized: when(() => true, failure) }],
    [
      'does not answer where a forbid erred',
      {
        statefulIsAuthorized: when(
          ({ preparsedPolicySetId }) => preparsedPolicySetId.includes('erring'),
          failure,
        ),
      },
    ],
    [
      'decides by a set that was never prepared',
      {
        statefulIsAuthorized: when(
          ({ preparsedPolicySetId }) => preparsedPolicySetId.includes('unknown'),
          allows,
        ),
      },
    ],
    [
      'decides by a schema that nobody knows',
      {
        statefulIsAuthorized: when(
          ({ preparsedSchemaName }) => preparsedSchemaName?.includes('unknown') === true,
          allows,
        ),
      },
    ],
    [
      'takes a context beside the schema',
      { statefulIsAuthorized: when(({ context }) => context['n'] === 'one', allows) },
    ],
    [
      'hides that a forbid erred',
      {
        statefulIsAuthorized: when(
          ({ preparsedPolicySetId }) => preparsedPolicySetId.includes('erring'),
          allows,
        ),
      },
    ],
  ])('%s', (_, changes) => {
    expect(() => {
      tryOut(broken(changes));
    }).toThrow(expect.objectContaining({ code: 'POLICY_ENGINE' }) as Error);
  });
});
