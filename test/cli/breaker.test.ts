import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EXIT } from '../../lib/cli/exit.js';
import { newPrivateKey, publicKey } from '../../lib/evidence/index.js';
import type { Ran } from './_io.js';
import { CliStage, documentOf, MORNING } from './_stage.js';

const ROOT = resolve(__dirname, '..', '..');
const PROD_ADMINS = 'writ-prod-admin--payments-platform';
const MAREK = 'marek.havlicek@meridianpay.example';
const STRANGERS = ['mateo.villaseca', 'devraj.pillai', 'linnea.forsgren', 'noor.al-hashimi'].map(
  (name) => `${name}@meridianpay.example`,
);
const MANIFEST = ['--manifest', 'out/manifest.json'] as const;
const ALICE = 'hr:10180';
const BOB = 'hr:10159';

interface Line {
  readonly finding: { readonly subject: { readonly id: string } };
  readonly verdict: { readonly state: string; readonly rail?: string };
}

let stage: CliStage;

/** The example organization, of which at most one foreign edge goes within the window. */
function narrowConfig(folder: string): string {
  const path = join(folder, 'writ.config.cjs');
  writeFileSync(
    path,
    `const base = require(${JSON.stringify(join(ROOT, 'writ.config.ts'))}).default;
     module.exports = { ...base, rails: { foreignCeiling: { count: 1, total: 1 } } };`,
  );
  return path;
}

function revert(...argv: string[]): Promise<Ran> {
  return stage.run(['revert', ...MANIFEST, '--confirm', '--json', ...argv], {
    WRIT_CONFIG: join(stage.folder, 'writ.config.cjs'),
  });
}

function linesOf(ran: Ran): readonly Line[] {
  return (documentOf('revert', ran)['plan'] as { lines: readonly Line[] }).lines;
}

function states(ran: Ran): string[] {
  return linesOf(ran).map(({ verdict }) => verdict.rail ?? verdict.state);
}

function keyOf(name: string): { readonly secret: string; readonly open: string } {
  const secret = join(stage.folder, `${name}.pem`);
  const pem = newPrivateKey();
  writeFileSync(secret, pem, { mode: 0o600 });
  const open = join(stage.folder, `${name}.pub`);
  writeFileSync(open, publicKey(pem).spki);
  return { secret, open };
}

const operator = (id: string, ...argv: string[]): Promise<Ran> =>
  stage.run(['ledger', 'operator', id, '--reason', 'on call', ...argv]);

beforeEach(async () => {
  stage = await CliStage.open();
  narrowConfig(stage.folder);
  await stage.done('synth', '--as-of', MORNING, '--out', 'out');
  await stage.done('sandbox', 'load', ...MANIFEST);
});

afterEach(() => stage.close());

async function intrude(): Promise<void> {
  for (const user of STRANGERS)
    await stage.done(
      ...['sandbox', 'tamper', 'okta.add-member', `group=${PROD_ADMINS}`, `user=${user}`, `actor=${MAREK}`],
    );
}

async function founded(): Promise<void> {
  await stage.done('ledger', 'init', ...MANIFEST, '--governor', 'hr:10510', '--governor', 'hr:10110');
}

