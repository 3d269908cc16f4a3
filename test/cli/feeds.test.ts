import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { digest } from '../../lib/kernel/index.js';
import { CliStage, documentOf, MORNING } from './_stage.js';

const ROOT = resolve(__dirname, '..', '..');
const FEEDS = join(ROOT, 'entitlements', 'feeds');
const HENRIK = 'hr:10117';

interface Line {
  readonly finding: { readonly code: string; readonly gives: string; readonly subject: object };
  readonly verdict: { readonly state: string; readonly rail?: string };
}

/** A folder with the example organization's feeds, changed as a bad export changes them: manifests renewed. */
class Feeds {
  readonly config: string;

  constructor(private readonly folder: string) {
    this.config = join(folder, 'writ.config.js');
    const at = (path: string): string => JSON.stringify(join(ROOT, path));
    const feed = (name: string): string =>
      `{ data: ${JSON.stringify(join(folder, `${name}.csv`))}, manifest: ${JSON.stringify(join(folder, `${name}.json`))} }`;
    writeFileSync(
      this.config,
      `const base = require(${at('writ.config.ts')}).default;
      module.exports = { ...base, requests: ${at('entitlements/requests')}, decisions: ${at('entitlements/decisions.json')},
        policy: ${at('entitlements/policy')}, observations: ${at('entitlements/observations.json')},
        ledger: { ...base.ledger, folder: ${JSON.stringify(join(folder, 'ledger'))} },
        feeds: { ...base.feeds, hr: ${feed('hr')}, directory: ${feed('directory')} } };`,
    );
    this.write('hr', (rows) => rows);
    this.write('directory', (rows) => rows);
  }

  write(
    name: 'hr' | 'directory',
    change: (rows: string[]) => string[],
    generatedAt = '2026-11-20T06:00:00Z',
  ): void {
    const [header = '', ...rows] = readFileSync(join(FEEDS, `${name}.csv`), 'utf8')
      .trimEnd()
      .split('\n');
    const changed = change(rows);
    const text = `${[header, ...changed].join('\n')}\n`;
    writeFileSync(join(this.folder, `${name}.csv`), text);
    writeFileSync(
      join(this.folder, `${name}.json`),
      JSON.stringify({ generatedAt, rows: changed.length, digest: digest(text) }),
    );
  }
}

let stage: CliStage;
let feeds: Feeds;
const run = (...argv: string[]) => stage.run(argv, { WRIT_CONFIG: feeds.config });
const synth = (out: string, at = MORNING) => run('synth', '--as-of', at, '--out', out, '--json');
const linesOf = (text: string): Line[] => (JSON.parse(text) as { plan: { lines: Line[] } }).plan.lines;

/** Once founded, after what was synthesized without one: without it a revert takes away proved ends only. */
let ledger: Promise<void> | undefined;

async function found(): Promise<void> {
  const ran = await run('ledger', 'init', '--sandbox', '--manifest', 'whole/manifest.json');
  if (ran.code !== 0) throw new Error(ran.err);
}

/** What a confirmed revert by the manifest in `out` takes away. */
async function taken(out: string): Promise<Line[]> {
  await (ledger ??= found());
  const ran = await run(
    'revert',
    '--sandbox',
    '--manifest',
    join(out, 'manifest.json'),
    '--confirm',
    '--json',
  );
  documentOf('revert', ran);
  return linesOf(ran.out).filter(({ verdict }) => verdict.state === 'go');
}

beforeEach(async () => {
  ledger = undefined;
  stage = await CliStage.open();
  feeds = new Feeds(stage.folder);
  const whole = await synth('out');
  if (whole.code !== 0) throw new Error(whole.err);
  cpSync(join(stage.folder, 'out'), join(stage.folder, 'whole'), { recursive: true });
  await stage.done('sandbox', 'load', '--manifest', 'out/manifest.json');
});
afterEach(() => stage.close());

const everySecond = (rows: string[]): string[] => rows.filter((_row, index) => index % 2 === 0);
const withoutAws = (rows: string[]): string[] => rows.filter((row) => row.split(',')[1] !== 'aws');
const swapped = (rows: string[]): string[] => {
  const okta = rows.filter((row) => row.split(',')[1] === 'okta' && row.startsWith('hr:'));
  const a = okta.find((row) => row.startsWith(`${HENRIK},`))?.split(',')[2] ?? '';
  const b = okta.find((row) => !row.startsWith(`${HENRIK},`))?.split(',')[2] ?? '';
  return rows.map((row) => row.replace(a, '\u0000').replace(b, a).replace('\u0000', b));
};
/** Two people's rows of one source given to each other, logins and all. */
const ownersSwapped =
  (source: string) =>
  (rows: string[]): string[] => {
    const of = rows.filter((row) => row.startsWith('hr:') && row.split(',')[1] === source);
    const a = of.find((row) => row.startsWith(`${HENRIK},`)) ?? '';
    const b = of.find((row) => !row.startsWith(`${HENRIK},`)) ?? '';
    const given = (row: string, to: string): string =>
      [to.split(',')[0], ...row.split(',').slice(1)].join(',');
    return rows.map((row) => (row === a ? given(a, b) : row === b ? given(b, a) : row));
  };
