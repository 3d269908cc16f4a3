import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkedConfig } from '../../lib/cli/config-schema.js';
import { loadConfig, pathIn } from '../../lib/cli/load-config.js';
import type { ConfigCall } from '../../lib/cli/options.js';
import type { WritErrors } from '../../lib/kernel/index.js';
import { tempFolder } from '../_helpers/temp.js';

const feed = { data: 'hr.csv', manifest: 'hr.manifest.json' };
const good = {
  organization: () => Promise.resolve({}),
  requests: 'requests',
  feeds: { hr: feed, directory: feed },
  decisions: 'decisions.json',
  sources: { aws: { region: 'eu-west-1' }, okta: { orgUrl: 'https://example.okta.com' } },
};

const faultsOf = (value: unknown): string[] => {
  try {
    checkedConfig(value, 'writ.config.js');
    return [];
  } catch (error) {
    const faults = (error as Partial<WritErrors>).faults ?? [error as WritErrors];
    return faults.map((fault) => fault.place?.path ?? '');
  }
};

const callIn = (
  cwd: string,
  options: ConfigCall['options'] = {},
  env: Record<string, string> = {},
): ConfigCall => ({
  args: [],
  options,
  signal: new AbortController().signal,
  io: {
    out: () => undefined,
    err: () => undefined,
    outIsTerminal: false,
    errIsTerminal: false,
    columns: 80,
    env,
    cwd,
  },
});

describe('a configuration', () => {
  test('that is right passes as it is', () => {
    expect(checkedConfig(good, 'writ.config.js')).toBe(good);
  });

  test('shows every fault at once, each by its place', () => {
    const bad = { ...good, requests: '', sources: { aws: { region: 'Frankfurt' } }, feeds: { hr: feed } };
    expect(faultsOf(bad).sort()).toEqual(['feeds.directory', 'requests', 'sources.aws.region']);
  });

  test.each([
    ['a misspelt rail', { breakGlas: ['hr:1'] }, 'rails'],
    ['a ceiling without its fraction', { ceiling: { count: 5, fractionFrom: 20 } }, 'rails.ceiling.fraction'],
    ['a count that is a text', { foreignCeiling: { count: '5' } }, 'rails.foreignCeiling.count'],
    ['one principal instead of a list', { pinned: 'hr:1' }, 'rails.pinned'],
    [
      'a share above one',
      { ceiling: { count: 5, fraction: 25, fractionFrom: 20 } },
      'rails.ceiling.fraction',
    ],
  ])('with %s is refused: a rail that is misread does not hold', (_, rails, place) => {
    expect(faultsOf({ ...good, rails })).toEqual([place]);
  });

  test('may say over how many stacks tickets are spread, and not over none', () => {
    const shards = { ticketed: 512 };
    expect(checkedConfig({ ...good, shards }, 'writ.config.js')).toMatchObject({ shards });
    expect(faultsOf({ ...good, shards: { ticketed: 0 } })).toEqual(['shards.ticketed']);
  });

  test('may set rails', () => {
    const rails = {
      ceiling: { count: 5, fraction: 0.1, fractionFrom: 20 },
      breakGlass: ['hr:1', 'workload:x'],
    };
    expect(faultsOf({ ...good, rails })).toEqual([]);
  });

  test.each([
    [{ ...good, sources: {} }, 'sources'],
    [{ ...good, sources: { okta: { orgUrl: 'https://example.okta.com', token: 'abc' } } }, 'sources.okta'],
    [
      { ...good, sources: { okta: { orgUrl: 'https://example.okta.com', tokenEnv: '00abcDEF' } } },
      'sources.okta.tokenEnv',
    ],
    [{ ...good, organization: 'entitlements' }, 'organization'],
    [{ ...good, surplus: 1 }, '(root)'],
    [undefined, '(root)'],
  ])('that is wrong says where: case %#', (value, place) => {
    expect(faultsOf(value)).toEqual([place]);
  });
});

describe('finding the configuration', () => {
  const write = (folder: string): void => {
    mkdirSync(folder, { recursive: true });
    const body = `{ organization: () => Promise.resolve({}), requests: 'r', decisions: 'd', sources: { aws: { region: 'eu-west-1' } },
      feeds: { hr: ${JSON.stringify(feed)}, directory: ${JSON.stringify(feed)} } }`;
    writeFileSync(join(folder, 'writ.config.js'), `exports.default = ${body};`);
  };

  test('a compiled one lies in dist, and its paths start at the project', async () => {
    const folder = tempFolder();
    write(join(folder, 'dist'));
    const loaded = await loadConfig(callIn(folder));
    expect(pathIn(loaded, loaded.config.requests)).toBe(join(folder, 'r'));
  });

  test.each(['option', 'environment'])('one named by %s wins over the usual places', async (way) => {
    const folder = tempFolder();
    write(join(folder, 'dist'));
    write(join(folder, 'other'));
    const named = join('other', 'writ.config.js');
    const call =
      way === 'option' ? callIn(folder, { config: named }) : callIn(folder, {}, { WRIT_CONFIG: named });
    expect((await loadConfig(call)).root).toBe(join(folder, 'other'));
  });

  test('none at all is a fault with a remedy', async () => {
    await expect(loadConfig(callIn(tempFolder()))).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});
