import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EXIT } from '../../lib/cli/exit.js';
import type { GovernanceRecord } from '../../lib/policy/index.js';
import { tempFolder } from '../_helpers/temp.js';
import { writ, type Ran } from './_io.js';
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
  return { run, record: async () => JSON.parse((await run('--json')).out) as GovernanceRecord };
}

test('the base judges a change of what the example declares, and tells what it does', async () => {
  const declare =
    "new JobFunction(organization, 'everybody-develops', { title: 'Everybody develops', when: { department: 'Finance' }, birthright: ['development-access'], mayRequest: [] });";
  const { run, record } = await stage({ declare, reviews: GOVERNORS });
  const { code, out } = await run();
  expect(code).toBe(EXIT.drift.code);
  expect(out).toContain('GRANT_WIDENED_UNDECIDED');
  expect(out).toContain(
    'appears: development-access on development-environment, as everybody-develops: hr:10710',
  );
  const { kind, outcome, effect, conditions } = await record();
  expect([kind, outcome]).toEqual(['governance', 'pending']);
  expect(effect?.declared).toEqual([
    { section: 'jobFunctions', id: 'everybody-develops', change: 'added', fields: [] },
  ]);
  expect(conditions.at(-1)).toMatchObject({ role: 'owner platform for development-access' });
});
