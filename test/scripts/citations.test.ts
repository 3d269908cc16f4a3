import { resolve } from 'node:path';
import { danglingCitations, danglingIn, slugsOf } from '../../scripts/citations.js';

const ROOT = resolve(__dirname, '../..');
const told = (text: string) => danglingIn('lib/a.ts', text, ROOT, () => slugsOf('# Rules\n\n## Rule 2\n'));

test('everything that is cited is in the repository', () => {
  expect(danglingCitations(ROOT)).toEqual([]);
});

test.each([
  '// see DESIGN section 9',
  '// it ends (rule 7)',
  '// docs/lore.md says so',
  '// docs/rules.md#rule-9',
])('is told: %s', (text) => {
  expect(told(text)).toHaveLength(1);
});

test.each(['// docs/rules.md#rule-2', '// docs/rules.md', "name: 'group rule 0pr1'", '// the design'])(
  'honest twin: %s',
  (text) => {
    expect(told(text)).toEqual([]);
  },
);

test('a heading is cited as a forge links it', () => {
  expect([...slugsOf('## Kinds, zones and keys\ntext\n### `writ` drift')]).toEqual([
    'kinds-zones-and-keys',
    'writ-drift',
  ]);
});
