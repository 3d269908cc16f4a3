import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT } from '../../lib/cli/exit.js';
import { digest } from '../../lib/kernel/index.js';
import { CliStage, documentOf, MORNING } from './_stage.js';

const MANIFEST = ['--manifest', 'out/manifest.json'] as const;
const LATER = '2026-11-20T13:00:00Z';
const FAR = '2099-01-01T00:00:00Z';

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

/** Every file of the stage with the digest of its bytes. */
function files(folder = stage.folder): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) Object.assign(found, files(path));
    else found[path] = digest(readFileSync(path));
  }
  return found;
}

async function findings(...argv: string[]): Promise<{ code: string }[]> {
  const ran = await stage.run(['drift', ...MANIFEST, '--json', ...argv]);
  return documentOf('drift', ran)['findings'] as { code: string }[];
}

describe('--at', () => {
  it('H1.3 is refused together with --confirm, and nothing is taken away', async () => {
    const before = files();
    const { code, out } = await stage.run(['revert', ...MANIFEST, '--confirm', '--at', LATER, '--json']);
    expect(code).toBe(EXIT['bad-input'].code);
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'USAGE' } });
    expect(files()).toEqual(before);
    expect(await findings()).toEqual([]);
  });

  it('H1.3 judges at that instant, dry, and without it what is open stays matched', async () => {
    expect((await findings('--at', LATER)).map(({ code }) => code)).toContain('EXPIRED_BUT_LIVE');
    const { code, out } = await stage.run(['revert', ...MANIFEST, '--at', LATER, '--json']);
    expect(code).toBe(EXIT.drift.code);
    expect(documentOf('revert', { code, out, err: '' })).toMatchObject({ at: '2026-11-20T13:00:00.000Z' });
    expect(await findings()).toEqual([]);
  });

  it.each(['drift', 'revert'])('H1.3 %s writes nothing where there is no ledger', async (command) => {
    const before = files();
    await stage.run([command, ...MANIFEST, '--at', FAR]);
    expect(files()).toEqual(before);
  });

  it('H1.3 writes nothing to the ledger and nothing beside it, not even a checkpoint over a tail', async () => {
    await founded();
    await stage.run(['drift', ...MANIFEST]);
    const checkpoints = join(stage.folder, 'sandbox-ledger', 'checkpoints', '000', '000');
    rmSync(join(checkpoints, readdirSync(checkpoints).sort().at(-1) ?? ''));
    const before = files();
    expect((await stage.run(['drift', ...MANIFEST, '--at', FAR])).code).toBe(EXIT.drift.code);
    await stage.run(['revert', ...MANIFEST, '--at', FAR]);
    await stage.run(['who', '--at', LATER]);
    await stage.run(['explain', 'ACC-0046', '--at', LATER]);
    expect(files()).toEqual(before);
    expect((await stage.run(['drift', ...MANIFEST])).code).toBe(EXIT.done.code);
  });
});

describe('a record that was written ahead of the clock', () => {
  /** Another sandbox in the same folder, whose clock was never ahead. */
  async function clockSetRight(): Promise<void> {
    const fresh = await CliStage.open();
    writeFileSync(
      join(stage.folder, 'sandbox.json'),
      readFileSync(join(fresh.folder, 'sandbox.json'), 'utf8'),
    );
    await stage.close();
    stage = fresh.in(stage.folder);
    await stage.done('sandbox', 'load', ...MANIFEST);
  }

  it('H1.3 stops neither drift nor revert, and is said', async () => {
    await founded();
    await stage.done('sandbox', 'tamper', 'clock', 'advance=365d');
    expect((await stage.run(['drift', ...MANIFEST])).code).toBe(EXIT.drift.code);
    await clockSetRight();
    const report = documentOf('drift', await stage.run(['drift', ...MANIFEST, '--json']));
    expect(report).toMatchObject({ verdict: 'clean', record: [{ code: 'TIME_AHEAD' }] });
    await stage.done('sandbox', 'tamper', 'clock', 'advance=4h');
    const reverted = await stage.run(['revert', ...MANIFEST, '--confirm', '--json']);
    expect(reverted.code).toBe(EXIT.done.code);
    expect(documentOf('revert', reverted)).toMatchObject({ overall: 'done' });
    const verified = await stage.run(['ledger', 'verify', '--json']);
    expect(verified.code).toBe(EXIT.done.code);
    expect(documentOf('ledger-verify', verified)).toMatchObject({
      state: 'whole',
      ahead: { count: expect.any(Number), first: expect.any(Number) },
      resets: [{ to: expect.stringContaining('2026-11-20') }],
    });
  });

  it('H1.3 is mended by the word of a person, too', async () => {
    await founded();
    await stage.done('sandbox', 'tamper', 'clock', 'advance=365d');
    await stage.run(['drift', ...MANIFEST]);
    await clockSetRight();
    const mended = await stage.done(
      'ledger',
      'mend',
      '--by',
      'hr:10510',
      '--reason',
      'wrong clock',
      '--json',
    );
    expect(documentOf('ledger-mend', mended)).toMatchObject({ what: 'time-ahead' });
    expect((await stage.run(['who'])).err).toContain('NOT_FOUND');
    expect((await stage.run(['drift', ...MANIFEST])).code).toBe(EXIT.done.code);
    expect((await stage.run(['who'])).code).toBe(EXIT.done.code);
  });
});
