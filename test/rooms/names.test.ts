import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const LIB = resolve(__dirname, '../../lib');
const TYPE = /^(export )?(?:declare )?(?:abstract )?(?:interface|type|class) (\w+)/gm;

interface Declared {
  readonly name: string;
  readonly file: string;
  readonly exported: boolean;
}

function typesIn(file: string, text: string): readonly Declared[] {
  return [...text.matchAll(TYPE)].map(([, exported, name = '']) => ({
    name,
    file,
    exported: exported !== undefined,
  }));
}

/** The lock of the file journal: it goes with that journal. */
const GOING: ReadonlySet<string> = new Set(['adapters/journal/lock.ts']);

/** Names of exported types that another file declares as well, whether it exports them or not. */
function ambiguous(types: readonly Declared[]): readonly string[] {
  const exported = new Set(types.filter((each) => each.exported).map(({ name }) => name));
  return [...exported].filter(
    (name) => new Set(types.filter((each) => each.name === name).map(({ file }) => file)).size > 1,
  );
}

const types = readdirSync(LIB, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !GOING.has(name))
  .flatMap((name) => typesIn(name, readFileSync(join(LIB, name), 'utf8')));

test('no exported type shares its name with another type: one name means one thing', () => {
  expect(ambiguous(types)).toEqual([]);
});

test('a name is told that two files declare, and none that only private types share', () => {
  const one = typesIn('a.ts', 'export interface Claim {}\ntype Row = 1;\nexport class Ledger {}');
  expect(ambiguous([...one, ...typesIn('b.ts', 'type Claim = 1;\ntype Row = 2;')])).toEqual(['Claim']);
});
