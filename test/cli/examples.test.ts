import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { COMMANDS } from '../../lib/cli/commands/index.js';
import { NEXT } from '../../sandbox/demo/index.js';
import { EXIT, type Exit } from '../../lib/cli/exit.js';
import { newPrivateKey, publicKey } from '../../lib/evidence/index.js';
import { Stage } from '../chaos/stage.js';

const ROOT = resolve(__dirname, '..', '..');
const DOCS = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
const PAGES = ['README.md', ...DOCS.map((name) => `docs/${name}`)];

/** Examples that end otherwise than with `done`, on the example organization as declared. */
const ENDS: Readonly<Record<string, Exit>> = {
  // Until reviews and applies are recorded, every ticket lacks these two stages.
  'writ explain ACC-0046 --check': 'failed',
  // One ticket of the example waits for its approvers, one is denied.
  'writ decide': 'drift',
  'writ decide ACC-0042': 'drift',
  'writ decide --write': 'drift',
  'writ decide --record': 'drift',
  'writ decide --at 2026-11-20T09:00:00Z --json': 'drift',
  // A contract of the example is over, and HR says active.
  'writ identity check': 'bad-input',
  'writ identity check --at 2026-11-20T09:00:00Z --json': 'bad-input',
};

/** What serves until it is stopped, plays for half a minute, needs a repository or another checkout: each is run by another test. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'writ demo': 'test/journeys/binary.test.ts',
  'writ demo --keep': 'test/journeys/binary.test.ts',
  'writ sandbox start': 'test/cli/sandbox-start.test.ts',
  'writ sandbox start --at 2026-11-20T09:00:00Z': 'test/cli/sandbox-start.test.ts',
  'writ sandbox start --at 2026-11-20T09:00:00Z --limits': 'test/cli/sandbox-start.test.ts',
  'writ ledger signer --keys /var/lib/writ-signer --socket /run/writ/signer.sock':
    'test/cli/ledger-signer.test.ts',
  'writ governance github.com/meridian-pay/access/pull/200 --head ../head': 'test/cli/governance.test.ts',
  'writ governance github.com/meridian-pay/access/pull/200 --head ../head --json':
    'test/cli/governance.test.ts',
  'writ governance github.com/meridian-pay/access/pull/200 --head ../head --record':
    'test/cli/governance.test.ts',
  'writ review ACC-0061 --by hr:10510 --outcome confirmed --why "Sessions of INC-3391 read: only the failover was touched"':
    'test/journeys/emergency-review.test.ts',
  'writ review ACC-0061 --by hr:10510 --outcome follow-up --why "Key left on the host" --evidence sessions.json --json':
    'test/journeys/emergency-review.test.ts',
  'writ diff ../base .': 'test/cli/diff.test.ts',
  'writ diff ../base . --by person': 'test/cli/diff.test.ts',
  'writ diff ../base/cdktf.out/manifest.json cdktf.out/manifest.json --json': 'test/cli/diff.test.ts',
  'writ diff ../base . --format markdown': 'test/cli/diff.test.ts',
  'writ policy whatif ../branch/entitlements/policy': 'test/cli/policy.test.ts',
  'writ policy whatif ../branch/entitlements/policy --at 2026-11-20T09:00:00Z --json':
    'test/cli/policy.test.ts',
  'writ request new': 'test/cli/request.test.ts',
  'writ plan': 'test/journeys/terraform-plan.test.ts',
  'writ plan --shard aws-tickets-3f': 'test/journeys/terraform-plan.test.ts',
  'writ plan --sandbox --provider aws --json': 'test/journeys/terraform-plan.test.ts',
  'writ completion fish': 'test/journeys/binary.test.ts',
  'writ ledger anchor': 'test/cli/ledger.test.ts',
  'writ ledger anchor --json': 'test/cli/ledger.test.ts',
};

const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' },
});

/** What has to be there before an example is run, as its reader would have made it. */
const BEFORE: Readonly<Record<string, (stage: Stage) => Promise<unknown>>> = {
  'writ ledger init': (stage) => withoutLedger(stage),
  'writ ledger init --sandbox': (stage) => withoutLedger(stage),
  'writ ledger init --governor hr:10510 --governor hr:10110 --governor-key ciso.pem --governor-key platform.pem':
    async (stage) => {
      for (const who of ['ciso', 'platform'])
        writeFileSync(stage.path(`${who}.pem`), newPrivateKey(), { mode: 0o600 });
      await withoutLedger(stage);
    },
  'writ ledger verify --copy audit/ledger --key writ-ledger.pub': async (stage) => {
    cpSync(stage.path('sandbox-ledger'), stage.path('audit', 'ledger'), { recursive: true });
    cpSync(stage.path('sandbox-ledger.pub'), stage.path('writ-ledger.pub'));
    return Promise.resolve();
  },
  'writ meaning policy.json': (stage) => {
    writeFileSync(stage.path('policy.json'), POLICY);
    return Promise.resolve();
  },
  'writ meaning new.json --against old.json': (stage) => {
    for (const name of ['new.json', 'old.json']) writeFileSync(stage.path(name), POLICY);
    return Promise.resolve();
  },
  'writ ledger verify --held last-quarter.note --json': (stage) =>
    stage.must('ledger', 'checkpoint', '--out', 'last-quarter.note'),
  'writ ledger mend --by hr:20017 --reason "signer host lost, INC-3392" --held 2026-q4.note': async (
    stage,
  ) => {
    await stage.must('ledger', 'checkpoint', '--out', '2026-q4.note');
    for (const name of stage.files('sandbox-ledger-keys'))
      if (name.startsWith('signer-state')) rmSync(stage.path('sandbox-ledger-keys', name));
  },
  'writ ledger prove --check entry-12.proof.json --key writ-ledger.pub': async (stage) => {
    cpSync(stage.path('sandbox-ledger.pub'), stage.path('writ-ledger.pub'));
    await stage.must('ledger', 'prove', '12', '--save', 'entry-12.proof.json');
  },
  'writ ledger operator hr:10180 --operator-key devraj.pub --governor-key ciso.pem --governor-key platform.pem --reason "on call"':
    async (stage) => {
      stage.write(publicKey(newPrivateKey()).spki, 'devraj.pub');
      cpSync(stage.path('sandbox-ledger-keys', 'governor-1.pem'), stage.path('ciso.pem'));
      cpSync(stage.path('sandbox-ledger-keys', 'governor-2.pem'), stage.path('platform.pem'));
      return Promise.resolve();
    },
  'writ revert --confirm --as hr:10110 --operator-key me.pem --release "the contract with Hexa ended"':
    async (stage) => {
      cpSync(stage.path('sandbox-ledger-keys', 'governor-2.pem'), stage.path('me.pem'));
      return Promise.resolve();
    },
  'writ sandbox load seed.json': async (stage) => {
    stage.write(JSON.stringify({ schema: 'writ.sandbox-seed/1' }), 'seed.json');
    return Promise.resolve();
  },
};

