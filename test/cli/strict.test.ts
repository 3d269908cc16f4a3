import { join, resolve } from 'node:path';
import { EXIT } from '../../lib/cli/exit.js';
import { tempFolder } from '../_helpers/temp.js';
import { writ, type Ran } from './_io.js';

const ROOT = resolve(__dirname, '..', '..');
const FEED_DAY = '2026-11-20T09:00:00Z';

/** Synthesizes the example without its tickets, with one job function more that goes by `department`. */
async function synth(department: string, ...more: string[]): Promise<Ran> {
  const at = (path: string): string => JSON.stringify(join(ROOT, path));
  const cwd = tempFolder({
    'requests/.keep': '',
    'decisions.json': '{"schema":"writ.decisions/1","decisions":[]}',
    'writ.config.ts': `
      import { JobFunction } from 'writ';
      import example from ${at('writ.config.ts')};
      import { declare } from ${at('entitlements/index.ts')};

      export default {
        ...example,
        organization: async () => ({
          declare: () => {
            const organization = declare();
            new JobFunction(organization, 'newcomers', { when: { department: ${JSON.stringify(department)} } });
            return organization;
          },
        }),
        feeds: {
          ...example.feeds,
          hr: { data: ${at('entitlements/feeds/hr.csv')}, manifest: ${at('entitlements/feeds/hr.manifest.json')} },
          directory: {
            data: ${at('entitlements/feeds/directory.csv')},
            manifest: ${at('entitlements/feeds/directory.manifest.json')},
          },
        },
        ledger: { folder: 'ledger' },
        requests: 'requests',
        decisions: 'decisions.json',
        policy: ${at('entitlements/policy')},
        observations: ${at('entitlements/observations.json')},
      };
    `,
  });
  const env = { WRIT_CONFIG: join(cwd, 'writ.config.ts') };
  return writ(['synth', '--as-of', FEED_DAY, '--out', 'out', ...more], { cwd, env });
}

describe('a job function that goes by what HR has of nobody', () => {
  it('is told with what may be meant, and holds up nothing', async () => {
    const ran = await synth('Platfrom');

    expect(ran.out).toContain('newcomers; no record has department `Platfrom`, did you mean `Platform`?');
    expect(ran.code).toBe(EXIT.done.code);
  });

  it('fails a strict run', async () => {
    const ran = await synth('Platfrom', '--strict', '--json');

    expect(JSON.parse(ran.out)).toMatchObject({
      unmatched: [
        { jobFunction: 'newcomers', attribute: 'department', values: ['Platfrom'], meant: 'Platform' },
      ],
    });
    expect(ran.code).toBe(EXIT['bad-input'].code);
  });

  it('honest twin: a department that HR has passes a strict run', async () => {
    const ran = await synth('Platform', '--strict', '--json');

    expect(JSON.parse(ran.out)).toMatchObject({ unmatched: [] });
    expect([ran.code, ran.err]).toEqual([EXIT.done.code, '']);
  });
});
