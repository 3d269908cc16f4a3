import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT } from '../../lib/cli/exit.js';
import type { Ran } from './_io.js';
import { CliStage, MORNING } from './_stage.js';

const MATEO = 'mateo.villaseca@meridianpay.example';
const MAREK = 'marek.havlicek@meridianpay.example';
const MANIFEST = ['--manifest', 'out/manifest.json'] as const;

describe('a ledger that should be there and is not', () => {
  let stage: CliStage;
  beforeEach(async () => {
    stage = await CliStage.open();
    await stage.done('synth', '--as-of', MORNING, '--out', 'out');
    await stage.done('sandbox', 'load', ...MANIFEST);
  });
  afterEach(() => stage.close());

  /** An administrator by hand, and a grant of this morning that outlives its window. */
  const misbehave = async (): Promise<void> => {
    await stage.done(
      ...['sandbox', 'tamper', 'okta.add-member', 'group=writ-prod-admin--payments-platform'],
      ...[`user=${MATEO}`, `actor=${MAREK}`],
    );
    await stage.done('sandbox', 'tamper', 'clock', 'advance=6h');
  };
  const revert = (...more: string[]): Promise<Ran> =>
    stage.run(['revert', ...MANIFEST, '--confirm', '--json', ...more]);
  const verdicts = (ran: Ran): Record<string, string[]> => {
    const { plan } = JSON.parse(ran.out) as {
      plan: { lines: { finding: { class: string }; verdict: { state: string; rail?: string } }[] };
    };
    const of: Record<string, string[]> = {};
    for (const { finding, verdict } of plan.lines)
      (of[finding.class] ??= []).push(verdict.rail ?? verdict.state);
    return of;
  };

  it('H3.17 holds what is foreign and lets proved ends go on, until somebody says that there never was one', async () => {
    await stage.done('ledger', 'init', ...MANIFEST);
    await misbehave();
    for (const gone of ['sandbox-ledger', 'sandbox-ledger.pub'])
      rmSync(join(stage.folder, gone), { recursive: true });
    const held = await revert();
    expect(verdicts(held)['foreign']).toEqual(['record']);
    expect(new Set(verdicts(held)['expired'])).toEqual(new Set(['go']));
    const said = await revert('--without-ledger');
    expect(verdicts(said)['foreign']).toEqual(['go']);
  });

  it('H3.17 one that was never founded, nor named, holds nothing', async () => {
    await misbehave();
    const ran = await revert();
    expect(verdicts(ran)['foreign']).toEqual(['go']);
    expect(ran.code).toBe(EXIT.done.code);
  });

  it('H3.17 one that is named by the environment is missed too', async () => {
    await misbehave();
    const ran = await stage.run(['revert', ...MANIFEST, '--confirm', '--json'], { WRIT_LEDGER: 'nowhere' });
    expect(verdicts(ran)['foreign']).toEqual(['record']);
  });
});
