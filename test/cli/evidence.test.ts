import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT } from '../../lib/cli/exit.js';
import { CliStage, documentOf, MORNING } from './_stage.js';

const PROD_ADMINS = 'writ-prod-admin--payments-platform';
const MATEO = 'mateo.villaseca@meridianpay.example';
const MAREK = 'marek.havlicek@meridianpay.example';
const MANIFEST = ['--manifest', 'out/manifest.json'] as const;
const DRIFT = ['drift', '--brief', ...MANIFEST] as const;

let stage: CliStage;

beforeEach(async () => {
  stage = await CliStage.open();
  await stage.done('synth', '--as-of', MORNING, '--out', 'out');
  await stage.done('sandbox', 'load', ...MANIFEST);
});

afterEach(() => stage.close());

function founded(): Promise<unknown> {
  return stage.done('ledger', 'init', ...MANIFEST, '--governor', 'hr:10510', '--governor', 'hr:10110');
}

async function kinds(): Promise<string[]> {
  const folder = join(stage.folder, 'sandbox-ledger', 'entries', '000', '000');
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const { envelope } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
        envelope: { payload: string };
      };
      const statement = JSON.parse(Buffer.from(envelope.payload, 'base64').toString()) as {
        predicateType: string;
      };
      return statement.predicateType.split(':')[2] ?? '';
    });
}

describe('drift and revert', () => {
  it('say how to found a ledger while there is none, and remember in a file', async () => {
    const { err } = await stage.run(DRIFT);
    expect(err).toContain('writ ledger init');
  });

  it('remember in the ledger once one is founded: what was seen, judged, done, read back', async () => {
    await founded();
    await stage.done(
      'sandbox',
      'tamper',
      'okta.add-member',
      `group=${PROD_ADMINS}`,
      `user=${MATEO}`,
      `actor=${MAREK}`,
    );
    await stage.run(['revert', ...MANIFEST, '--confirm']);
    const [first, ...rest] = await kinds();
    expect(first).toBe('genesis');
    for (const kind of [
      'first-seen',
      'observation',
      'drift',
      'intent',
      'attempt',
      'revocation',
      'outcome',
      'run-ended',
    ])
      expect(rest).toContain(kind);
    expect((await stage.run(['ledger', 'verify'])).code).toBe(EXIT.done.code);
    expect((await stage.run(DRIFT)).err).toBe('');
  });

  it('append nothing in an idle cycle', async () => {
    await founded();
    await stage.run(DRIFT);
    const before = await kinds();
    await stage.run(DRIFT);
    expect(await kinds()).toEqual(before);
  });

  it('do not take a ledger that is gone for one that never was', async () => {
    await founded();
    rmSync(join(stage.folder, 'sandbox-ledger'), { recursive: true });
    const { code, err } = await stage.run(DRIFT);
    expect(code).toBe(EXIT.failed.code);
    expect(err).toContain('JOURNAL_CORRUPT');
  });

  it('refuse a ledger that is named and not there', async () => {
    const { code, err } = await stage.run([...DRIFT, '--ledger', 'elsewhere']);
    expect(code).toBe(EXIT['bad-input'].code);
    expect(err).toContain('LEDGER_MISSING');
  });
});

describe('H1.9 synth', () => {
  const tree = (): string[] => readdirSync(join(stage.folder, 'out'), { recursive: true }).map(String).sort();
  const manifest = (): string => readFileSync(join(stage.folder, 'out', 'manifest.json'), 'utf8');

  it('publishes nothing when the ledger does not take the record', async () => {
    await founded();
    const before = [tree(), manifest()];
    rmSync(join(stage.folder, 'sandbox-ledger-keys'), { recursive: true });
    const { code } = await stage.run(['synth', '--as-of', '2026-11-20T08:00:00Z', '--out', 'out']);
    expect(code).not.toBe(EXIT.done.code);
    expect([tree(), manifest()]).toEqual(before);
  });

  it('records what it publishes, once', async () => {
    await founded();
    await stage.done('synth', '--as-of', MORNING, '--out', 'out');
    const once = await kinds();
    await stage.done('synth', '--as-of', MORNING, '--out', 'out');
    expect(once.filter((kind) => kind === 'synthesis')).toHaveLength(1);
    expect(await kinds()).toEqual(once);
  });
});

