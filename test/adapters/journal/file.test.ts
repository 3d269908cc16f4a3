import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { fileJournal, type FileJournal } from '../../../lib/adapters/journal/index.js';
import type { JournalEntry } from '../../../lib/drift/index.js';
import { CLOCK_SKEW, manualClock, parseInstant, plus } from '../../../lib/kernel/index.js';
import type { EdgeId } from '../../../lib/model/index.js';

const NOON = parseInstant('2026-11-21T12:00:00Z');
const EDGE = 'a1b2c3d4e5f60718' as EdgeId;
const seen: JournalEntry = { kind: 'first-seen', at: NOON, edge: EDGE, finding: 'ORPHANED_GRANT' };
const gone: JournalEntry = { kind: 'gone', at: NOON, edge: EDGE };

describe('the journal file', () => {
  let path: string;
  const open: FileJournal[] = [];
  const journalAt = (props: Partial<Parameters<typeof fileJournal>[0]> = {}): FileJournal => {
    const journal = fileJournal({ path, clock: manualClock(NOON), ...props });
    open.push(journal);
    return journal;
  };

  beforeEach(() => {
    path = join(mkdtempSync(join(tmpdir(), 'writ-journal-')), 'state', 'journal.jsonl');
  });
  afterEach(() => {
    for (const journal of open.splice(0)) journal.close();
    rmSync(dirname(dirname(path)), { recursive: true, force: true });
  });

  it('reads back what was appended, in order', async () => {
    const journal = journalAt();
    await journal.append([seen]);
    await journal.append([gone]);
    expect(await journal.read()).toEqual([seen, gone]);
  });

  it('is empty when there is no file, and reading makes none', async () => {
    expect(await journalAt().read()).toEqual([]);
    expect(existsSync(path)).toBe(false);
  });

  it('writes nothing for an append of nothing', async () => {
    await journalAt().append([]);
    expect(existsSync(path)).toBe(false);
  });

  it('passes over a torn last line when reading, and keeps its bytes and a record of it when writing', async () => {
    const journal = journalAt();
    await journal.append([seen]);
    appendFileSync(path, '{"kind":"outc');
    expect(await journal.read()).toEqual([seen]);
    await journal.append([gone]);
    expect(await journal.read()).toMatchObject([seen, { kind: 'torn', bytes: 13 }, gone]);
    const kept = readdirSync(dirname(path)).filter((name) => name.includes('.torn-'));
    expect(kept.map((name) => readFileSync(join(dirname(path), name), 'utf8'))).toEqual(['{"kind":"outc']);
  });

  it('survives being cut anywhere: every entry before the cut is read, none is invented', async () => {
    await journalAt().append([seen, gone, { ...seen, finding: 'ÜBER' }]);
    const whole = readFileSync(path);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length }), async (cut) => {
        writeFileSync(path, whole.subarray(0, cut));
        const lines = whole.subarray(0, cut).filter((byte) => byte === 0x0a).length;
        expect(await journalAt().read()).toHaveLength(lines);
      }),
    );
  });

  it.each(['not json', '{"kind":"first-seen"}', '{"kind":"granted","at":"2026-11-21T12:00:00.000Z"}', ''])(
    'refuses a damaged line in the middle, with its number: %p',
    async (damage) => {
      const journal = journalAt();
      await journal.append([seen]);
      appendFileSync(path, `${damage}\n`);
      await journal.append([gone]);
      await expect(journalAt().read()).rejects.toMatchObject({ code: 'JOURNAL_CORRUPT', place: { line: 2 } });
    },
  );

  it('lets one writer at a time', async () => {
    await journalAt().append([seen]);
    await expect(journalAt().append([gone])).rejects.toMatchObject({ code: 'JOURNAL_LOCKED' });
  });

  it('lets the next writer in when the first closes', async () => {
    const first = journalAt();
    await first.append([seen]);
    first.close();
    await journalAt().append([gone]);
    expect(await journalAt().read()).toEqual([seen, gone]);
  });

  it('takes over the lock of a process that is gone', async () => {
    const pid = Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }));
    await journalAt().append([seen]);
    open.splice(0).forEach((journal) => journal.close());
    writeFileSync(`${path}.lock`, JSON.stringify({ host: hostname(), pid, token: 'gone' }));
    await journalAt().append([gone]);
    expect(await journalAt().read()).toHaveLength(2);
  });

  it('never takes over the lock of another machine, or one that does not read', async () => {
    await journalAt().append([seen]);
    open.splice(0).forEach((journal) => journal.close());
    for (const claim of [JSON.stringify({ host: 'elsewhere', pid: 1, token: 'x' }), 'torn']) {
      writeFileSync(`${path}.lock`, claim);
      await expect(journalAt().append([gone])).rejects.toMatchObject({ code: 'JOURNAL_LOCKED' });
    }
  });

  it('refuses to write what would come before the last entry', async () => {
    const journal = journalAt();
    await journal.append([seen]);
    const before: JournalEntry = { ...gone, at: plus(NOON, -CLOCK_SKEW - 1) };
    await expect(journal.append([before])).rejects.toMatchObject({ code: 'CLOCK_BACKWARDS' });
    expect(await journal.read()).toEqual([seen]);
  });

  it('H1.3 refuses to write what lies ahead of the clock, and bears what clocks may differ by', async () => {
    const journal = journalAt();
    const far: JournalEntry = { ...gone, at: plus(NOON, CLOCK_SKEW + 1) };
    await expect(journal.append([far])).rejects.toMatchObject({ code: 'CLOCK_AHEAD' });
    const near: JournalEntry = { ...gone, at: plus(NOON, CLOCK_SKEW) };
    await journal.append([near]);
    expect(await journal.read()).toEqual([near]);
  });

  it('H1.3 goes on after an entry that lies ahead of the clock', async () => {
    const far: JournalEntry = { ...seen, at: plus(NOON, 30 * 86_400_000) };
    await journalAt({ clock: manualClock(far.at) }).append([far]);
    open.splice(0).forEach((journal) => journal.close());
    await journalAt().append([gone]);
    expect(await journalAt().read()).toEqual([far, gone]);
  });

  it('loses nothing when the disk is full, even half-way through a line', async () => {
    const journal = journalAt();
    await journal.append([seen]);
    journal.close();
    const full = journalAt({
      writeThrough: (file, bytes) => {
        writeSync(file, bytes, 0, 7);
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      },
    });
    await expect(full.append([gone])).rejects.toMatchObject({ code: 'WRITE_FAILED' });
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(2);
    expect(await full.read()).toEqual([seen]);
  });

  it('says so when the folder cannot be written', async () => {
    writeFileSync(dirname(path), '');
    await expect(journalAt().append([seen])).rejects.toMatchObject({ code: 'WRITE_FAILED' });
  });
});
