import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { localSigner, newPrivateKey, noteKeyText } from '../../lib/evidence/index.js';
import { epochOf, parseInstant } from '../../lib/kernel/index.js';
import { Folder } from '../adapters/ledger/_folder.js';
import { ledgerOf } from '../evidence/_ledger.js';
import { writ, type Ran } from './_io.js';

const ROOT = resolve(__dirname, '..', '..');
const MORNING = '2026-11-20T09:00:00Z';

/** The document of a run, held to its published schema. */
function documentOf(name: string, ran: Ran): Record<string, unknown> {
  const ajv = new Ajv2020({ strict: false });
  addFormats(ajv);
  const document = JSON.parse(ran.out) as Record<string, unknown>;
  ajv.validate(
    JSON.parse(readFileSync(join(ROOT, 'schemas', `${name}.schema.json`), 'utf8')) as object,
    document,
  );
  expect(ajv.errors).toBeNull();
  return document;
}

describe('a ledger that is founded by the command', () => {
  let cwd: string;
  let sandbox: Sandbox;
  let env: Record<string, string>;
  const run = (...argv: string[]): Promise<Ran> => writ(argv, { cwd, env });

  beforeAll(async () => {
    cwd = mkdtempSync(join(tmpdir(), 'writ-ledger-'));
    sandbox = await startSandbox({ startAt: epochOf(parseInstant(MORNING)) });
    const token = 'sandbox-keeper-token';
    sandbox.runtime.setActor(token, {
      kind: 'okta-token',
      id: '00uK',
      login: 'k@x.invalid',
      displayName: 'K',
    });
    writeFileSync(join(cwd, 'sandbox.json'), JSON.stringify(sandboxFile(sandbox, token)));
    execFileSync('git', ['init', '--quiet', '--bare', join(cwd, 'anchor.git')]);
    writeFileSync(join(cwd, 'writ.config.cjs'), configText(join(cwd, 'anchor.git')));
    const base = { WRIT_SANDBOX: join(cwd, 'sandbox.json') };
    const synth = ['synth', '--as-of', MORNING, '--out', join(cwd, 'out')];
    await writ(synth, { cwd, env: { ...base, WRIT_CONFIG: join(ROOT, 'writ.config.ts') } });
    env = { ...base, WRIT_CONFIG: join(cwd, 'writ.config.cjs'), WRIT_LEDGER: join(cwd, 'ledger') };
  }, 60_000);
  afterAll(async () => {
    await sandbox.close();
    rmSync(cwd, { recursive: true, force: true });
  });
  afterEach(() => {
    for (const name of readdirSync(cwd).filter((one) => one.startsWith('ledger')))
      rmSync(join(cwd, name), { recursive: true });
  });
  const init = (...argv: string[]): Promise<Ran> =>
    run('ledger', 'init', '--manifest', join(cwd, 'out', 'manifest.json'), ...argv);

  it('is signed by both governors, keeps private keys apart and to their owner, and verifies', async () => {
    const founded = documentOf('ledger-init', await init('--json'));
    expect(founded['governors']).toMatchObject([
      { id: 'hr:10510', made: true },
      { id: 'hr:10110', made: true },
    ]);
    const { entries } = documentOf('ledger-show', await run('ledger', 'show', '0', '--json')) as {
      entries: { kind: string; signers: string[]; body: { inventory: { complete: boolean } } }[];
    };
    expect(entries[0]).toMatchObject({ kind: 'genesis', body: { inventory: { complete: true } } });
    expect(entries[0]!.signers).toHaveLength(2);
    for (const name of readdirSync(join(cwd, 'ledger-keys')).filter((one) => one.endsWith('.pem')))
      expect(statSync(join(cwd, 'ledger-keys', name)).mode & 0o777).toBe(0o600);
    const verdict = documentOf('ledger-verify', await run('ledger', 'verify', '--json'));
    expect(verdict).toMatchObject({ state: 'whole', entries: 1, covered: 1, keyFrom: 'beside' });
  });

  it('says plainly that keys made here are for trying out, and nothing of it when two people bring theirs', async () => {
    expect((await init()).out).toContain('two people make their own keys');
    rmSync(join(cwd, 'ledger'), { recursive: true });
    rmSync(join(cwd, 'ledger-keys'), { recursive: true });
    const files = ['a.pem', 'b.pem'].map((name) => join(cwd, name));
    for (const file of files) writeFileSync(file, newPrivateKey(), { mode: 0o600 });
    const ran = await init('--governor-key', files[0]!, '--governor-key', files[1]!);
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.out).not.toContain('made here');
    expect(readdirSync(join(cwd, 'ledger-keys'))).not.toContain('governor-1.pem');
  });

  it('refuses a key that others can read, one governor, and a second founding', async () => {
    writeFileSync(join(cwd, 'open.pem'), newPrivateKey(), { mode: 0o644 });
    const open = join(cwd, 'open.pem');
    const exposed = await init('--governor-key', open, '--governor-key', open);
    expect(exposed.err).toContain('KEY_EXPOSED');
    expect((await init('--governor', 'hr:1')).err).toContain('USAGE');
    expect((await init('--governor', 'hr:10510', '--governor', 'hr:999')).err).toContain('PERSON_UNKNOWN');
    expect((await init()).code).toBe(0);
    expect((await init()).err).toContain('LEDGER_EXISTS');
  });

  it('goes on after a founding that stopped before its first entry', async () => {
    expect((await init()).code).toBe(0);
    rmSync(join(cwd, 'ledger'), { recursive: true });
    rmSync(join(cwd, 'ledger-keys', 'signer.pem'));
    for (const name of readdirSync(join(cwd, 'ledger-keys')).filter((one) => one.startsWith('signer-state')))
      rmSync(join(cwd, 'ledger-keys', name));
    expect((await init()).code).toBe(0);
    expect((await run('ledger', 'verify')).code).toBe(0);
  });

  it('is anchored once, held to the anchor, and a rollback of log and checkpoints is caught there', async () => {
    env['WRIT_LEDGER'] = '';
    env['WRIT_SANDBOX'] = '';
    const real = { ...env, WRIT_CONFIG: join(cwd, 'writ.config.cjs') };
    const keys = join(cwd, '.writ', 'ledger-keys');
    env['WRIT_SANDBOX'] = join(cwd, 'sandbox.json');
    env['WRIT_LEDGER'] = join(cwd, '.writ', 'ledger');
    expect((await init()).code).toBe(0);
    const anchored = (): Promise<Ran> => writ(['ledger', 'anchor', '--json'], { cwd, env: real });
    expect(documentOf('ledger-anchor', await anchored())).toMatchObject({ size: 1, laid: true });
    expect(documentOf('ledger-anchor', await anchored())).toMatchObject({ size: 1, laid: false });
    const ledger = new Folder(join(cwd, '.writ', 'ledger'));
    expect(ledger.size).toBe(2);
    expect((await writ(['ledger', 'verify'], { cwd, env: real })).code).toBe(0);
    // Then somebody founds another history in its place, with the very same keys.
    rmSync(ledger.root, { recursive: true });
    for (const name of readdirSync(keys).filter((one) => one.startsWith('signer-state')))
      rmSync(join(keys, name));
    expect((await init('--repository', 'elsewhere', '--origin', 'github.com/x/ledger')).code).toBe(0);
    const verdict = documentOf(
      'ledger-verify',
      await writ(['ledger', 'verify', '--json'], { cwd, env: real }),
    );
    expect(verdict).toMatchObject({ state: 'broken', fault: { layer: 'anchor' } });
    env['WRIT_LEDGER'] = join(cwd, 'ledger');
  });
});