describe('explain', () => {
  const told = async (...argv: string[]): Promise<Record<string, unknown>> =>
    documentOf('explain', await stage.run(['explain', ...argv, '--json']));

  it('REQ-037 shows a denial with its rules, reasons and policy', async () => {
    await founded();
    await stage.done('synth', '--as-of', MORNING, '--out', 'out');
    expect((await told('ACC-0043'))['tickets']).toMatchObject([
      {
        outcome: 'deny',
        rules: ['separation-held'],
        policy: expect.stringMatching(/^sha256:/),
        end: { state: 'not-granted' },
        evidence: { state: 'closed', complete: true },
      },
    ]);
  });

  it('REQ-103 shows approver, policy, reasons, and the end once a reading proves it', async () => {
    await founded();
    await stage.done('synth', '--as-of', MORNING, '--out', 'out');
    await stage.run(DRIFT);
    expect((await told('ACC-0046'))['tickets']).toMatchObject([
      { approvers: ['hr:10124', 'hr:10524'], end: { state: 'still-active' } },
    ]);
    await stage.done('sandbox', 'tamper', 'clock', 'advance=6h');
    await stage.run(['revert', ...MANIFEST, '--confirm']);
    await stage.run(DRIFT);
    expect((await told('ACC-0046'))['tickets']).toMatchObject([
      { end: { state: 'ended', at: '2026-11-20T12:00:00.000Z' }, reasons: [expect.any(String)] },
    ]);
    const { out } = await stage.run(['explain', 'hr:10117', 'prod-admin', ...MANIFEST]);
    expect(out).toMatch(/Mei-Lin Zhao \(hr:10124\)/);
    expect(out).toMatch(/read back at .*, gone/);
  });

  it('REQ-104 ends with 1 when asked to check and evidence is missing', async () => {
    await founded();
    await stage.done('synth', '--as-of', MORNING, '--out', 'out');
    await stage.run(DRIFT);
    expect((await stage.run(['explain', 'ACC-0039', '--check'])).code).toBe(EXIT.failed.code);
    expect((await stage.run(['explain', 'ACC-0043', '--check'])).code).toBe(EXIT.done.code);
  });

  it('tells nothing from a ledger that does not verify', async () => {
    await founded();
    await stage.run(DRIFT);
    const file = join(stage.folder, 'sandbox-ledger', 'entries', '000', '000', '000000001.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"payload":"', '"payload":"A'));
    const { code, err, out } = await stage.run(['explain', 'ACC-0046']);
    expect([code, out]).toEqual([EXIT.failed.code, '']);
    expect(err).toContain('entry 1');
  });

  it('works for an auditor who holds no private key', async () => {
    await founded();
    await stage.run(DRIFT);
    rmSync(join(stage.folder, 'sandbox-ledger-keys'), { recursive: true });
    expect((await stage.run(['who', '--json'])).code).toBe(EXIT.done.code);
  });

  it.each([
    ['a ticket that nobody knows', ['ACC-9999'], 'NOT_FOUND'],
    ['a principal without a package', ['hr:10117'], 'USAGE'],
  ])('refuses %s', async (_name, argv, wanted) => {
    await founded();
    const { code, out } = await stage.run(['explain', ...argv, '--json']);
    expect(code).toBe(EXIT['bad-input'].code);
    expect(JSON.parse(out)).toMatchObject({ error: { code: wanted } });
  });
});

describe('who', () => {
  it('REQ-103 lists who held what at an instant, also what was put there by hand and taken away since', async () => {
    await founded();
    await stage.done(
      'sandbox',
      'tamper',
      'okta.add-member',
      `group=${PROD_ADMINS}`,
      `user=${MATEO}`,
      `actor=${MAREK}`,
    );
    await stage.run(DRIFT);
    const between = stage.sandbox.runtime.now();
    await stage.done('sandbox', 'tamper', 'clock', 'advance=1h');
    await stage.run(['revert', ...MANIFEST, '--confirm']);

    const at = async (instant: string): Promise<unknown[]> => {
      const ran = await stage.run(['who', '--at', instant, '--asset', 'payments-platform', '--json']);
      const { holdings } = documentOf('who', ran) as {
        holdings: { holder: { id: string }; because: string[] }[];
      };
      return holdings.filter(({ holder, because }) => holder.id === '10252' && because.length === 0);
    };
    expect(await at(new Date(between).toISOString())).not.toEqual([]);
    expect(await at(new Date(stage.sandbox.runtime.now()).toISOString())).toEqual([]);
  });

  it('has nothing to say before the first judgement, nor of an asset that was not declared', async () => {
    await founded();
    expect((await stage.run(['who', '--at', '2026-11-20T00:00:00Z'])).err).toContain('NOT_FOUND');
    await stage.run(DRIFT);
    expect((await stage.run(['who', '--asset', 'moon'])).err).toContain('ASSET_UNKNOWN');
  });
});
