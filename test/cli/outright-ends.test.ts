import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { leftBecause } from '../../lib/identity/index.js';
import { systemClock } from '../../lib/kernel/index.js';
import type { LoadedConfig } from '../../lib/cli/load-config.js';
import type { SandboxCall } from '../../lib/cli/options.js';
import { withOutrightEnds } from '../../lib/cli/outright-ends.js';
import { jsonFeed } from '../adapters/feeds/_json.js';
import { AS_OF, hrRow, identityOf } from '../_helpers/people.js';
import { tempFolder } from '../_helpers/temp.js';

const KNOWN = identityOf([hrRow('1'), hrRow('2')]);

/** The snapshot with what an HR feed of today says, and what was told of that feed. */
async function withToday(hr: object) {
  const notes: string[] = [];
  const loaded = { root: '/', config: { feeds: { hr } } } as unknown as LoadedConfig;
  const call = { io: { env: {} }, options: {} } as unknown as SandboxCall;
  const say = (note: string) => void notes.push(note);
  return { after: await withOutrightEnds(KNOWN, call, loaded, AS_OF, systemClock, say), notes };
}

describe('H1.6 the HR feed of today', () => {
  test('ends what it says outright', async () => {
    const rows = [hrRow('1'), hrRow('2', { status: 'terminated' })];
    const { after, notes } = await withToday({ json: jsonFeed(rows, '2026-11-20T08:00:00Z') });
    expect(after.people.map((each) => leftBecause(each, AS_OF) !== undefined)).toEqual([false, true]);
    expect(notes).toEqual([]);
  });

  test('that does not lie here adds nothing, and needs no word', async () => {
    const gone = join(tempFolder({}), 'hr.csv');
    expect(await withToday({ data: gone, manifest: gone })).toEqual({ after: KNOWN, notes: [] });
  });

  test.each([
    ['lies here and cannot be read', (folder: string) => (mkdirSync(join(folder, 'hr.csv')), 'hr.csv')],
    ['cannot be looked at', () => join('file', 'hr.csv')],
  ])('that %s ends nothing, and is told', async (_what, at) => {
    const folder = tempFolder({ file: '' });
    const data = join(folder, at(folder));
    const { after, notes } = await withToday({ data, manifest: data });
    expect(after).toBe(KNOWN);
    expect(notes).toEqual([expect.stringContaining('the HR feed of today ends nothing')]);
  });

  test('that is not what its manifest says ends nothing, and is told', async () => {
    const rows = [hrRow('2', { status: 'terminated' })];
    const forged = jsonFeed(rows, '2026-11-20T08:00:00Z', { digest: 'sha256:00' });
    const { after, notes } = await withToday({ json: forged });
    expect(after).toBe(KNOWN);
    expect(notes).toHaveLength(1);
  });
});
