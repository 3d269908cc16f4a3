import { parseInstant } from '../../../lib/kernel/index.js';
import { lintRules, RuleEngine, type RuleFile } from '../../../lib/policy/index.js';
import { REQUIRED_CODES } from '../../../lib/policy/rules/required.js';
import { CATALOGUE as GOLDEN } from '../golden/organization.js';
import { EXAMPLE, faultsOf, forbid, permit } from './_rules.js';

const AT = parseInstant('2026-11-20T09:00:00Z');

async function lint(
  changed: (text: string) => string = (text) => text,
  catalogue: Parameters<typeof lintRules>[1] = GOLDEN,
  at = AT,
): Promise<readonly string[]> {
  const files: RuleFile[] = EXAMPLE.map(({ file, text }) => ({ file, text: changed(text) }));
  const { rules } = await RuleEngine.of(files);
  return lintRules(rules, catalogue, at).map(({ code, message }) => `${code}: ${message}`);
}

/** Text without the rule of an id. */
const cut =
  (id: string) =>
  (text: string): string =>
    text
      .split(/^(?=@id\()/m)
      .filter((part) => !part.startsWith(`@id("${id}")`))
      .join('');

test('the example’s rules are whole', async () => {
  expect(await lint()).toEqual([]);
});

describe('a rule says of itself', () => {
  test.each(['id', 'why', 'owner', 'reviewBy', 'outcome', 'code', 'remedy'])(
    '`@%s` of a forbid',
    async (name) => {
      expect(await faultsOf(permit(), forbid('true', { [name]: '' }))).toMatchObject([
        { code: 'RULE_INVALID' },
      ]);
    },
  );

  test.each(['approves', 'approvers', 'exceptions', 'lasts'])('`@%s` of a permit (REQ-035)', async (name) => {
    expect(await faultsOf(permit('true', { [name]: '' }))).toMatchObject([{ code: 'RULE_INVALID' }]);
  });

  test('and nothing that nobody reads, nor a day that is none', async () => {
    expect(await faultsOf(permit('true', { owners: 'security' }))).toMatchObject([{ code: 'RULE_INVALID' }]);
    expect(await faultsOf(permit('true', { reviewBy: '2027-02-30' }))).toMatchObject([
      { code: 'RULE_INVALID' },
    ]);
  });
});

describe('a set of rules', () => {
  test('is owned by declared teams, a misspelt one with the one that was meant (REQ-036)', async () => {
    const found = await lint((text) => text.replace('@owner("security")', '@owner("secruity")'));
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map((each) => each.split(':')[0]))).toEqual(new Set(['RULE_INVALID']));
  });

  test('is reviewed within 400 days, and one day more is too late (REQ-036)', async () => {
    const first = (day: string) =>
      lint((text) => text.replace(/@reviewBy\("[^"]*"\)/, `@reviewBy("${day}")`));
    expect(await first('2027-12-25')).toEqual([]);
    expect((await first('2027-12-26')).length).toBeGreaterThan(0);
  });

  test('still gives every reason that no set may lose: deleting the rule fails', async () => {
    const { rules } = await RuleEngine.of(EXAMPLE);
    const required = new Set([...REQUIRED_CODES.grant, ...REQUIRED_CODES.approve]);
    const alone = rules.filter(
      (rule) =>
        rule.effect === 'forbid' &&
        required.has(rule.code) &&
        rules.filter((other) => other.effect === 'forbid' && other.code === rule.code).length === 1,
    );
    expect(alone.length).toBeGreaterThan(45);
    const codes = alone.map((rule) => (rule.effect === 'forbid' ? rule.code : ''));
    for (const [index, rule] of alone.entries()) {
      const left = rules.filter(({ id }) => id !== rule.id);
      expect(lintRules(left, GOLDEN, AT).map(({ message }) => message)).toEqual([
        `no forbid of \`${rule.action}\` gives \`${codes[index] ?? ''}\``,
      ]);
    }
  });

  test.each([
    ['an agent alone', 'grant', 'AGENT_WITHOUT_HUMAN'],
    ['an agent at what is critical', 'grant', 'AGENT_CRITICAL'],
    ['more than is needed', 'grant', 'NARROWER_PACKAGE'],
    ['several systems at once', 'grant', 'SEVERAL_SYSTEMS'],
    ['somebody on leave', 'grant', 'SUBJECT_ON_LEAVE'],
    ['one approver where two are needed', 'grant', 'DUAL_APPROVAL_REQUIRED'],
    ['an approver in doubt', 'approve', 'APPROVER_IN_DOUBT'],
  ] as const)('does not lose what holds back %s', async (_, action, code) => {
    const { rules } = await RuleEngine.of(EXAMPLE);
    const left = rules.filter((rule) => rule.effect === 'permit' || rule.code !== code);
    expect(left.length).toBeLessThan(rules.length);
    expect(lintRules(left, GOLDEN, AT).map(({ message }) => message)).toEqual([
      `no forbid of \`${action}\` gives \`${code}\``,
    ]);
  });

  test('counts a permit for a kind only where it can hold for it, not where it names it', async () => {
    const codes = async (condition: string): Promise<readonly string[]> =>
      lint((text) =>
        text.includes('@id("path-emergency")')
          ? `${cut('path-emergency')(text)}\n${permit(condition)}`
          : text,
      );
    const missing = ['RULES_INCOMPLETE: no permit says how a ticket of kind `emergency` is decided'];
    expect(await codes('resource.kind != Kind::"emergency"')).toEqual(missing);
    expect(await codes('!(resource.kind == Kind::"emergency") && context.job.allows')).toEqual(missing);
    expect(await codes('["emergency"].contains("x") && resource.kind == Kind::"standard"')).toEqual(missing);
    expect(await codes('resource.kind in [Kind::"standard", Kind::"removal"]')).toEqual(missing);
    // Honest twins: each can hold for an emergency.
    expect(await codes('resource.kind == Kind::"emergency" && context.job.allows')).toEqual([]);
    expect(await codes('resource.kind != Kind::"standard"')).toEqual([]);
    expect(await codes('context.job.allows')).toEqual([]);
    expect(await codes('resource.kind in [Kind::"emergency"]')).toEqual([]);
    expect(await codes('if context.job.allows then false else Kind::"emergency" == resource.kind')).toEqual(
      [],
    );
  });

  test('says how each kind of ticket is decided (REQ-038)', async () => {
    const found = await lint(cut('path-recovery'));
    expect(found).toEqual([
      'RULES_INCOMPLETE: no permit says how a ticket of kind `account-recovery` is decided',
    ]);
  });

  test('needs an operating model that names a route for each tier (REQ-038)', async () => {
    const { operatingModel: _, ...none } = GOLDEN;
    expect(await lint(undefined, none)).toHaveLength(4);
    const model = GOLDEN.operatingModel;
    if (!model) throw new Error('no model');
    const without = { ...GOLDEN, operatingModel: { ...model, high: { ...model.high, routes: [] } } };
    expect(await lint(undefined, without)).toEqual([
      'RULES_INCOMPLETE: the operating model names no route for tier `high`',
    ]);
  });
});
