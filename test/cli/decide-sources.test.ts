import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EXIT } from '../../lib/cli/exit.js';
import { tempFolder } from '../_helpers/temp.js';
import { writ, type Ran } from './_io.js';
import { project } from './_project.js';

const EXAMPLE = resolve(__dirname, '..', '..', 'entitlements');
const TICKET = readFileSync(join(EXAMPLE, 'requests', '2026', 'ACC-0030.yaml'), 'utf8');

/** Decides the example's open ticket on feeds as `feeds` has them. */
function decide(feeds: string): Promise<Ran> {
  return writ(
    ['decide', 'ACC-0030', '--json'],
    project({ requests: { 'ACC-0030.yaml': TICKET }, feeds: `{ ...example.feeds, ${feeds} }` }),
  );
}

const source = (folder: string, name: string): string =>
  `{ data: ${JSON.stringify(join(folder, `${name}.csv`))}, manifest: ${JSON.stringify(join(folder, `${name}.manifest.json`))} }`;
const both = (folder: string): string =>
  `hr: ${source(folder, 'hr')}, directory: ${source(folder, 'directory')}`;

describe('deciding on identity data that are not fit for it', () => {
  test('REQ-006 a source older than its limit refuses, with its time, age and limit', async () => {
    const aged = (hours: number) =>
      decide(`${both(join(EXAMPLE, 'feeds'))}, limits: { age: ${hours} * 3600000 }`);
    const stale = await aged(1);
    expect(stale.code).toBe(EXIT['bad-input'].code);
    expect(stale.err).toContain('SOURCE_STALE');
    expect(stale.err.replace(/\s+/g, ' ')).toMatch(
      /generated at 2026-\S+Z, .+ before 2026-\S+Z; the limit is/,
    );
    expect(stale.out).not.toContain('"outcome"');
    const fresh = await aged(24 * 7);
    expect(JSON.parse(fresh.out)).toMatchObject({ decisions: [{ ticket: 'ACC-0030', outcome: 'pending' }] });
  });

  test('REQ-007 a source that cannot be read refuses, and the same ticket goes on unchanged once it can', async () => {
    const folder = tempFolder();
    const files = ['hr.csv', 'hr.manifest.json', 'directory.csv', 'directory.manifest.json'];
    const restore = () => {
      for (const file of files) copyFileSync(join(EXAMPLE, 'feeds', file), join(folder, file));
    };
    restore();
    const before = await decide(both(folder));
    expect(before.out).toContain('"outcome"');
    rmSync(join(folder, 'directory.csv'));
    const gone = await decide(both(folder));
    expect([gone.code, gone.err]).toEqual([EXIT.failed.code, expect.stringContaining('SOURCE_UNAVAILABLE')]);
    expect(gone.out).not.toContain('"outcome"');
    restore();
    const after = await decide(both(folder));
    expect([after.code, after.out]).toEqual([before.code, before.out]);
  });
});
