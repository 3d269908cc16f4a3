import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EXIT } from '../../lib/cli/exit.js';
import type { CheckReport } from '../../lib/report/index.js';
import { writ } from './_io.js';
import { FEED_DAY, project, type ProjectFiles } from './_project.js';

const ROOT = resolve(__dirname, '..', '..');

const GOOD = `schema: writ.ticket/2
ticket: ACC-0100
kind: standard
principal: hr:10131
package: prod-admin
asset: payments-platform
justification: Roll back the failed ledger migration
window: { start: on-approval, for: 4h }
`;

async function check(files: ProjectFiles): Promise<{ code: number; report: CheckReport }> {
  const ran = await writ(['check', '--json'], project(files));
  return { code: ran.code, report: JSON.parse(ran.out) as CheckReport };
}

/** `file:line:column CODE` of every fault, by check. */
function told({ checks }: CheckReport): Record<string, string[]> {
  return Object.fromEntries(
    checks.map(({ id, faults }) => [
      id,
      faults.map(({ code, place }) =>
        [[place?.file, place?.line, place?.column].filter((each) => each !== undefined).join(':'), code]
          .filter(Boolean)
          .join(' '),
      ),
    ]),
  );
}

describe('writ check', () => {
  it('honest twin: finds nothing in the example, whose exception and emergency were decided before version 2', async () => {
    const env = { WRIT_CONFIG: join(ROOT, 'writ.config.ts'), WRIT_AS_OF: FEED_DAY };
    const ran = await writ(['check', '--json'], { cwd: ROOT, env });
    const report = JSON.parse(ran.out) as CheckReport;
    expect(told(report)).toEqual({
      declarations: [],
      birthrights: [],
      governors: [],
      feeds: [],
      rules: [],
      tickets: [],
      decisions: [],
      reviews: [],
      rotation: [],
    });
    // Its emergency of the week before was never reviewed, which holds up nobody but the next one.
    expect(report.checks.flatMap(({ warnings = [] }) => warnings)).toMatchObject([
      { code: 'REVIEW_OVERDUE', place: { path: 'ACC-0036' } },
    ]);
    expect(report.checks.find(({ id }) => id === 'tickets')?.looked).toBe('25 tickets');
    expect(ran.code).toBe(EXIT.done.code);
  });

  it('says everything that is wrong with a tree at once, with file, line and column', async () => {
    const { code, report } = await check({
      requests: {
        '2026/a-good.yaml': GOOD,
        '2026/b-misspelt.yaml': GOOD.replace('0100', '0101').replace('asset:', 'aset:'),
        '2026/c-unknown.yaml': GOOD.replace('0100', '0102').replace(
          'prod-admin',
          'arn:aws:iam::aws:policy/X',
        ),
        '2026/d-asset.yaml': GOOD.replace('0100', '0103').replace('payments-platform', "'*'"),
        '2026/e-alike.yaml': GOOD.replace('0100', '0104').replace('prod-admin', 'prod-аdmin'),
        '2026/f-many.yaml': GOOD.replace('0100', '0105')
          .replace('standard', 'rutine')
          .replace(/justification: .*/, 'justification: TODO')
          .replace(', for: 4h', ''),
        '2026/g-yaml.yaml': `${GOOD}kind: standard\n`,
        '2026/h-past.yaml': GOOD.replace('0100', '0106').replace(
          'start: on-approval',
          "start: '2026-11-01T00:00:00Z'",
        ),
        '2026/i-name.yaml': GOOD.replace('0100', '0107').replace('hr:10131', 'nobody@example.com'),
        '2026/j-old.yaml': GOOD.replace('0100', '0108')
          .replace('schema: writ.ticket/2\n', '')
          .replace('standard', 'exception'),
        '2026/k-twice.yaml': GOOD,
      },
      decisions: '{\n  "schema": "writ.decisions/1",\n  "decisions": [{ "ticket": "" }, 7]\n}',
      declare: `new JobFunction(organization, 'newcomers', { when: { department: 'Platfrom' } });`,
    });

    expect(code).toBe(EXIT['bad-input'].code);
    const found = told(report);
    expect(found['declarations']).toEqual(['DECLARATION_INVALID']);
    expect(found['decisions']).toContain('decisions.json:3:29 SCHEMA_INVALID');
    expect(found['tickets']).toEqual([
      'requests/2026/b-misspelt.yaml:6:1 TICKET_INVALID',
      'requests/2026/e-alike.yaml:5:10 ID_LOOKALIKE',
      'requests/2026/f-many.yaml:3:7 TICKET_INVALID',
      'requests/2026/f-many.yaml:7:16 JUSTIFICATION_MISSING',
      'requests/2026/f-many.yaml:8:9 WINDOW_INVALID',
      'requests/2026/g-yaml.yaml:9:1 INPUT_MALFORMED',
    ]);
    const tickets = report.checks.find(({ id }) => id === 'tickets')!;
    expect(tickets.notLooked).toContain('decisions cannot be read');
    expect(tickets.faults.map(({ remedy }) => remedy)).toEqual(
      expect.arrayContaining(['write `asset`', 'write `prod-admin`']),
    );
  });

  it('REQ-035 reads the rules: a misspelt fact has its line, and a set that cannot say what it must is told', async () => {
    const paths = readFileSync(join(ROOT, 'entitlements', 'policy', 'paths.cedar'), 'utf8');
    const misspelt = await check({
      rules: { 'paths.cedar': paths.replace('context.job.allows', 'context.job.alows') },
    });
    const [line] = told(misspelt.report)['rules'] ?? [];
    const at = paths.slice(0, paths.indexOf('@id("path-standard")')).split('\n').length;
    expect(line).toBe(`policy/paths.cedar:${at} RULE_INVALID`);
    expect(misspelt.code).toBe(EXIT['bad-input'].code);

    const alone = await check({ rules: { 'paths.cedar': paths } });
    expect(told(alone.report)['rules']).toContain('RULES_INCOMPLETE');
  });

  it('resolves every claim of tickets whose shape is right', async () => {
    const { code, report } = await check({
      requests: {
        '2026/c-unknown.yaml': GOOD.replace('0100', '0102').replace(
          'prod-admin',
          'arn:aws:iam::aws:policy/X',
        ),
        '2026/d-asset.yaml': GOOD.replace('0100', '0103').replace('payments-platform', "'*'"),
        '2026/h-past.yaml': GOOD.replace('0100', '0106').replace(
          'start: on-approval',
          "start: '2026-11-01T00:00:00Z'",
        ),
        '2026/i-name.yaml': GOOD.replace('0100', '0107').replace('hr:10131', 'nobody@example.com'),
        '2026/j-old.yaml': GOOD.replace('0100', '0108')
          .replace('schema: writ.ticket/2\n', '')
          .replace('standard', 'exception'),
        '2026/k-one.yaml': GOOD.replace('0100', '0109'),
        '2026/k-two.yaml': GOOD.replace('0100', '0109'),
        '2026/l-long.yaml': GOOD.replace('0100', '0110').replace('4h', '300d'),
      },
    });
    expect(code).toBe(EXIT['bad-input'].code);
    expect(told(report)['tickets']).toEqual([
      'requests/2026/c-unknown.yaml:5:10 PACKAGE_UNKNOWN',
      'requests/2026/d-asset.yaml:6:8 ASSET_UNKNOWN',
      'requests/2026/h-past.yaml:8:9 WINDOW_INVALID',
      'requests/2026/i-name.yaml:4:12 SUBJECT_UNKNOWN',
      'requests/2026/j-old.yaml:1:1 TICKET_INVALID',
      'requests/2026/k-one.yaml:2:9 TICKET_DUPLICATE',
      'requests/2026/k-two.yaml:2:9 TICKET_DUPLICATE',
      'requests/2026/l-long.yaml:8:9 WINDOW_INVALID',
    ]);
  });

  it('REQ-018 honest twin: a window that is not over yet is no fault', async () => {
    const { report, code } = await check({
      requests: {
        '2026/a.yaml': GOOD.replace('start: on-approval', "start: '2026-11-20T06:00:00Z'"),
      },
    });
    expect(told(report)['tickets']).toEqual([]);
    expect(code).toBe(EXIT.done.code);
  });

  it('checks the shape of tickets where declarations and feeds cannot be read, and says both', async () => {
    const { code, report } = await check({
      requests: { 'a.yaml': GOOD.replace('asset:', 'aset:') },
      declare: `throw new Error('not today');`,
      feeds: `{ hr: { data: 'none.csv', manifest: 'none.json' }, directory: { data: 'none.csv', manifest: 'none.json' } }`,
    });
    expect(code).toBe(EXIT['bad-input'].code);
    expect(told(report)).toEqual({
      declarations: [expect.any(String)],
      birthrights: [],
      governors: [],
      feeds: [expect.stringContaining('SOURCE_UNAVAILABLE')],
      rules: [],
      tickets: ['requests/a.yaml:6:1 TICKET_INVALID'],
      decisions: [],
      reviews: [],
      rotation: [],
    });
  });

  it('says where JSON breaks off', async () => {
    const { report } = await check({ decisions: '{\n  "schema": "writ.decisions/1",\n  "decisions": [}\n' });
    expect(told(report)['decisions']).toEqual(['decisions.json:3:17 INPUT_MALFORMED']);
  });

  it('reads in words: where, what, and what to do', async () => {
    const given = project({ requests: { 'a.yaml': GOOD.replace('asset:', 'aset:') } });
    const { out } = await writ(['check'], given);
    expect(out).toContain(
      'requests/a.yaml:6:1 TICKET_INVALID `aset` is no field of a ticket: did you mean `asset`?',
    );
    expect(out).toContain('try: write `asset`');
    expect(out).toMatch(/^1 fault\n$/m);
  });

  it('is a function of what it reads', async () => {
    const given = project({ requests: { 'a.yaml': GOOD.replace('asset:', 'aset:') } });
    const [one, other] = [await writ(['check', '--json'], given), await writ(['check', '--json'], given)];
    expect(one).toEqual(other);
    expect(readFileSync(join(given.cwd, 'decisions.json'), 'utf8')).toContain('writ.decisions/1');
  });
});
