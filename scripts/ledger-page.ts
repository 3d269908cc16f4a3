import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { z } from 'zod';
import { bodySchema, PREDICATE_KINDS, PREDICATES } from '../lib/evidence/index.js';

const SHELL = join(__dirname, '..', 'lib', 'report', 'ledger-page');
const VERIFIER = join(__dirname, '..', 'verifier');
const BUILT = join(SHELL, 'built.ts');

/** The verifier's modules, each after those that it imports. */
const MODULES = [
  ...['bytes', 'hash', 'fault', 'canonical', 'merkle', 'signature', 'note', 'schema', 'kinds'],
  ...['files', 'entry', 'keyring', 'replay', 'checkpoint', 'verify'],
];

/** The published table of kinds: data of the format, not code of the ledger. */
function kindsOf(): Record<string, object> {
  return Object.fromEntries(
    PREDICATE_KINDS.map((kind) => {
      const { zones, quorum } = PREDICATES[kind];
      const { $schema: _, ...body } = z.toJSONSchema(bodySchema(kind), { unrepresentable: 'any' });
      return [kind, { zones, quorum, body }];
    }),
  );
}

/** The page as one file that needs nothing else and may do nothing else. */
async function ledgerPage(): Promise<string> {
  const script = await formatted(scriptOf());
  const style = read('page.css');
  const csp = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return [
    ['content="csp"', `content="${csp}"`],
    ['<!-- style -->', `<style>${style}</style>`],
    ['<!-- script -->', `<script>${script}</script>`],
  ].reduce((page, [mark = '', text = '']) => filled(page, mark, text), read('page.html'));
}

function filled(page: string, mark: string, text: string): string {
  const parts = page.split(mark);
  if (parts.length !== 2) throw new Error(`page.html must hold ${mark} once`);
  return parts.join(text);
}

function scriptOf(): string {
  const modules = MODULES.map((name) => plain(read(`${name}.ts`, VERIFIER), name));
  const kinds = `const KINDS = ${JSON.stringify(kindsOf())};\n`;
  const source = `(() => {\n'use strict';\n${[...modules, kinds, read('page.js')].join('\n')}})();\n`;
  refuseTwice([...modules, read('page.js')]);
  // Compiles it, without running it: a page that does not parse says nothing at all.
  new Script(source);
  if (/<\/script|<!--/i.test(source)) throw new Error('the script would end its own element');
  return source;
}

/** Laid out for people: an auditor may read the whole page. */
async function formatted(source: string): Promise<string> {
  const { format } = await import('prettier');
  return format(source, { ...(await resolveStyle()), parser: 'babel' });
}

async function resolveStyle(): Promise<object> {
  const { resolveConfig } = await import('prettier');
  return (await resolveConfig(BUILT)) ?? {};
}

/** A module as plain JavaScript without imports and exports: names are shared, since all of it stands in one function. */
function plain(source: string, name: string): string {
  const { outputText } = transpileModule(source, {
    compilerOptions: { target: ScriptTarget.ES2022, module: ModuleKind.ESNext },
  });
  const body = outputText
    .replace(/^import [^;]+;\n/gm, '')
    .replace(/^export \{\};\n/gm, '')
    .replace(/^export /gm, '');
  if (/^import\b/m.test(body)) throw new Error(`${name}: an import was left`);
  return `// ${name}\n${body}`;
}

/** Two modules of one name for two things would silently share one. */
function refuseTwice(modules: readonly string[]): void {
  const seen = new Set<string>();
  for (const [, name = ''] of modules
    .join('\n')
    .matchAll(/^(?:async )?(?:function\*?|const|let|class) (\w+)/gm)) {
    if (seen.has(name)) throw new Error(`two modules of the page declare ${name}`);
    seen.add(name);
  }
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function read(name: string, folder = SHELL): string {
  return readFileSync(join(folder, name), 'utf8');
}

/** Writes the page, or with --check says that it is stale. */
async function main(check: boolean): Promise<void> {
  const { format } = await import('prettier');
  const text = `/** The page as \`npm run docs\` built it from verifier/ and the shell beside this. Generated; do not edit. */\nexport const LEDGER_PAGE = ${JSON.stringify(await ledgerPage())};\n`;
  const wanted = await format(text, { ...(await resolveStyle()), parser: 'typescript' });
  if (!check) writeFileSync(BUILT, wanted);
  else if (readFileSync(BUILT, 'utf8') !== wanted) {
    process.stderr.write('lib/report/ledger-page/built.ts is stale: run `npm run docs`\n');
    process.exitCode = 1;
  }
}

if (process.argv[1] === __filename) void main(process.argv.includes('--check'));
