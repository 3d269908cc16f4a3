import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EXIT } from '../../lib/cli/exit.js';
import type { DecideDocument } from '../../lib/policy/index.js';
import { writ } from './_io.js';
import { FEED_DAY, project } from './_project.js';

const ROOT = resolve(__dirname, '..', '..');
const AT = ['--at', FEED_DAY] as const;
const ASKED = readFileSync(join(ROOT, 'entitlements/requests/2026/ACC-0043.yaml'), 'utf8');
const MISSPELT = ASKED.replaceAll('ACC-0043', 'ACC-0099').replace('justification:', 'justifcation:');
const REMOVAL = ASKED.replace('ticket: ACC-0043', 'ticket: ACC-0098\nof: ACC-0043').replace(
  /kind: .*/,
  'kind: removal',
);

test('a ticket file that cannot be read is told and no approval, instead of being left out in silence', async () => {
  const at = project({ requests: { 'ACC-0099.yaml': MISSPELT } });
  const { code, out } = await writ(['decide', ...AT], at);
  expect(code).toBe(EXIT.drift.code);
  expect(out).toMatch(/1 ticket file cannot be read[^]*ACC-0099\.yaml/);
  const { decisions, unreadable } = JSON.parse(
    (await writ(['decide', ...AT, '--json'], at)).out,
  ) as DecideDocument;
  expect(decisions).toEqual([]);
  expect(unreadable).toEqual([
    { file: 'ACC-0099.yaml', code: 'TICKET_INVALID', message: expect.any(String) as string },
  ]);
});

test('where every file can be read none is told, and where nothing waits that is said', async () => {
  const { code, out } = await writ(['decide', ...AT], project());
  expect([code, out]).toEqual([EXIT.done.code, 'no ticket waits for a decision\n']);
});

test('a ticket asked for by name says what is wrong with its file, and others are no matter', async () => {
  const at = project({
    requests: { 'ACC-0099.yaml': MISSPELT, 'ACC-0043.yaml': ASKED, 'ACC-0098.yaml': REMOVAL },
  });
  const unread = await writ(['decide', 'ACC-0099', ...AT], at);
  expect([unread.code, unread.err]).toEqual([
    EXIT['bad-input'].code,
    expect.stringContaining('write `justification`'),
  ]);
  expect((await writ(['decide', 'ACC-043', ...AT], at)).err).toContain('did you mean `ACC-0043`?');
  expect((await writ(['decide', 'ACC-0098', ...AT], at)).err).toContain('an end needs no decision');
  const other = await writ(['decide', 'ACC-0043', ...AT, '--json'], at);
  expect(JSON.parse(other.out)).toMatchObject({ decisions: [{ ticket: 'ACC-0043' }], unreadable: [] });
});
