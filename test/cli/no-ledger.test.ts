import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT } from '../../lib/cli/exit.js';
import type { Ran } from './_io.js';
import { CliStage, documentOf, MORNING } from './_stage.js';

const MATEO = 'mateo.villaseca@meridianpay.example';
const MAREK = 'marek.havlicek@meridianpay.example';
const MANIFEST = ['--manifest', 'out/manifest.json'] as const;
const ASIDE = 'sandbox-ledger-aside.jsonl';

let stage: CliStage;
beforeEach(async () => {
  stage = await CliStage.open();
  await stage.done('synth', '--as-of', MORNING, '--out', 'out');
  await stage.done('sandbox', 'load', ...MANIFEST);
});
afterEach(() => stage.close());

/** A member by hand. */
const intrude = (): Promise<Ran> =>
  stage.done(
    ...['sandbox', 'tamper', 'okta.add-member', 'group=writ-prod-admin--payments-platform'],
    ...[`user=${MATEO}`, `actor=${MAREK}`],
  );
/** An administrator by hand, and a grant of this morning that outlives its window. */
const misbehave = async (): Promise<void> => {
  await intrude();
  await stage.done('sandbox', 'tamper', 'clock', 'advance=6h');
};
const founded = (): Promise<Ran> => stage.done('ledger', 'init', ...MANIFEST, '--json');
const drift = (): Promise<Ran> => stage.run(['drift', ...MANIFEST, '--json']);
const revert = (...more: string[]): Promise<Ran> => stage.run(['revert', ...MANIFEST, '--json', ...more]);

interface Line {
  readonly finding: { readonly class: string };
  readonly verdict: { readonly state: string; readonly rail?: string };
}

/** What became of the lines of a revert, by class. */
function verdicts(ran: Ran): Record<string, string[]> {
  const { lines } = documentOf('revert', ran)['plan'] as { lines: readonly Line[] };
  const of: Record<string, string[]> = {};
  for (const { finding, verdict } of lines) (of[finding.class] ??= []).push(verdict.rail ?? verdict.state);
  return of;
}

describe('a ledger that should be there and is not', () => {
  it('H3.17 holds what is foreign and lets proved ends go on, until it is back', async () => {
    await founded();
    await misbehave();
    for (const gone of ['sandbox-ledger', 'sandbox-ledger.pub'])
      rmSync(join(stage.folder, gone), { recursive: true });
    const held = await revert('--confirm');
    expect(verdicts(held)['foreign']).toEqual(['record']);
    expect(new Set(verdicts(held)['expired'])).toEqual(new Set(['go']));
    expect(held.err).toContain('is not there');
    expect(held.err).toContain('mount or restore it');
  });

  it('H3.17 one that is named by the environment is missed too', async () => {
    await misbehave();
    const ran = await stage.run(['revert', ...MANIFEST, '--confirm', '--json'], { WRIT_LEDGER: 'nowhere' });
    expect(verdicts(ran)['foreign']).toEqual(['record']);
  });
});

