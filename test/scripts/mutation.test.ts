import { rangesOf } from '../../scripts/mutation/changed.js';
import { changeIsBelow, isBelow, raised, scoreOf } from '../../scripts/mutation/score.js';

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
    [{ Killed: 0, Survived: 1 }, false],
    [{ Killed: 0, Survived: 2 }, true],
  ])('are held to the floor, a part of a mutant forgiven: %j', (counts, below) => {
    expect(changeIsBelow(scoreOf(mutants(counts)), 80)).toBe(below);
  });

  it('are forgiven nothing where the floor is all', () => {
    expect(changeIsBelow(scoreOf(mutants({ Killed: 9, Survived: 1 })), 100)).toBe(true);
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
