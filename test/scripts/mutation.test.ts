import { linesIn, rangesOf } from '../../scripts/mutation/changed.js';
import { untried, withRun } from '../../scripts/mutation/kept.js';
import {
  filesToTry,
  hasFallen,
  measuredOf,
  MOST_LINES,
  scoreSince,
  SLACK,
} from '../../scripts/mutation/measured.js';
import {
  changeIsBelow,
  isBelow,
  MIN_TRIED,
  raised,
  scoreOf,
  untriedIn,
} from '../../scripts/mutation/score.js';
import type { Mutant } from '../../scripts/mutation/stryker.js';

const mutants = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts).flatMap(([status, count]) => Array.from({ length: count }, () => ({ status })));

describe('the score of a room', () => {
  it('is of the covered mutants, one that hangs counts as noticed, and it is rounded down', () => {
    expect(scoreOf(mutants({ Killed: 6, Timeout: 1, Survived: 2, NoCoverage: 5, Ignored: 9 }))).toEqual({
      noticed: 7,
      survived: 2,
      uncovered: 5,
      percent: 77.7,
    });
    expect(scoreOf([]).percent).toBe(100);
  });

  it('fails below the floor and passes on it', () => {
    const score = scoreOf(mutants({ Killed: 4, Survived: 1 }));
    expect([79.9, 80, 80.1].map((floor) => isBelow(score, floor))).toEqual([false, false, true]);
  });

  it('a floor only rises', () => {
    const score = scoreOf(mutants({ Killed: 4, Survived: 1 }));
    expect([undefined, 70, 90].map((floor) => raised(floor, score))).toEqual([80, 80, 90]);
  });
});

describe('changed lines', () => {
  it.each([
    [{ Killed: 9, Survived: 3 }, false],
    [{ Killed: 8, Survived: 4 }, true],
    [{ Killed: 7, Timeout: 1, Survived: 4 }, true],
  ])('are held to the floor, a part of a mutant forgiven: %j', (counts, below) => {
    expect(changeIsBelow(scoreOf(mutants(counts)), 80)).toBe(below);
  });

  it.each([
    [{ Survived: MIN_TRIED - 1 }, false],
    [{ Survived: MIN_TRIED }, true],
    [{ Survived: MIN_TRIED - 1, NoCoverage: 5, Ignored: 5 }, false],
  ])('of which fewer than ten covered mutants were tried are held against nobody: %j', (counts, below) => {
    expect(changeIsBelow(scoreOf(mutants(counts)), 80)).toBe(below);
  });

  it('are forgiven nothing where the floor is all', () => {
    expect(changeIsBelow(scoreOf(mutants({ Killed: 9, Survived: 1 })), 100)).toBe(true);
    expect(changeIsBelow(scoreOf(mutants({ Killed: 10 })), 100)).toBe(false);
  });

  it('are counted over their ranges', () => {
    expect(linesIn([])).toBe(0);
    expect(linesIn(['lib/drift/a.ts:1-2', 'lib/drift/b.ts:7-7'])).toBe(3);
  });

  it('are read off a diff without context: what is added or altered, not what is gone', () => {
    const diff = [
      '--- a/lib/drift/a.ts',
      '+++ b/lib/drift/a.ts',
      '@@ -1 +1,2 @@',
      '-old',
      '+new',
      '+newer',
      '@@ -10,2 +11,0 @@',
      '--- a/lib/drift/gone.ts',
      '+++ /dev/null',
      '@@ -1,3 +0,0 @@',
      '--- /dev/null',
      '+++ b/lib/drift/b.ts',
      '@@ -0,0 +1,7 @@',
    ].join('\n');
    expect(rangesOf(diff)).toEqual(['lib/drift/a.ts:1-2', 'lib/drift/b.ts:1-7']);
  });
});

