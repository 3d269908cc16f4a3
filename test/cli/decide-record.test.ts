import { EXIT } from '../../lib/cli/exit.js';
import { CliStage, documentOf, MORNING } from './_stage.js';

const OUT = ['--manifest', 'out/manifest.json'] as const;
const DECIDE = ['decide', '--sandbox', '--record'] as const;

let stage: CliStage;

beforeEach(async () => {
  stage = await CliStage.open();
  await stage.done('synth', '--as-of', MORNING, '--out', 'out');
  await stage.done('sandbox', 'load', ...OUT);
});
afterEach(() => stage.close());

const found = () =>
  stage.done('ledger', 'init', '--sandbox', ...OUT, '--governor', 'hr:10510', '--governor', 'hr:10110');

/** Ticket and outcome of every decision that the ledger has, in its order. */
async function decisions(): Promise<string[]> {
  const ran = await stage.done(
    'ledger',
    'show',
    '--sandbox',
    '--kind',
    'decision',
    '--last',
    '1000',
    '--json',
  );
  const { entries } = documentOf('ledger-show', ran) as {
    entries: { body: { ticket: string; outcome: string } }[];
  };
  return entries.map(({ body: { ticket, outcome } }) => `${ticket} ${outcome}`);
}

test('what was decided is in the ledger, whether it allowed or not, and not twice', async () => {
  await found();
  const ran = await stage.run([...DECIDE, '--json']);
  expect(ran.code).toBe(EXIT.drift.code);
  const made = documentOf('decide', ran)['decisions'] as { ticket: string; outcome: string }[];
  const once = await decisions();
  expect(once).toEqual(made.map(({ ticket, outcome }) => `${ticket} ${outcome}`));
  expect(once.length).toBeGreaterThan(1);
  await stage.run([...DECIDE]);
  expect(await decisions()).toEqual(once);
  await stage.done('ledger', 'verify', '--sandbox');
});

test('nothing is recorded where it is only asked, where there is no ledger, or for another instant', async () => {
  const lacking = await stage.run([...DECIDE]);
  expect([lacking.code, lacking.err]).toEqual([
    EXIT['bad-input'].code,
    expect.stringContaining('LEDGER_MISSING'),
  ]);
  await found();
  await stage.run(['decide', '--sandbox']);
  const dated = await stage.run([...DECIDE, '--at', MORNING]);
  expect([dated.code, dated.err]).toEqual([EXIT['bad-input'].code, expect.stringContaining('--record')]);
  expect(await decisions()).toEqual([]);
});

test('a synthesis says which decisions it used', async () => {
  await found();
  await stage.done('synth', '--sandbox', '--as-of', MORNING, '--out', 'out');
  const show = () =>
    stage.done('ledger', 'show', '--sandbox', '--kind', 'consumption', '--last', '1000', '--json');
  const used = documentOf('ledger-show', await show())['entries'] as { body: { ticket: string } }[];
  expect(used.map(({ body }) => body.ticket)).toContain('ACC-0046');
  await stage.done('synth', '--sandbox', '--as-of', '2026-11-20T09:01:00Z', '--out', 'out');
  expect(documentOf('ledger-show', await show())['entries']).toEqual(used);
  expect((await stage.done('explain', 'ACC-0046', '--sandbox')).out).toContain('used by synthesis');
});
