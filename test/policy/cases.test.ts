import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readYaml } from '../../lib/adapters/files/yaml.js';
import { parseCases, RuleEngine, runCases, type PolicyCases } from '../../lib/policy/index.js';
import { EXAMPLE } from './rules/_rules.js';

const FILE = join(__dirname, '../../entitlements/policy/golden.yaml');
const TEXT = readFileSync(FILE, 'utf8');

function cases(text = TEXT): PolicyCases {
  const { value, where } = readYaml(text, 'golden.yaml');
  return parseCases(value, 'golden.yaml', where);
}

/** The example's cases with one more. */
const withCase = (more: string): PolicyCases => cases(`${TEXT}\n${more}`);
const run = async (given: PolicyCases, files = EXAMPLE) => runCases(await RuleEngine.of(files), given);

test('the example’s rules say what its golden table says, and no rule would go unmissed', async () => {
  const { results, unnoticed } = await run(cases());
  expect(results.filter(({ passed }) => !passed)).toEqual([]);
  expect(unnoticed).toEqual([]);
});

test('removing any one rule fails a case', async () => {
  const given = cases();
  const { rules } = await RuleEngine.of(EXAMPLE);
  for (const rule of rules) {
    const { id } = rule;
    const said = rule.effect === 'forbid' ? rule.code : id;
    const touched = {
      ...given,
      cases: given.cases.filter(({ expect: words }) => words.split(' ').includes(said)),
    };
    const files = EXAMPLE.map(({ file, text }) => ({
      file,
      text: text
        .split(/^(?=@id\()/m)
        .filter((part) => !part.startsWith(`@id("${id}")`))
        .join(''),
    }));
    const { results } = await run(touched, files);
    expect([id, results.some(({ passed }) => !passed)]).toEqual([id, true]);
  }
}, 120_000);

test('a case that goes otherwise is told with both answers', async () => {
  const { results } = await run(
    withCase('  - { case: wrong, like: engineer, expect: deny SUBJECT_NOT_ACTIVE }'),
  );
  expect(results.at(-1)).toEqual({
    case: 'wrong',
    expected: 'deny SUBJECT_NOT_ACTIVE',
    got: 'permit path-standard',
    passed: false,
  });
});

test('a rule that no case misses is named', async () => {
  const given = cases();
  const fewer = {
    ...given,
    cases: given.cases.filter(({ expect: said }) => !said.includes('SOD_CONFLICT_OPEN')),
  };
  expect((await run(fewer)).unnoticed).toEqual(['separation-open']);
});

test('facts that are none fail their case: misspelt ones, wrong words, missing ones', async () => {
  for (const facts of [
    'facts: { request.teir: low }',
    'facts: { request.tier: lwo }',
    'without: [request.tier]',
  ]) {
    const { results } = await run(
      withCase(`  - { case: odd, like: engineer, ${facts}, expect: permit path-standard }`),
    );
    expect(results.at(-1)).toMatchObject({
      passed: false,
      got: expect.stringContaining('facts are wrong') as string,
    });
  }
});

test.each([
  ['facts: { request.acess: read }', 'request.access'],
  ['facts: { context.window.minuts: 1 }', 'context.window.minutes'],
  // Of a fact that is not taken out the case would say what it says of another question.
  ['facts: { request.recovery: unlock }, without: [request.recovry]', 'request.recovery'],
])('a misspelt fact fails its case with the one that was meant: %s', async (facts, meant) => {
  const { results } = await run(
    withCase(`  - { case: odd, like: engineer, ${facts}, expect: permit path-standard }`),
  );
  expect(results.at(-1)).toMatchObject({
    passed: false,
    got: expect.stringContaining(`did you mean ${meant}?`) as string,
  });
});

// A name that every object has would be written on what all of the program shares.
test.each([
  ['every object has', 'principal.constructor.madeByACase', /facts are wrong/],
  ['every function has', 'request.toString.madeByACase', /facts are wrong/],
  ['is a fact and a part of another', 'request.tier.more', /facts are wrong: request\.tier/],
])('a fact by a name that %s fails its case and touches nothing else', async (_, name, got) => {
  for (const facts of [
    `${name}: true`,
    `${name}: true, request.tier: low`,
    `request.tier: low, ${name}: true`,
  ]) {
    const { results } = await run(
      withCase(`  - { case: odd, like: engineer, facts: { ${facts} }, expect: permit path-standard }`),
    );
    expect(results.at(-1)).toMatchObject({ passed: false, got: expect.stringMatching(got) as string });
  }
  expect([Object, Object.prototype.toString].some((each) => 'madeByACase' in each)).toBe(false);
});

test.each([
  ['an unknown plain case', '  - { case: odd, like: enginer, expect: deny X }'],
  ['no outcome', '  - { case: odd, like: engineer, expect: maybe }'],
  ['a fact of nothing', '  - { case: odd, like: engineer, facts: { tier: low }, expect: deny X }'],
  ['a misspelt field', '  - { case: odd, like: engineer, expects: deny X }'],
])('%s is refused with its line', (_, more) => {
  expect(() => withCase(more)).toThrow(
    expect.objectContaining({
      code: 'SCHEMA_INVALID',
      place: expect.objectContaining({ file: 'golden.yaml', line: expect.any(Number) as number }) as object,
    }) as Error,
  );
});
