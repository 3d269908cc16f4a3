import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EXIT } from '../../lib/cli/exit.js';
import { documentOf } from './_stage.js';
import { writ } from './_io.js';
import { project } from './_project.js';

const ROOT = resolve(__dirname, '..', '..');
/** A payment operator of the example, who may ask for both sides of a payment, and for one at a time. */
const WHO = readFileSync(join(ROOT, 'entitlements/feeds/hr.csv'), 'utf8')
  .split('\n')
  .map((line) => line.split(','))
  .find((cells) => cells[5] === 'Payments' && cells[6] === 'OPS2' && cells[4] === 'active')?.[0];
const HR = `hr:${String(WHO)}`;

const SIDES = { 'ACC-9001': 'payment-prepare', 'ACC-9002': 'payment-release' } as const;
type Id = keyof typeof SIDES;

const file = (id: Id) => `schema: writ.ticket/2
ticket: ${id}
kind: standard
principal: ${HR}
package: ${SIDES[id]}
asset: payments-platform
justification: Prepares and releases while the other operator is away
window: { start: on-approval, for: 1d }
`;

/** What the forge says: both changes are open, or those of `open` alone. */
const observations = (
  open: readonly Id[],
  schema = 'writ.observations/2',
  { by = 'katarzyna-wolny-mp', state }: { by?: string; state?: string } = {},
) =>
  JSON.stringify({
    schema,
    changes: (Object.keys(SIDES) as Id[]).map((id) => ({
      ...{ change: `pull/${id}`, repository: 'r', base: 'main', head: 'head' },
      ...{ openedBy: { login: by, kind: 'user' }, openedAt: '2026-11-20T08:00:00Z' },
      ...(state === undefined ? {} : { state }),
      ...{ pushedBy: [], emails: [], tickets: [id] },
      ...(open.includes(id)
        ? { asks: [{ ticket: id, principal: HR, package: SIDES[id], asset: 'payments-platform' }] }
        : {}),
    })),
    reviews: [],
  });

/** Codes of the reasons in the checkout of one change, in which the ticket of the other is no file. */
async function codesIn(id: Id, forge: string, ...more: string[]): Promise<string[]> {
  const at = project({ requests: { [`${id}.yaml`]: file(id) }, observations: forge });
  const ran = await writ(['decide', id, '--json', ...more], at);
  expect([ran.code, ran.err]).toEqual([EXIT.drift.code, '']);
  const { decisions } = documentOf('decide', ran) as {
    decisions: { outcome: string; reasons: { code: string }[] }[];
  };
  return decisions.flatMap(({ outcome, reasons }) => [outcome, ...reasons.map(({ code }) => code)]);
}

test('two clean tickets in two pull requests that are toxic together: each knows of the other', async () => {
  const both = observations(['ACC-9001', 'ACC-9002']);
  for (const id of Object.keys(SIDES) as Id[]) expect(await codesIn(id, both)).toContain('SOD_CONFLICT_OPEN');
  // Honest twin: the other change is closed, so that it asks for nothing any more.
  expect(await codesIn('ACC-9001', observations(['ACC-9001']))).not.toContain('SOD_CONFLICT_OPEN');
});

test('what a change that was closed asks for holds up nobody, nor what nobody known asks for', async () => {
  const both: readonly Id[] = ['ACC-9001', 'ACC-9002'];
  const now = (state: string, by?: string) =>
    codesIn(
      'ACC-9001',
      observations(both, 'writ.observations/3', { state, ...(by === undefined ? {} : { by }) }),
    );
  expect(await now('open')).toContain('SOD_CONFLICT_OPEN');
  expect(await now('closed')).not.toContain('SOD_CONFLICT_OPEN');
  expect(await now('open', 'nobody-known')).not.toContain('SOD_CONFLICT_OPEN');
});

test('what tickets of other changes ask for is not of the first version of observations', async () => {
  const at = project({
    requests: { 'ACC-9001.yaml': file('ACC-9001') },
    observations: observations(['ACC-9002'], 'writ.observations/1'),
  });
  const ran = await writ(['decide'], at);
  expect([ran.code, ran.err]).toEqual([EXIT['bad-input'].code, expect.stringMatching(/changes\.1.*asks/)]);
  expect(await codesIn('ACC-9001', observations([], 'writ.observations/1'))).not.toContain(
    'SOD_CONFLICT_OPEN',
  );
});

test('a report that is none is told as that, and is not taken for nothing live', async () => {
  const at = project({ requests: { 'ACC-9001.yaml': file('ACC-9001') }, more: { 'report.json': '{}' } });
  const ran = await writ(['decide', '--drift', 'report.json'], at);
  expect([ran.code, ran.err]).toEqual([EXIT['bad-input'].code, expect.stringContaining('SCHEMA_INVALID')]);
  const absent = await writ(['decide', '--drift', 'nothing.json'], at);
  expect([absent.code, absent.err]).toEqual([
    EXIT['bad-input'].code,
    expect.stringContaining('INPUT_UNREADABLE'),
  ]);
});
