import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readIdentity } from '../../../lib/adapters/feeds/read.js';
import { digest } from '../../../lib/kernel/index.js';
import { accountRow, AS_OF, hrRow } from '../../_helpers/people.js';
import { tempFolder } from '../../_helpers/temp.js';

type Row = Readonly<Record<string, string>>;

const csv = (rows: readonly Row[]): string[] => [
  Object.keys(rows[0] ?? {}).join(','),
  ...rows.map((row) => Object.values(row).join(',')),
];

function write(folder: string, name: string, lines: readonly string[]): { data: string; manifest: string } {
  const [data, manifest] = [join(folder, `${name}.csv`), join(folder, `${name}.manifest.json`)];
  const text = `${lines.join('\n')}\n`;
  writeFileSync(data, text);
  writeFileSync(
    manifest,
    JSON.stringify({ generatedAt: '2026-11-20T06:00:00Z', rows: lines.length - 1, digest: digest(text) }),
  );
  return { data, manifest };
}

describe('identity feeds as files', () => {
  it.each([
    ['a summary line of one cell', 'Total: 2'],
    [
      'a name with a comma that was not quoted',
      '9,Doe, Jane,x@example.org,employee,active,A,B,C,,2024-01-01,,,,',
    ],
  ])('H4.22 %s condemns that line', async (_what, line) => {
    const folder = tempFolder();
    const hr = write(folder, 'hr', [...csv([hrRow('1'), hrRow('2')]), line]);
    const directory = write(folder, 'directory', csv([accountRow('hr:1'), accountRow('hr:2')]));
    const snapshot = await readIdentity({ hr, directory }, AS_OF);
    expect(snapshot.people.map(({ id }) => id)).toEqual(['1', '2']);
    expect(snapshot.findings).toMatchObject([{ check: 'row-unreadable', lines: [4] }]);
  });

  it('a column that stands twice makes the whole file unreadable', async () => {
    const folder = tempFolder();
    const hr = write(folder, 'hr', ['worker_id,worker_id', '1,1']);
    const directory = write(folder, 'directory', csv([accountRow('hr:1')]));
    await expect(readIdentity({ hr, directory }, AS_OF)).rejects.toMatchObject({ code: 'INPUT_MALFORMED' });
  });
});