const oneMore = (rows: string[]): string[] => [
  ...rows,
  `${HENRIK},okta,00uSecondAccount00001,second@meridianpay.example`,
];
const retyped = (rows: string[]): string[] =>
  rows.map((row) =>
    row.startsWith(`${HENRIK},okta,`) ? row.replace(/,00u[^,]+,/, ',00uTypo0000000000001,') : row,
  );
const withoutHenrik = (rows: string[]): string[] =>
  rows.filter((row) => !row.startsWith('10117,') && !row.startsWith(`${HENRIK},`));

describe('H1.1 H1.6 a feed that fell', () => {
  it.each([
    ['every second row of the directory gone', everySecond, undefined],
    ['all AWS rows gone', withoutAws, undefined],
    ['every second person gone from both', undefined, everySecond],
  ])(
    'is refused, and the last result takes nothing that was approved: %s',
    async (_what, directory, hr) => {
      if (directory) feeds.write('directory', directory);
      if (hr) {
        feeds.write('hr', hr);
        const kept = new Set(
          hr(readFileSync(join(FEEDS, 'hr.csv'), 'utf8').trimEnd().split('\n').slice(1)).map(
            (row) => `hr:${row.split(',')[0] ?? ''}`,
          ),
        );
        feeds.write('directory', (rows) =>
          rows.filter((row) => !row.startsWith('hr:') || kept.has(row.split(',')[0] ?? '')),
        );
      }
      const refused = await synth('out');
      expect(refused.code).toBe(4);
      expect(refused.out + refused.err).toContain('FEED_REFUSED');
      expect(await taken('out')).toEqual([]);
      await stage.done('sandbox', 'tamper', 'clock', 'advance=24h');
      expect((await taken('out')).filter(({ finding }) => finding.code !== 'EXPIRED_BUT_LIVE')).toEqual([]);
    },
    120_000,
  );
});

describe('H1.1 H1.6 a feed that nothing can be held to takes nothing either', () => {
  it.each([
    ['every second row of the directory gone', everySecond],
    ['all AWS rows gone', withoutAws],
    ['one row more', oneMore],
    ['two native ids swapped', swapped],
    ['one native id retyped', retyped],
    ['the owners of two AWS accounts swapped', ownersSwapped('aws')],
    ['the owners of two Okta accounts swapped', ownersSwapped('okta')],
  ])(
    '%s',
    async (_what, change) => {
      feeds.write('directory', change);
      const made = await synth('first');
      expect(made.code).toBe(0);
      documentOf('synth', made);
      expect(await taken('first')).toEqual([]);
      await stage.done('sandbox', 'tamper', 'clock', 'advance=24h');
      expect((await taken('first')).filter(({ finding }) => finding.code !== 'EXPIRED_BUT_LIVE')).toEqual([]);
    },
    120_000,
  );

  it('one person gone from both feeds keeps what was approved, until HR says terminated', async () => {
    feeds.write('hr', withoutHenrik);
    feeds.write('directory', withoutHenrik);
    const made = JSON.parse((await synth('out')).out) as {
      held: object[];
      identity: { doubted: { id: string }[] };
    };
    expect(made.identity.doubted).toMatchObject([{ id: '10117' }]);
    expect(made.held.length).toBeGreaterThan(0);
    expect(await taken('out')).toEqual([]);
    feeds.write(
      'hr',
      (rows) => rows.map((row) => (row.startsWith('10117,') ? row.replace(',active,', ',terminated,') : row)),
      '2026-11-20T07:00:00Z',
    );
    const gone = await taken('out');
    expect(gone.length).toBeGreaterThan(0);
    expect(gone.every(({ finding }) => finding.code === 'HOLDER_GONE')).toBe(true);
  }, 120_000);

  it('honest twin: an intruder goes although half of the directory is gone', async () => {
    await stage.done(
      ...['sandbox', 'tamper', 'okta.add-member', 'group=writ-prod-admin--payments-platform'],
      ...['user=mateo.villaseca@meridianpay.example', 'actor=marek.havlicek@meridianpay.example'],
    );
    feeds.write('directory', (rows) =>
      rows.filter((row, index) => index % 2 === 0 || row.startsWith('hr:10252,')),
    );
    expect((await synth('first')).code).toBe(0);
    expect((await taken('first')).map(({ finding }) => finding.code)).toEqual(['ORPHANED_GRANT']);
  }, 120_000);
});
