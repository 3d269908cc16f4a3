import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ticketIn } from '../../../lib/adapters/files/tickets.js';
import { TICKET_KINDS } from '../../../lib/manifest/index.js';

const page = readFileSync(join(__dirname, '../../../docs/tickets.md'), 'utf8');
const examples = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text]) => text ?? '');

it('docs/tickets.md has an example of each kind, each of which is read as it stands', () => {
  const read = examples.map((text) => ticketIn(text, 'docs/tickets.md'));
  expect(new Set(read.map(({ kind }) => kind))).toEqual(new Set(TICKET_KINDS));
  expect(read.every(({ schema }) => schema === 'writ.ticket/2')).toBe(true);
});
