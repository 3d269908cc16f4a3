import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OWN_REASONS } from '../../lib/policy/index.js';

const POLICY = join(__dirname, '../../lib/policy');
const PAGE = readFileSync(join(__dirname, '../../docs/reasons.md'), 'utf8');

/** Reason codes that stand in the code of a folder: of a reason, or of its type. */
function codesIn(folder: string): readonly string[] {
  const files = readdirSync(join(POLICY, folder)).filter((name) => name !== 'own-reasons.ts');
  return files.flatMap((name) => {
    const text = readFileSync(join(POLICY, folder, name), 'utf8');
    return [...text.matchAll(/\bcode: ([^,;\n]*)/g)].flatMap(([, said = '']) =>
      [...said.matchAll(/'([A-Z][A-Z_]+)'/g)].map(([, code = '']) => code),
    );
  });
}

// `policy test` is held to the same by rules alone; nothing else would tell of a code that nobody explains.
test.each([
  ['decide', [OWN_REASONS.ticket, OWN_REASONS.review]],
  ['facts', [OWN_REASONS.ticket]],
  ['who', [OWN_REASONS.who]],
] as const)(
  'every reason that %s gives is explained, with what to do, on the page of reasons',
  (folder, groups) => {
    const known = new Set(groups.flatMap((each) => Object.keys(each)));
    const given = codesIn(folder);
    expect(given.length).toBeGreaterThan(0);
    expect(given.filter((code) => !known.has(code))).toEqual([]);
    for (const code of known) expect(PAGE).toContain(`| \`${code}\``);
  },
);

test('no reason is explained that nothing gives', () => {
  const given = new Set(['decide', 'facts', 'who'].flatMap(codesIn));
  const explained = Object.values(OWN_REASONS).flatMap((each) => Object.keys(each));
  expect(explained.filter((code) => !given.has(code))).toEqual([]);
});
