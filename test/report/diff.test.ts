import { digest, parseInstant } from '../../lib/kernel/index.js';
import { diffMarkdown, diffText, PLAIN } from '../../lib/report/index.js';
import type { AccessDiff, DiffDocument } from '../../lib/wanted/index.js';

const AT = parseInstant('2026-11-20T09:00:00Z');
const through = { package: 'prod-admin', asset: 'payments', basis: 'ticket ACC-1', until: AT };

function access(who: string, more: Partial<AccessDiff> = {}): AccessDiff {
  return {
    change: 'gained',
    who,
    gives: ['Admin on prod'],
    before: [],
    after: [through],
    among: [],
    unread: [],
    privileged: [],
    broadensAccess: 'yes',
    endsAccess: 'no',
    because: [],
    ...more,
  };
}

function documentOf(all: readonly AccessDiff[], more: Partial<DiffDocument> = {}): DiffDocument {
  const end = { said: 'base', asOf: AT, manifest: digest('x'), grants: 2 };
  return {
    schema: 'writ.diff/1',
    base: end,
    head: { ...end, said: 'head', grants: 2 + all.length },
    asOf: AT,
    differs: true,
    counts: { gained: all.length, widened: 0, lengthened: 0, lost: 0, narrowed: 0, shortened: 0, moved: 0 },
    principals: all.length,
    broadensAccess: 'yes',
    privileged: [],
    endsAccess: 'no',
    ...{ notes: [], access: all, contents: [], declared: [] },
    ...more,
  };
}

const EVIL = 'Eve | **x** <img src=x onerror=alert(1)> [a](javascript:b) @everyone `c` https://evil.example';

test('no name, place or package is markup, a cell, a mention or a link in Markdown', () => {
  const hostile = access('hr:1', {
    name: EVIL,
    gives: [EVIL],
    after: [{ ...through, package: EVIL }],
    because: [{ of: 'ticket', id: EVIL, says: EVIL, place: EVIL }],
  });
  const note = { code: 'PACKAGE_FOR_NOBODY', id: EVIL, says: EVIL, place: EVIL } as const;
  const shown = diffMarkdown(documentOf([hostile], { notes: [note] }), 'person');
  const row = shown.find((line) => line.includes('gained') && line.startsWith('|')) ?? '';
  expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
  const words = shown.join('\n').replaceAll('<br>', '').replaceAll('`PACKAGE_FOR_NOBODY`', '');
  expect(words).not.toMatch(/(^|[^\\])[<>[\]`]/m);
  expect(words).not.toContain('@');
  expect(words).not.toContain('://');
});

test('what a terminal would obey is shown and not done', () => {
  const shown = diffText(documentOf([access('hr:1', { name: '\u001b[2Jall is well' })]), 'person', PLAIN, 80);
  expect(shown.join('\n')).not.toContain('\u001b');
});

test('those who have the same otherwise are one line by package, and a line each by person', () => {
  const all = documentOf(Array.from({ length: 8 }, (_, index) => access(`hr:${index}`)));
  const lines = (by: 'package' | 'person'): string[] =>
    diffText(all, by, PLAIN, 120).filter((line) => line.startsWith('  gained'));
  expect(lines('package')).toHaveLength(1);
  expect(lines('package')[0]).toContain('8 people: hr:0');
  expect(lines('person')).toHaveLength(8);
});

test('a long diff is folded with what was folded counted, and what is privileged and more is never folded', () => {
  const many = Array.from({ length: 500 }, (_, index) =>
    access(`hr:${index}`, { gives: [`Thing ${index}`] }),
  );
  const risky = Array.from({ length: 90 }, (_, index) =>
    access(`hr:r${index}`, { gives: [`Power ${index}`], privileged: ['allows everything'] }),
  );
  const all = documentOf([...risky, ...many]);
  const text = diffText(all, 'person', PLAIN, 120).join('\n');
  const table = diffMarkdown(all, 'person').join('\n');
  for (const shown of [text, table]) {
    for (const { who } of risky) expect(shown).toMatch(new RegExp(`${who}\\b`));
    expect(shown).toMatch(/and 500 gained, none of it more of what is privileged/);
  }
  const wordy = documentOf(
    Array.from({ length: 59 }, (_, index) => access(`hr:${index}`, { gives: ['x'.repeat(1900)] })),
  );
  const cut = diffMarkdown(wordy, 'person').join('\n');
  expect(cut.length).toBeLessThan(65_536);
  expect(cut).toMatch(/and \d+ gained/);
});