it('H3.14 the breaker is released by two people with keys, and by nothing less', async () => {
  await founded();
  const alice = keyOf('alice');
  const bob = keyOf('bob');
  expect((await operator(ALICE, '--operator-key', alice.open)).code).toBe(EXIT.done.code);
  expect((await operator(BOB, '--operator-key', bob.open)).code).toBe(EXIT.done.code);
  await intrude();
  const asAlice = ['--as', ALICE, '--operator-key', alice.secret];
  const asBob = ['--as', BOB, '--operator-key', bob.secret];
  const release = ['--release', 'the incident is over'];
  const queue = ['foreign-ceiling', 'foreign-ceiling', 'foreign-ceiling'];

  const first = await revert(...asAlice);
  expect(first.code).toBe(EXIT.held.code);
  expect(states(first)).toEqual(['go', ...queue]);
  const [, waiting] = linesOf(first);

  // The same person again, in any spelling, in slices, with a key that is not theirs, or with none.
  expect(states(await revert(...asAlice))).toEqual(queue);
  expect(states(await revert('--by', 'alice'))).toEqual(queue);
  expect(states(await revert('--only', waiting!.finding.subject.id, ...asAlice))).toEqual([
    'foreign-ceiling',
  ]);
  expect(states(await revert(...asAlice, ...release))).toEqual(queue);
  for (const wrong of [
    ['--by', 'Alice ', ...release],
    ['--as', 'Alice ', '--operator-key', alice.secret, ...release],
  ])
    expect(await refusal(wrong)).toContain('USAGE');
  for (const wrong of [
    ['--as', BOB, '--operator-key', alice.secret, ...release],
    ['--as', 'hr:10110', '--operator-key', keyOf('mallory').secret, ...release],
    ['--as', BOB, ...release],
  ])
    expect(await refusal(wrong)).toContain('OPERATOR_UNKNOWN');

  const released = await revert(...asBob, ...release);
  expect(released.code).toBe(EXIT.done.code);
  expect(states(released)).toEqual(['go', 'go', 'go']);
  expect((await stage.run(['ledger', 'verify'])).code).toBe(EXIT.done.code);
}, 120_000);

it('H3.14 what an unproved run queued needs two people; a governor is one, by the key of the founding', async () => {
  await founded();
  await intrude();
  const release = ['--release', 'the incident is over'];
  const queue = ['foreign-ceiling', 'foreign-ceiling', 'foreign-ceiling'];
  expect(states(await revert())).toEqual(['go', ...queue]);
  expect(states(await revert('--as', 'hr:10510', ...release))).toEqual(queue);
  expect(states(await revert('--as', 'hr:10510', ...release))).toEqual(queue);
  expect(states(await revert('--as', 'hr:10110', ...release))).toEqual(['go', 'go', 'go']);
}, 120_000);

it('H3.14 a key that two governors took back releases nothing', async () => {
  await founded();
  const bob = keyOf('bob');
  await operator(BOB, '--operator-key', bob.open);
  const given = documentOf('ledger-operator', await operator(BOB, '--revoke', '--json'));
  expect(given).toMatchObject({ action: 'revoke', operator: BOB });
  await intrude();
  await revert('--as', 'hr:10510');
  expect(await refusal(['--as', BOB, '--operator-key', bob.secret, '--release', 'x'])).toContain(
    'OPERATOR_UNKNOWN',
  );
}, 120_000);

it('H3.14 a key is made known by two governors; one alone cannot', async () => {
  await founded();
  const made = documentOf('ledger-operator', await operator(ALICE, '--json'));
  expect(readFileSync(String(made['file']), 'utf8')).toContain('PRIVATE KEY');
  const governor = join(stage.folder, 'sandbox-ledger-keys', 'governor-1.pem');
  const alone = await operator(BOB, '--governor-key', governor);
  expect(alone.err).toContain('LEDGER_ZONE');
  const twice = await operator(BOB, '--governor-key', governor, '--governor-key', governor);
  expect(twice.code).not.toBe(EXIT.done.code);
}, 120_000);

it('H3.14 without a ledger what is foreign waits, and nothing can be released', async () => {
  await intrude();
  const waiting = ['record', 'record', 'record', 'record'];
  expect(states(await revert())).toEqual(waiting);
  expect(await refusal(['--as', ALICE, '--release', 'x'])).toContain('LEDGER_MISSING');
  expect(states(await revert())).toEqual(waiting);
}, 120_000);

async function refusal(argv: readonly string[]): Promise<string> {
  const { code, out, err } = await revert(...argv);
  expect(code).not.toBe(EXIT.done.code);
  return out + err;
}
