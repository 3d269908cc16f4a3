import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EXIT } from '../../lib/cli/exit.js';
import type { GovernanceRecord } from '../../lib/policy/index.js';
import { tempFolder } from '../_helpers/temp.js';
import { writ, type Ran } from './_io.js';
import { CliStage, documentOf, MORNING } from './_stage.js';
import { project } from './_project.js';

const ROOT = resolve(__dirname, '../..');
const CHANGE = 'github.com/meridian-pay/access/pull/200';
const HEAD = '9d1c0f2be1c4a3f6d5e7b8a90c1d2e3f4a5b6c7d';
const user = (login: string) => ({ login, kind: 'user' });
const OPENER = user('katarzyna-wolny-mp');
const GOVERNORS = ['margarethe-lindqvist-mp', 'oluwaseun-bakare-mp'];

interface Given {
  readonly paths?: readonly string[];
  /** Statements that change what the head declares. */
  readonly declare?: string;
  readonly reviews?: readonly string[];
  /** What is otherwise in the rules of the head, each text and what stands there instead. */
  readonly rules?: readonly (readonly [string, string])[];
}

/** The example at its base, and a head that was synthesized from what a case declares. */
async function stage({
  paths = ['entitlements/platform.ts'],
  declare = '',
  reviews = [],
  rules = [],
}: Given) {
  const base = project();
  const head = project({ declare });
  expect((await writ(['synth', '--out', 'cdktf.out'], head)).code).toBe(EXIT.done.code);
  const policy = tempFolder(
    Object.fromEntries(
      ['exceptions', 'paths', 'request', 'reviews', 'separation', 'subject', 'third-party', 'workload'].map(
        (name) => [
          `${name}.cedar`,
          rules.reduce(
            (text, [was, is]) => text.replace(was, is),
            readFileSync(join(ROOT, `entitlements/policy/${name}.cedar`), 'utf8'),
          ),
        ],
      ),
    ),
  );
  const observed = join(head.cwd, 'observed.json');
  const blob = (letter: string) => ({ mode: '100644', blob: letter.repeat(40) });
  const write = (governance?: string): void =>
    writeFileSync(
      observed,
      JSON.stringify({
        schema: 'writ.observations/2',
        changes: [
          {
            change: CHANGE,
            repository: 'github.com/meridian-pay/access',
            base: 'main',
            head: HEAD,
            openedBy: OPENER,
            openedAt: '2026-11-19T08:00:00.000Z',
            pushedBy: [OPENER],
            emails: [],
            tickets: [],
            paths: paths.map((path) => ({ path, before: blob('a'), after: blob('b') })),
          },
        ],
        reviews: governance
          ? reviews.map((login, index) => ({
              id: `review-${String(index)}`,
              change: CHANGE,
              by: user(login),
              state: 'approved',
              at: '2026-11-19T12:00:00.000Z',
              base: 'main',
              head: HEAD,
              contents: {},
              governance,
            }))
          : [],
      }),
    );
  const run = (...more: string[]): Promise<Ran> =>
    writ(
      ['governance', CHANGE, '--head', head.cwd, '--head-rules', policy, '--observations', observed, ...more],
      base,
    );
  write();
  const { content } = JSON.parse((await run('--json')).out) as GovernanceRecord;
  write(content);
  return {
    run,
    base: { observed, cwd: base.cwd },
    policy,
    head,
    record: async () => JSON.parse((await run('--json')).out) as GovernanceRecord,
  };
}

const JOB =
  "new JobFunction(organization, 'everybody-develops', { title: 'Everybody develops', when: { department: 'Finance' }, birthright: ['development-access'], mayRequest: [] });";

test('the base judges a change of what the example declares, and tells what it does', async () => {
  const { run, record } = await stage({ declare: JOB, reviews: GOVERNORS });
  const { code, out } = await run();
  expect(code).toBe(EXIT.drift.code);
  expect(out).toContain('GRANT_WIDENED_UNDECIDED');
  expect(out).toContain('governor 2 of 2: approved by hr:10210');
  expect(out).toContain('added: jobFunctions everybody-develops');
  expect(out).toContain('more: Developer on development: ');
  expect(out).toContain(
    'appears: development-access on development-environment, as everybody-develops: hr:10710',
  );
  const { kind, outcome, effect, conditions } = await record();
  expect([kind, outcome]).toEqual(['governance', 'pending']);
  expect(effect?.declared).toEqual([
    { section: 'jobFunctions', id: 'everybody-develops', change: 'added', fields: [] },
  ]);
  expect(conditions.at(-1)).toEqual({
    role: 'owner platform for development-access',
    candidates: ['hr:10110', 'hr:10117', 'hr:10124'],
  });
});

