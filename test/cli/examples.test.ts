import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { COMMANDS } from '../../lib/cli/commands/index.js';
import { EXIT, type Exit } from '../../lib/cli/exit.js';
import { Stage } from '../chaos/stage.js';

const ROOT = resolve(__dirname, '..', '..');
const DOCS = ['README.md', ...readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];

/** Examples that end otherwise than well, on an organization in which everything is as declared. */
const ENDS: Readonly<Record<string, Exit>> = {};

/** Examples that serve until they are stopped, or play for half a minute; each is run elsewhere. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'writ demo': 'test/journeys/binary.test.ts',
};

/** Every command line that a reader could copy: of help, README and docs, each once. */
function examples(): string[] {
  const ofHelp = COMMANDS.flatMap((command) => command.examples);
  const ofDocs = DOCS.flatMap((file) =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(/^ *(?:\$ )?(?:npx )?(writ [^\n]*)$/gm)].map(([, line = '']) =>
      line.replace(/\s+#.*$/, '').trim(),
    ),
  );
  return [...new Set([...ofHelp, ...ofDocs])].filter((line) => !/ \[options\]| <\w+> /.test(line));
}

test.skip('list', () => undefined);
test('list', async () => {
  const stage = await Stage.open();
  await stage.must('synth', '--as-of', '2026-11-20T09:00:00Z', '--out', 'cdktf.out');
  console.log(examples().join('\n'));
  await stage.close();
});
void ENDS; void ELSEWHERE; void EXIT;