describe('a run that was cut', () => {
  const of = (fileName: string): Mutant => ({
    ...{ fileName, status: 'Killed', mutatorName: 'X', location: { start: { line: 1, column: 1 } } },
  });
  const planned = new Map([
    ['lib/a.ts', 2],
    ['lib/b.ts', 1],
    ['lib/c.ts', 3],
  ]);
  const run = { mutants: [of('lib/a.ts'), of('lib/b.ts')], planned, cut: true };

  it('names what it has not tried, by file', () => {
    expect(untriedIn(run)).toEqual(
      new Map([
        ['lib/a.ts', 1],
        ['lib/c.ts', 3],
      ]),
    );
  });

  it('is kept of the files that it tried whole, as they were, and of those without a mutant', () => {
    const files = new Map(
      ['lib/a.ts', 'lib/b.ts', 'lib/c.ts', 'lib/types.ts'].map((path) => [path, `of ${path}`]),
    );
    const kept = withRun({}, run, files);
    expect(Object.keys(kept)).toEqual(['lib/b.ts', 'lib/types.ts']);
    expect(untried(kept, files)).toEqual(['lib/a.ts', 'lib/c.ts']);
    expect(untried(kept, new Map([...files, ['lib/b.ts', 'another']]))).toContain('lib/b.ts');
  });

  it('keeps what was known before of what it has not tried, and nothing new when it never began', () => {
    const before = { 'lib/a.ts': { digest: 'then', mutants: [of('lib/a.ts')] } };
    const files = new Map([['lib/a.ts', 'now']]);
    expect(withRun(before, run, files)).toEqual(before);
    expect(withRun(before, { ...run, mutants: [], planned: undefined }, files)).toEqual(before);
    const whole = { ...run, mutants: [of('lib/a.ts'), of('lib/a.ts')] };
    expect(withRun(before, whole, files)['lib/a.ts']?.digest).toBe('now');
  });
});

describe('what has changed since a room was measured', () => {
  const measured = (digest: string, noticed: number, survived: number) => ({ digest, noticed, survived });
  const room = {
    'a.ts': measured('d1', 8, 2),
    'b.ts': measured('d2', 9, 1),
    'gone.ts': measured('d3', 0, 50),
  };
  const few = (): number => 10;

  it('is told by content, without any history: changed, new, and nothing where all is as it was', () => {
    const now = new Map([
      ['a.ts', 'd1'],
      ['b.ts', 'other'],
      ['c.ts', 'new'],
    ]);
    expect(filesToTry(room, now, few)).toEqual({ chosen: ['b.ts', 'c.ts'], left: [] });
    expect(filesToTry(room, new Map([['a.ts', 'd1']]), few)).toEqual({ chosen: [], left: [] });
  });

  it('is bounded, the same of the same content in whatever order, and other files come to their turn', () => {
    const digests = ['x3', 'x1', 'x2'];
    const now = digests.map((digest, index) => [`${index}.ts`, digest] as const);
    const half = (): number => MOST_LINES / 2;
    const first = filesToTry({}, new Map(now), half);
    expect(first).toEqual({ chosen: ['1.ts', '2.ts'], left: ['0.ts'] });
    expect(filesToTry({}, new Map([...now].reverse()), half)).toEqual(first);
    const later = new Map([...now, ['0.ts', 'x0'] as const]);
    expect(filesToTry({}, later, half)).toEqual({ chosen: ['0.ts', '1.ts'], left: ['2.ts'] });
    expect(filesToTry({}, new Map(now), () => MOST_LINES * 2).chosen).toEqual(['1.ts']);
  });

  it('counts as tried now, else as measured; what is new and untried or gone counts for nothing', () => {
    const now = new Map([
      ['a.ts', 'd1'],
      ['b.ts', 'other'],
      ['c.ts', 'new'],
    ]);
    expect(scoreSince(room, now, {})).toMatchObject({ noticed: 17, survived: 3, percent: 85 });
    expect(scoreSince(room, now, { 'b.ts': measured('other', 2, 8) })).toMatchObject({
      noticed: 10,
      survived: 10,
    });
  });

  it('fails a room that has clearly fallen, and none for a mutant or two', () => {
    const score = scoreOf(mutants({ Killed: 8, Survived: 2 }));
    expect([80, 80 + SLACK, 80.1 + SLACK].map((floor) => hasFallen(score, floor))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('is noted of files that were tried whole', () => {
    const kept = {
      'a.ts': { digest: 'd', mutants: mutants({ Killed: 3, Survived: 1, NoCoverage: 4 }) as Mutant[] },
    };
    const files = new Map([
      ['a.ts', 'd'],
      ['b.ts', 'd'],
    ]);
    expect(measuredOf(kept, files)).toEqual({ 'a.ts': measured('d', 3, 1) });
  });
});
