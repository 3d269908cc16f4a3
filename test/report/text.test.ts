import fc from 'fast-check';
import { listed } from '../../lib/kernel/index.js';
import { clean, markdown, wrapped } from '../../lib/report/index.js';

const MOVES = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;

describe('text from outside', () => {
  test.each([
    ['\u001b[2J\u001b[1;1Hall is well', 'all is well'],
    ['\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007', 'click'],
    ['\u009b31mred', 'red'],
    ['Dana\r\nerror: none', 'Dana error: none'],
    ['\u202egro.live\u202c', 'gro.live'],
    ['bell\u0007', 'bell'],
  ])('%j cannot move the cursor, colour or reorder', (hostile, kept) => {
    const shown = clean(hostile);
    expect(shown).not.toMatch(MOVES);
    expect(shown).toContain(kept);
  });

  test('whatever it is, nothing that controls is left, and cleaning twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = clean(text);
        expect(shown).not.toMatch(MOVES);
        expect(shown.isWellFormed()).toBe(true);
        expect(clean(shown)).toBe(shown);
      }),
    );
  });

  test.each(['Da\u001b[31mna', 'Da\u001b]0;x\u0007na', 'Da\u009b31mna', 'Da\u001bna'])(
    'what controls leaves a mark: %j is not shown as another name',
    (hostile) => expect(clean(hostile)).toMatch(/^Da\ufffd+.*$/),
  );

  test('names in other scripts stay as they are', () => {
    expect(clean('Ólafur Þór 李小龍 محمد')).toBe('Ólafur Þór 李小龍 محمد');
  });

  test('has no markup in Markdown', () => {
    const shown = markdown('**x** [a](javascript:b) <img src=x> @everyone `c` | d ![e](f)');
    expect(shown).not.toMatch(/(^|[^\\])[*[\]<>`|]/);
    expect(shown).not.toContain('@');
  });

  test('has no link in Markdown that a forge would make of a bare address', () => {
    expect(markdown('see https://evil.example and www.evil.example')).toBe(
      'see https&#58;//evil.example and www&#46;evil.example',
    );
    expect(markdown('hr:10131, iam:PassRole')).toBe('hr:10131, iam:PassRole');
  });
});

describe('lines', () => {
  test('are never wider than asked, unless one word is, and lose no word', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 });
    fc.assert(
      fc.property(words, fc.integer({ min: 20, max: 80 }), (given, width) => {
        const lines = wrapped(given.join(' '), width);
        expect(lines.every((line) => line.length <= width)).toBe(true);
        expect(lines.join(' ')).toBe(given.join(' '));
      }),
    );
  });

  test('say how many more there are', () => {
    expect(listed(['a', 'b', 'c'], 2)).toBe('a, b and 1 more');
    expect(listed(['a', 'b'], 2)).toBe('a, b');
  });
});
