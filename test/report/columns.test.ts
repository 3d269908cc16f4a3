import fc from 'fast-check';
import stringWidth from 'string-width';
import { indented, labelled, padded, shortened, wrapped } from '../../lib/report/columns.js';
import { AWS_SOURCE, permissionSet, person } from '../../lib/model/index.js';
import { paintOf, PLAIN, scanText } from '../../lib/report/index.js';
import { auditLeftOut, scan } from '../../lib/scan/index.js';
import { assignment, edge, inventory, live, NOON } from '../_helpers/build.js';

/** How many cells a terminal gives to it, by UAX #11 (wide is two) and UAX #29 (a combining mark has none of its own). */
const CELLS: readonly (readonly [text: string, cells: number])[] = [
  ['Dana', 4],
  ['Ólafur', 6],
  ['O\u0301lafur', 6],
  ['李小龍', 6],
  ['ﾊﾝ', 2],
  ['김철수', 6],
  ['🚀', 2],
  ['🇮🇸', 2],
  ['محمد', 4],
  [paintOf(true).bad('red'), 3],
  ['', 0],
];

describe('columns', () => {
  test.each(CELLS)('%j is padded to the cells that a terminal gives it', (text, cells) => {
    expect(padded(text, 10)).toBe(text + ' '.repeat(10 - cells));
    expect(padded(text, cells)).toBe(text);
    expect(padded(text, 0)).toBe(text);
  });

  test.each(CELLS)('the text beside label %j begins where it does beside any other', (text, cells) => {
    const [line = ''] = labelled(text, 'x', { width: 40, at: 12 });
    expect(line).toBe(`${text}${' '.repeat(12 - cells)}x`);
  });

  test('a label that is too long moves its own line only, and keeps one blank', () => {
    expect(labelled('a long label', 'one two', { width: 14, at: 9 })).toEqual([
      'a long label one',
      '         two',
    ]);
  });

  test('further lines stand under the first', () => {
    expect(labelled('why', '李小龍 left the 会社 in May', { width: 20, at: 6 })).toEqual([
      'why   李小龍 left',
      '      the 会社 in',
      '      May',
    ]);
    expect(indented(['a', 'b'], 2)).toEqual(['  a', '  b']);
  });
});

describe('lines of wide text', () => {
  test('break by cells, not by code units: twice as many Latin letters fit as Chinese characters', () => {
    expect(wrapped('ab cd ef gh', 5)).toEqual(['ab cd', 'ef gh']);
    expect(wrapped('李 小 龍 会', 5)).toEqual(['李 小', '龍 会']);
    expect(wrapped('李 小 龍 会', 4)).toEqual(['李', '小', '龍', '会']);
    expect(wrapped('e\u0301a o\u0301b cd', 5)).toEqual(['e\u0301a o\u0301b', 'cd']);
  });

  test('count what hangs before them', () => {
    expect(wrapped('ab cd ef gh', 5, '> ')).toEqual(['ab cd', '> ef', '> gh']);
    expect(wrapped('ab cd ef gh', 7, '> ')).toEqual(['ab cd', '> ef gh']);
  });

  test('do not count colours', () => {
    const { bad } = paintOf(true);
    expect(wrapped(`${bad('ab')} ${bad('cd')} ef`, 5)).toEqual([`${bad('ab')} ${bad('cd')}`, 'ef']);
  });

  test('that are cut off end in an ellipsis that fits, and in no half character', () => {
    expect(shortened('李小龍', 6)).toBe('李小龍');
    expect(shortened('李小龍', 5)).toBe('李小…');
    expect(shortened('李小龍', 4)).toBe('李…');
    expect(shortened('abcdef', 4)).toBe('abc…');
    expect(shortened('🇮🇸🇮🇸🇮🇸', 5)).toBe('🇮🇸🇮🇸…');
    expect(shortened('e\u0301e\u0301e\u0301', 2)).toBe('e\u0301…');
  });

  test('however they are mixed, no cut text is wider than asked, and what fits stays whole', () => {
    const plain = CELLS.map(([each]) => each).filter((each) => !each.includes('\u001b'));
    const text = fc.array(fc.constantFrom(...plain)).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 30 }), (given, width) => {
        const shown = shortened(given, width);
        expect(stringWidth(shown)).toBeLessThanOrEqual(width);
        expect(shown === given).toBe(stringWidth(given) <= width);
      }),
    );
  });
});

test('the table of a scan stays in its columns whatever the names are', () => {
  const names = ['Read', '会社の閲覧', '김철수', 'O\u0301lafur', '🚀'];
  const edges = names.map((name) => live(edge(person('1'), assignment(permissionSet(name)))));
  const users = [
    { source: AWS_SOURCE, native: 'user-1', login: 'd', displayName: 'D', status: 'active' },
  ] as const;
  const report = scan({ inventory: inventory({ edges, users }), audit: auditLeftOut(NOON), at: NOON });
  const told = scanText(report, PLAIN, { width: 100, top: 0, brief: false, uncovered: false });
  const rows = told
    .join('\n')
    .split('\n')
    .filter((line) => names.some((name) => line.includes(name)));
  expect(rows).toHaveLength(names.length);
  const numbersAt = rows.map((row) => stringWidth(row.slice(0, row.search(/\d/))));
  expect(new Set(numbersAt).size).toBe(1);
});