test('honest twin: with an owner of what it gives it is approved, and the output says what was approved', async () => {
  const { run } = await stage({ declare: JOB, reviews: [...GOVERNORS, 'adaeze-okonjo-mp'] });
  const { code, out } = await run();
  expect(code).toBe(EXIT.done.code);
  expect(out).toMatch(/^github\.com\/meridian-pay\/access\/pull\/200 {2}approve {2}\(until 2026-12-03/);
  expect(out).toContain('owner platform for development-access: approved by hr:10110');
  expect(out).toContain('an approval of it covers sha256:');
});

test('a change of the rules is judged by those of the base, and is told by id', async () => {
  const rules = [['the same person reviewed again later', 'another review came later']] as const;
  const paths = ['entitlements/policy/reviews.cedar'];
  const { run } = await stage({ paths, rules, reviews: GOVERNORS });
  const { code, out } = await run();
  expect(code).toBe(EXIT.done.code);
  expect(out).toContain('changed: review-last');
});

test('of tickets alone nothing is decided here, unless they come with what is declared', async () => {
  const paths = ['entitlements/requests/2026/ACC-0200.yaml'];
  // The folder of tickets of this project is another one.
  const own = ['requests/2026/ACC-0200.yaml'];
  const tickets = await stage({ paths: own });
  const said = await tickets.run();
  expect([said.code, said.out]).toEqual([
    EXIT.done.code,
    expect.stringContaining('it brings tickets and nothing else: `writ decide` judges them'),
  ]);
  expect((await (await stage({ paths })).record()).kind).toBe('governance');
  const mixed = await (await stage({ paths: own, declare: JOB, reviews: GOVERNORS })).run();
  expect([mixed.code, mixed.out]).toEqual([EXIT.drift.code, expect.stringContaining('GOVERNANCE_MIXED')]);
});

test('the manifest of the head is told as a claim until it was reproduced of the observed head', async () => {
  const { run, record, head } = await stage({ declare: JOB, reviews: GOVERNORS });
  expect((await run()).out).toContain('the manifest of the head is claimed: nobody reproduced sha256:');
  const { manifest } = await record();
  const file = join(head.cwd, 'reproduction.json');
  const reproduced = (text: string) => {
    writeFileSync(file, text);
    return run('--reproduced', file);
  };
  const said = { schema: 'writ.reproduction/1', head: HEAD, manifest: manifest?.digest };
  expect((await reproduced(JSON.stringify(said))).out).toContain(
    'the manifest of the head is reproduced: sha256:',
  );
  const other = await reproduced(JSON.stringify({ ...said, head: 'main' }));
  expect([other.code, other.out]).toEqual([
    EXIT.drift.code,
    expect.stringContaining('GOVERNANCE_HEAD_DIFFERS'),
  ]);
  expect((await reproduced('{}')).out).toContain('GOVERNANCE_HEAD_UNREADABLE');
});

test('a head that cannot be read is refused, and so is a change that nobody saw', async () => {
  const { run } = await stage({ reviews: GOVERNORS });
  const unread = await run('--head-manifest', 'nowhere.json');
  expect([unread.code, unread.out]).toEqual([
    EXIT.drift.code,
    expect.stringContaining('GOVERNANCE_HEAD_UNREADABLE'),
  ]);
  const strange = await writ(['governance', 'pull/1'], project());
  expect([strange.code, strange.err]).toEqual([
    EXIT['bad-input'].code,
    expect.stringContaining('nobody saw a change `pull/1`'),
  ]);
});

test('a base that cannot be read refuses all, whatever the head says', async () => {
  const broken = project({ declare: "new JobFunction(organization, '', {});" });
  const observed = join(broken.cwd, 'observed.json');
  const { base } = await stage({ reviews: GOVERNORS });
  writeFileSync(observed, readFileSync(join(base.observed), 'utf8'));
  const ran = await writ(['governance', CHANGE, '--observations', observed, '--json'], broken);
  expect(ran.code).toBe(EXIT.drift.code);
  expect((JSON.parse(ran.out) as GovernanceRecord).reasons.map(({ code }) => code)).toEqual([
    'GOVERNANCE_BASE_UNREADABLE',
  ]);
});

test('nothing is recorded where there is no ledger, or for another instant', async () => {
  const { run } = await stage({});
  const lacking = await run('--record');
  expect([lacking.code, lacking.err]).toEqual([
    EXIT['bad-input'].code,
    expect.stringContaining('LEDGER_MISSING'),
  ]);
  const dated = await run('--record', '--at', '2026-11-20T09:00:00Z');
  expect([dated.code, dated.err]).toEqual([EXIT['bad-input'].code, expect.stringContaining('--record')]);
});

/** What is declared goes live, and a ledger is founded over it. */
async function founded(world: CliStage): Promise<void> {
  const declared = ['--sandbox', '--manifest', 'out/manifest.json'] as const;
  await world.done('sandbox', 'load', '--manifest', 'out/manifest.json');
  await world.done('ledger', 'init', ...declared, '--governor', 'hr:10510', '--governor', 'hr:10110');
}

test('what was decided is in the ledger once, whether it allowed or not, and the ledger verifies', async () => {
  const world = await CliStage.open();
  try {
    await world.done('synth', '--as-of', MORNING, '--out', 'out');
    await founded(world);
    const { base, head } = await stage({ declare: JOB });
    const manifest = join(head.cwd, 'cdktf.out/manifest.json');
    const ask = ['governance', CHANGE, '--head', ROOT, '--head-manifest', manifest] as const;
    const run = () => world.run([...ask, '--observations', base.observed, '--sandbox', '--record']);
    const [first] = [await run(), await run()];
    expect([first.code, first.out]).toEqual([EXIT.drift.code, expect.stringContaining('APPROVAL_MISSING')]);
    const shown = await world.done('ledger', 'show', '--sandbox', '--kind', 'governance', '--json');
    const { entries } = documentOf('ledger-show', shown) as {
      entries: { body: { outcome: string; head: string } }[];
    };
    expect(entries.map(({ body }) => [body.outcome, body.head])).toEqual([['pending', HEAD]]);
    await world.done('ledger', 'verify', '--sandbox', '--strict');
  } finally {
    await world.close();
  }
});

test('what a birthright newly gives is held back until its change is approved and recorded', async () => {
  const world = await CliStage.open();
  try {
    const { base, head, policy } = await stage({ declare: JOB, reviews: [...GOVERNORS, 'adaeze-okonjo-mp'] });
    const by = (folder: string) => (argv: readonly string[]) =>
      world.run(argv, { WRIT_CONFIG: join(folder, 'writ.config.ts') });
    const [atBase, atHead] = [by(base.cwd), by(head.cwd)];
    const lacking = await atHead(['synth', '--as-of', MORNING, '--out', 'before', '--json']);
    const { heldBack, unheld } = documentOf('synth', lacking);
    expect([lacking.code, heldBack, unheld]).toEqual([EXIT.done.code, [], true]);
    await atBase(['synth', '--as-of', MORNING, '--out', 'out']);
    await founded(world);
    const synth = (run: typeof atHead) => run(['synth', '--sandbox', '--out', 'out', '--strict']);
    expect((await synth(atBase)).code).toBe(EXIT.done.code);
    const held = await synth(atHead);
    expect([held.code, held.err]).toEqual([EXIT['bad-input'].code, '']);
    expect(held.out).toContain('1 birthright is held back: not newly given, and nothing is taken:');
    expect(held.out).toMatch(
      /BIRTHRIGHT_HELD `development-access` on `development-environment` would newly\s+be given as/,
    );
    const checked = await atHead(['check', '--sandbox']);
    expect([checked.code, checked.out]).toEqual([EXIT.done.code, expect.stringContaining('BIRTHRIGHT_HELD')]);
    const drift = await atHead(['drift', '--sandbox', '--manifest', 'out/manifest.json']);
    expect(drift.out).toContain('BIRTHRIGHT_HELD:');
    const ask = [
      'governance',
      CHANGE,
      '--head',
      head.cwd,
      '--head-rules',
      policy,
      '--observations',
      base.observed,
    ];
    const approved = await atBase([...ask, '--sandbox', '--record']);
    expect([approved.code, approved.err]).toEqual([EXIT.done.code, '']);
    expect((await synth(atHead)).code).toBe(EXIT.done.code);
    const clean = await atHead(['check', '--sandbox']);
    expect(clean.out).not.toContain('BIRTHRIGHT_HELD');
    await world.done('ledger', 'verify', '--sandbox', '--strict');
  } finally {
    await world.close();
  }
}, 90_000);