describe('before a ledger is founded', () => {
  it('drift judges, says that nothing is kept and how to keep it, and leaves nothing behind', async () => {
    await intrude();
    const before = readdirSync(stage.folder);
    const ran = await drift();
    expect(ran.code).toBe(EXIT.drift.code);
    expect(ran.err).toContain('nothing is kept');
    expect(ran.err).toContain('`writ ledger init`');
    expect(readdirSync(stage.folder)).toEqual(before);
    await founded();
    const kept = await drift();
    expect(kept.code).toBe(EXIT.drift.code);
    expect(kept.err).not.toContain('nothing is kept');
  });

  it('revert takes away proved ends only, shows so before it is confirmed, and says what to do', async () => {
    await misbehave();
    for (const confirm of [[], ['--confirm']]) {
      const ran = await revert(...confirm);
      expect(verdicts(ran)['foreign']).toEqual(['record']);
      expect(new Set(verdicts(ran)['expired'])).toEqual(new Set(['go']));
      expect(ran.err).toContain('`writ ledger init`');
      expect(existsSync(join(stage.folder, ASIDE))).toBe(confirm.length > 0);
    }
  });

  it('what a revert did is written aside; founding brings it in, and what was foreign goes', async () => {
    await misbehave();
    expect((await revert('--confirm')).code).toBe(EXIT.held.code);
    const lines = readFileSync(join(stage.folder, ASIDE), 'utf8').trimEnd().split('\n');
    const kinds = lines.map((line) => (JSON.parse(line) as { kind: string }).kind);
    expect(kinds).toContain('outcome');
    expect(kinds).not.toContain('first-seen');
    expect(documentOf('ledger-init', await founded())).toMatchObject({ broughtIn: kinds.length });
    expect(existsSync(join(stage.folder, ASIDE))).toBe(false);
    const after = await revert('--confirm');
    expect(after.code).toBe(EXIT.done.code);
    expect(verdicts(after)).toEqual({ foreign: ['go'] });
    expect((await stage.run(['ledger', 'verify'])).code).toBe(EXIT.done.code);
  });
});

describe('the journal file of an earlier Writ', () => {
  const FILE = 'sandbox.journal.jsonl';
  const SEEN_AT = '2026-11-18T09:00:00.000Z';
  const sinceOf = (ran: Ran): string[] =>
    (documentOf('drift', ran)['findings'] as { firstSeen?: string }[]).map(({ firstSeen }) =>
      String(firstSeen),
    );
  const idsOf = (ran: Ran): string[] =>
    (documentOf('drift', ran)['findings'] as { subject: { id: string } }[]).map(({ subject }) => subject.id);
  const line = (edge: string): string =>
    `${JSON.stringify({ kind: 'first-seen', at: SEEN_AT, edge, finding: 'FOREIGN_GRANT', v: 'writ.journal/1' })}\n`;

  it('is brought in by the founding, so that first sights keep their time', async () => {
    await intrude();
    const ids = idsOf(await drift());
    writeFileSync(join(stage.folder, FILE), ids.map(line).join(''));
    expect((await drift()).err).toContain(`brings in what ${join(stage.folder, FILE)} remembers`);
    expect(documentOf('ledger-init', await founded())).toMatchObject({ broughtIn: ids.length });
    expect(existsSync(join(stage.folder, FILE))).toBe(false);
    expect(sinceOf(await drift())).toEqual(ids.map(() => SEEN_AT));
    expect((await stage.run(['ledger', 'verify'])).code).toBe(EXIT.done.code);
  });

  it('without one, what was never seen before was first seen now', async () => {
    await intrude();
    expect(documentOf('ledger-init', await founded())).not.toHaveProperty('broughtIn');
    await drift();
    for (const since of sinceOf(await drift())) expect(since).toMatch(/^2026-11-20T/);
  });

  it('that is damaged stops the founding, and nothing is founded', async () => {
    writeFileSync(join(stage.folder, FILE), 'no entry\n');
    const ran = await stage.run(['ledger', 'init', ...MANIFEST, '--json']);
    expect(ran.code).not.toBe(EXIT.done.code);
    expect(JSON.parse(ran.out)).toMatchObject({ error: { code: 'JOURNAL_CORRUPT' } });
    expect(existsSync(join(stage.folder, 'sandbox-ledger'))).toBe(false);
  });

  it('that comes after the founding is named, and not read', async () => {
    await founded();
    await intrude();
    const ids = idsOf(await drift());
    writeFileSync(join(stage.folder, FILE), ids.map(line).join(''));
    const ran = await drift();
    expect(ran.err).toContain(`${join(stage.folder, FILE)} is a journal of before the ledger`);
    for (const since of sinceOf(ran)) expect(since).toMatch(/^2026-11-20T/);
  });
});