describe('a ledger at hand', () => {
  let base: string;
  let ledger: Folder;
  let key: string;
  const run = (...argv: string[]): Promise<Ran> =>
    writ(['ledger', ...argv], { cwd: base, env: { WRIT_LEDGER: ledger.root } });

  beforeAll(async () => {
    base = mkdtempSync(join(tmpdir(), 'writ-ledger-'));
    ledger = new Folder(join(base, 'ledger'));
    const { hands } = await ledgerOf(ledger.store, 12, 3);
    key = noteKeyText(hands.noteKey);
  });
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  it('is verified as a copy with nothing but the public key, as text or as a file', async () => {
    const copy = ledger.copyTo(join(base, 'copy'));
    writeFileSync(join(base, 'key.pub'), `${key}\n`);
    for (const given of [key, 'key.pub']) {
      const ran = await writ(['ledger', 'verify', '--copy', copy.root, '--key', given, '--json'], {
        cwd: base,
      });
      expect(documentOf('ledger-verify', ran)).toMatchObject({
        state: 'whole',
        entries: 13,
        keyFrom: 'given',
      });
    }
  });

  it('is not verified without a key that the reader has', async () => {
    expect(await run('verify', '--copy', ledger.root)).toMatchObject({ code: 4 });
    expect((await run('verify')).err).toContain('no public key');
    expect((await run('verify', '--key', 'not a key')).code).toBe(4);
  });

  it('is told broken with entry, layer and how far it is good, in words and exit code 1', async () => {
    const copy = ledger.copyTo(join(base, 'tampered'));
    copy.write('entries', 5, '{}');
    const ran = await run('verify', '--copy', copy.root, '--key', key);
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('broken at entry 5; caught by the format (LEDGER_FORMAT)');
    expect(ran.out).toContain('5 good entries before it');
    expect(ran.out).not.toContain('at /');
  });

  it('is held to a checkpoint that was kept', async () => {
    const copy = ledger.copyTo(join(base, 'rolled-back'));
    expect((await run('checkpoint', '--out', 'kept.note')).code).toBe(0);
    expect(readFileSync(join(base, 'kept.note'), 'utf8')).toBe(ledger.note(13));
    copy.rollBack(7);
    expect((await run('verify', '--copy', copy.root, '--key', key)).code).toBe(0);
    const ran = await run('verify', '--copy', copy.root, '--key', key, '--held', 'kept.note', '--json');
    expect(documentOf('ledger-verify', ran)).toMatchObject({ fault: { layer: 'consistency', seq: 7 } });
  });

  it('shows entries by number, kind and time', async () => {
    const all = documentOf('ledger-show', await run('show', '--json', '--last', '100'));
    expect(all['entries']).toHaveLength(13);
    const genesis = documentOf('ledger-show', await run('show', '--kind', 'genesis', '--json'));
    expect(genesis['entries']).toMatchObject([{ seq: 0 }]);
    const later = documentOf('ledger-show', await run('show', '--since', '2027-01-01T00:00:00Z', '--json'));
    expect(later['entries']).toEqual([]);
    expect((await run('show', '5')).out).toContain('entry 5: first-seen');
    expect((await run('show', '13')).err).toContain('NOT_FOUND');
    expect((await run('show', '--kind', 'nonsense')).err).toContain('LEDGER_UNKNOWN_KIND');
  });

  it('proves that an entry is in it, offline; a changed proof proves nothing', async () => {
    const proof = documentOf('ledger-prove', await run('prove', '5', '--save', 'proof.json'));
    const check = (): Promise<Ran> => run('prove', '--check', 'proof.json', '--key', key, '--json');
    expect(documentOf('ledger-prove', await check())).toMatchObject({ holds: true });
    const entry = Buffer.from(proof['entry'] as string, 'base64')
      .toString()
      .replace('"seq":5', '"seq":6');
    const changed = { ...proof, entry: Buffer.from(entry).toString('base64') };
    writeFileSync(join(base, 'proof.json'), JSON.stringify(changed));
    expect(await check()).toMatchObject({ code: 1 });
  });

  it('proves that it only ever grew between two checkpoints', async () => {
    const proof = await run('prove', '--from', '4', '--to', '13', '--save', 'grown.json');
    documentOf('ledger-prove', proof);
    expect((await run('prove', '--check', 'grown.json', '--key', key)).out).toContain('continues that of 4');
    const stranger = noteKeyText({ name: 'ledger.example/access', key: localSigner(newPrivateKey()).key });
    expect((await run('prove', '--check', 'grown.json', '--key', stranger)).err).toContain(
      'LEDGER_CHECKPOINT',
    );
    expect((await run('prove', '--from', '5')).err).toContain('NOT_FOUND');
    expect((await run('prove')).err).toContain('USAGE');
  });

  it.each([['show'], ['checkpoint'], ['bundle'], ['verify', '--key', 'KEY']])(
    '%s says that there is none where there is none',
    async (...argv) => {
      const args = argv.map((arg) => (arg === 'KEY' ? key : arg));
      const ran = await writ(['ledger', ...args, '--ledger', 'nowhere'], { cwd: base });
      expect(ran.err).toContain('LEDGER_MISSING');
      expect(ran.code).toBe(4);
    },
  );
});

function sandboxFile(sandbox: Sandbox, token: string): object {
  const aws = {
    url: sandbox.awsUrl,
    region: 'us-east-1',
    accessKeyId: 'AKIAKEEPER',
    secretAccessKey: 'sandbox',
  };
  return {
    schema: 'writ.sandbox/1',
    pid: process.pid,
    aws,
    okta: { url: sandbox.oktaUrl, token },
    control: { url: sandbox.controlUrl },
    limits: false,
  };
}

function configText(anchor: string): string {
  const feed = { data: 'hr.csv', manifest: 'hr.manifest.json' };
  const ledger = {
    repository: 'github.com/meridian-pay/access',
    governors: ['hr:10510', 'hr:10110'],
    anchor: { repository: anchor },
  };
  const config = {
    ...{ requests: 'requests', decisions: 'decisions.json', feeds: { hr: feed, directory: feed } },
    sources: { aws: { region: 'eu-west-1' } },
    ledger,
  };
  return `module.exports = { ...${JSON.stringify(config)}, organization: () => Promise.reject(new Error('unused')) };`;
}