function withoutLedger(stage: Stage): Promise<void> {
  for (const name of readdirSync(stage.folder))
    if (name.startsWith('sandbox-ledger')) rmSync(stage.path(name), { recursive: true });
  return Promise.resolve();
}

/** Every command line that a reader could copy: of help, README, docs and what the demo says to try; each once. */
async function examples(): Promise<string[]> {
  const commands = await Promise.all(COMMANDS.map(({ load }) => load()));
  const ofHelp = commands.flatMap((command) => command.examples);
  const ofPages = PAGES.flatMap((file) =>
    readFileSync(join(ROOT, file), 'utf8')
      .split('\n')
      .filter((line) => /^ *(\$ )?(npx )?writ [a-z]/.test(line)),
  );
  return [...new Set([...ofHelp, ...ofPages, ...NEXT].map(plain))].filter(
    (line) => line.startsWith('writ ') && !/ \[options\]| <\w+>/.test(line),
  );
}

/** Examples change one world in turn: first those that read, then those that tamper, then those that begin a ledger anew. */
function turnOf(line: string): number {
  if (line.startsWith('writ synth --as-of')) return 0;
  if (line.startsWith('writ ledger mend')) return 3;
  if (line.startsWith('writ ledger init')) return 4;
  if (line.startsWith('writ sandbox tamper fault')) return 5;
  return line.startsWith('writ sandbox') ? 2 : 1;
}

/** Without prompt, remark and redirection. */
function plain(line: string): string {
  return line
    .trim()
    .replace(/^\$ /, '')
    .replace(/^npx /, '')
    .replace(/ {2,}.*$| #.*$| > .*$/, '');
}

/** The words of a line as a shell gives them to a program. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)]
    .slice(1)
    .map(([word]) => word.replace(/["']/g, ''));
}

describe('every example that a reader can copy', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open();
    await stage.must('synth', '--out', 'cdktf.out');
    await stage.must('sandbox', 'load', '--manifest', 'cdktf.out/manifest.json');
    await stage.must('ledger', 'init', '--sandbox', '--manifest', 'cdktf.out/manifest.json');
    await stage.must('synth', '--out', 'cdktf.out');
    await stage.must('drift', '--brief');
  }, 60_000);
  afterAll(() => stage.close());

  test('H7 ends as help says, run in one world: what reads first, what changes the world last', async () => {
    const runnable = (await examples()).filter((line) => !(line in ELSEWHERE));
    const wrong: string[] = [];
    for (const line of [...runnable].sort((a, b) => turnOf(a) - turnOf(b))) {
      await BEFORE[line]?.(stage);
      const ran = await stage.writ(...wordsOf(line));
      const wanted = EXIT[ENDS[line] ?? 'done'].code;
      if (ran.code !== wanted) wrong.push(`${line}: ${ran.code} instead of ${wanted}; ${ran.err}`);
    }
    expect(wrong).toEqual([]);
    expect(runnable.length).toBeGreaterThan(40);
  }, 240_000);

  test('the lists above name examples that there are, and tests that there are', async () => {
    const all = new Set(await examples());
    const named = [...Object.keys(ENDS), ...Object.keys(ELSEWHERE), ...Object.keys(BEFORE)];
    expect(named.filter((line) => !all.has(line))).toEqual([]);
    for (const file of Object.values(ELSEWHERE))
      expect(readFileSync(join(ROOT, file), 'utf8')).toMatch(/\b(test|it|terraformTest\(\))\(/);
  });
});
