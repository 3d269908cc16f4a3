import { join, resolve } from 'node:path';
import type { Io } from '../../lib/cli/io.js';
import { tempFolder } from '../_helpers/temp.js';

const ROOT = resolve(__dirname, '..', '..');

/** The day of the example's feeds. */
export const FEED_DAY = '2026-11-20T09:00:00Z';

/** What a project of its own has: the example's declarations and feeds, and no tickets of its own. */
export interface ProjectFiles {
  /** By path below `requests/`. */
  readonly requests?: Readonly<Record<string, string>>;
  /** Rules by path below `policy/`, where they are not the example's. */
  readonly rules?: Readonly<Record<string, string>>;
  readonly decisions?: string;
  /** Statements that change the example's organization before it is handed over. */
  readonly declare?: string;
  /** Paths of the feeds, where they are not the example's. */
  readonly feeds?: string;
  /** What was seen at the forge, as text, where it is not the example's. */
  readonly observations?: string;
  /** Further files by path. */
  readonly more?: Readonly<Record<string, string>>;
}

/** Makes a project in a folder; gives the rim of commands that are run in it. */
export function project({
  requests = {},
  rules,
  decisions,
  declare = '',
  feeds,
  observations,
  more,
}: ProjectFiles = {}): Pick<Io, 'cwd' | 'env'> {
  const at = (path: string): string => JSON.stringify(join(ROOT, path));
  const cwd = tempFolder({
    'requests/.keep': '',
    ...Object.fromEntries(Object.entries(requests).map(([path, text]) => [`requests/${path}`, text])),
    ...Object.fromEntries(Object.entries(rules ?? {}).map(([path, text]) => [`policy/${path}`, text])),
    'decisions.json': decisions ?? '{"schema":"writ.decisions/1","decisions":[]}',
    ...(observations === undefined ? {} : { 'observations.json': observations }),
    ...more,
    'writ.config.ts': `
      import { JobFunction } from 'writ';
      import example from ${at('writ.config.ts')};
      import { declare } from ${at('entitlements/index.ts')};

      void JobFunction;
      export default {
        ...example,
        organization: async () => ({
          declare: () => {
            const organization = declare();
            ${declare}
            return organization;
          },
        }),
        feeds: ${
          feeds ??
          `{
          ...example.feeds,
          hr: { data: ${at('entitlements/feeds/hr.csv')}, manifest: ${at('entitlements/feeds/hr.manifest.json')} },
          directory: {
            data: ${at('entitlements/feeds/directory.csv')},
            manifest: ${at('entitlements/feeds/directory.manifest.json')},
          },
        }`
        },
        ledger: { folder: 'ledger' },
        requests: 'requests',
        policy: ${rules ? "'policy'" : at('entitlements/policy')},
        observations: ${observations === undefined ? at('entitlements/observations.json') : "'observations.json'"},
        decisions: 'decisions.json',
      };
    `,
  });
  return { cwd, env: { WRIT_CONFIG: join(cwd, 'writ.config.ts'), WRIT_AS_OF: FEED_DAY } };
}
