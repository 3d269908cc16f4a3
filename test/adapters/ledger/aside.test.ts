import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { asideFile } from '../../../lib/adapters/ledger/aside.js';
import type { JournalEntry } from '../../../lib/drift/index.js';
import { digest, plus } from '../../../lib/kernel/index.js';
import { tempFolder } from '../../_helpers/temp.js';
import { AT, edge } from '../../evidence/_ledger.js';

const SEEN: JournalEntry = { kind: 'first-seen', at: AT, edge: edge(1), finding: 'ÜBER' };
const GONE: JournalEntry = { kind: 'gone', at: plus(AT, 1000), edge: edge(1) };
/** Lines as an earlier Writ wrote them, word for word. */
const EARLIER = [
  '{"kind":"first-seen","at":"2026-11-20T09:00:00.000Z","edge":"0000000000000001","finding":"FOREIGN_GRANT","v":"writ.journal/1"}',
  '{"kind":"object","at":"2026-11-20T09:00:00.000Z","seen":[{"ref":{"kind":"aws.group","name":"a","source":"aws"},"native":"g-1"}],"v":"writ.journal/1"}',
  '{"kind":"intent","at":"2026-11-20T09:00:00.000Z","run":"r","deadline":"2026-11-20T10:00:00.000Z","edges":["0000000000000001"],"op":"remove","v":"writ.journal/1"}',
  '{"kind":"torn","at":"2026-11-20T09:00:00.000Z","bytes":4,"digest":"sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae","v":"writ.journal/1"}',
];

function placed(): { readonly path: string; readonly folder: string } {
  const folder = join(tempFolder(), 'state');
  return { folder, path: join(folder, 'aside.jsonl') };
}

describe('what lies aside', () => {
  it('reads back what any number of runs appended, in order', async () => {
    const { path } = placed();
    await asideFile(path).append([SEEN]);
    await asideFile(path).append([GONE]);
    expect(await asideFile(path).read()).toEqual([SEEN, GONE]);
  });

  it('is nothing where there is no file; neither reading nor appending nothing makes one', async () => {
    const { path } = placed();
    await asideFile(path).append([]);
    expect(await asideFile(path).read()).toEqual([]);
    expect(existsSync(path)).toBe(false);
  });

  it('passes over a torn last line; the next append keeps it and says so', async () => {
    const { path } = placed();
    await asideFile(path).append([SEEN]);
    appendFileSync(path, '{"kind":"outc');
    expect(await asideFile(path).read()).toEqual([SEEN]);
    await asideFile(path).append([GONE]);
    const torn = { kind: 'torn', at: GONE.at, bytes: 13, digest: digest('{"kind":"outc') };
    expect(await asideFile(path).read()).toEqual([SEEN, torn, GONE]);
    expect(readFileSync(path, 'utf8')).toContain('{"kind":"outc\n');
  });

  it('survives being cut anywhere: what was whole before the cut is read, and what comes after', async () => {
    const { path } = placed();
    await asideFile(path).append([SEEN, GONE, { ...SEEN, edge: edge(2) }]);
    const whole = readFileSync(path);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length }), async (cut) => {
        writeFileSync(path, whole.subarray(0, cut));
        const lines = whole.subarray(0, cut).filter((byte) => byte === 0x0a).length;
        expect(await asideFile(path).read()).toHaveLength(lines);
        await asideFile(path).append([GONE]);
        const read = (await asideFile(path).read()).filter(({ kind }) => kind !== 'torn');
        expect(read).toHaveLength(lines + 1);
        expect(read.at(-1)).toEqual(GONE);
      }),
    );
  });

  it('reads on where two runs met, and one took the line of the other for torn', async () => {
    const { path } = placed();
    await asideFile(path).append([SEEN]);
    // The second run looked while the first had written half its line; by the time it wrote, the line was whole.
    const line = JSON.stringify({ ...GONE, v: 'writ.journal/1' });
    const torn = { kind: 'torn', at: AT, bytes: 11, digest: digest('{"kind":"go'), v: 'writ.journal/1' };
    appendFileSync(path, `${line}\n\n${JSON.stringify(torn)}\n`);
    expect((await asideFile(path).read()).map(({ kind }) => kind)).toEqual(['first-seen', 'gone', 'torn']);
  });

  it.each([
    'not json',
    '{"kind":"first-seen","v":"writ.journal/1"}',
    '{"kind":"granted","at":"2026-11-20T09:00:00.000Z","v":"writ.journal/1"}',
    '{"kind":"toString","v":"writ.journal/1"}',
    '{"kind":"gone","at":"2026-11-20T09:00:00.000Z","edge":"0000000000000001","v":"writ.journal/2"}',
    '{"kind":"genesis","v":"writ.journal/1"}',
    '',
  ])('refuses a damaged line in the middle, with its number: %p', async (damage) => {
    const { path } = placed();
    await asideFile(path).append([SEEN]);
    appendFileSync(path, `${damage}\n`);
    await asideFile(path).append([GONE]);
    await expect(asideFile(path).read()).rejects.toMatchObject({
      code: 'JOURNAL_CORRUPT',
      place: { file: path, line: 2 },
    });
  });

  it('refuses a damaged line before an entry that says another one was torn', async () => {
    const { path } = placed();
    const torn: JournalEntry = { kind: 'torn', at: AT, bytes: 3, digest: digest('foo') };
    await asideFile(path).append([SEEN]);
    appendFileSync(path, 'bar\n');
    await asideFile(path).append([torn]);
    await expect(asideFile(path).read()).rejects.toMatchObject({ place: { line: 2 } });
  });

  it('reads what an earlier Writ wrote', async () => {
    const { path, folder } = placed();
    mkdirSync(folder);
    writeFileSync(path, EARLIER.map((line) => `${line}\n`).join(''));
    expect((await asideFile(path).read()).map(({ kind }) => kind)).toEqual([
      'first-seen',
      'object',
      'intent',
      'torn',
    ]);
  });

  it('is put away once it was read, under its digest, and stays when something was appended since', async () => {
    const { path, folder } = placed();
    const aside = asideFile(path);
    await aside.append([SEEN]);
    await aside.retire();
    expect(readdirSync(folder)).toEqual(['aside.jsonl']);
    await aside.read();
    await asideFile(path).append([GONE]);
    await aside.retire();
    expect(readdirSync(folder)).toEqual(['aside.jsonl']);
    await aside.read();
    await aside.retire();
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^aside\.jsonl\.brought-in-[0-9a-f]{16}$/)]);
  });

  it('says so when it cannot be written or read', async () => {
    const { path, folder } = placed();
    writeFileSync(folder, '');
    await expect(asideFile(join(folder, 'aside.jsonl')).read()).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
    });
    await expect(asideFile(path).append([SEEN])).rejects.toMatchObject({ code: 'INPUT_UNREADABLE' });
    const full = join(tempFolder(), 'folder');
    mkdirSync(full);
    await expect(asideFile(full).append([SEEN])).rejects.toMatchObject({ code: 'INPUT_UNREADABLE' });
  });
});
