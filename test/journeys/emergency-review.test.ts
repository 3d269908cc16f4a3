import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT } from '../../lib/cli/exit.js';
import { project } from '../cli/_project.js';
import { CliStage, documentOf, MORNING } from '../cli/_stage.js';

const OUT = ['--manifest', 'out/manifest.json'] as const;
/** An engineer of the example who may break glass, one on call who approves it, and a governor who had no part in it. */
const [WHO, LOGIN, ON_CALL, GOVERNOR] = [
  'hr:10131',
  'rafael-domingues-mp',
  'ibrahim-toure-mp',
  'hr:10510',
] as const;
const IDS = ['ACC-9101', 'ACC-9102'] as const;
type Id = (typeof IDS)[number];

const file = (id: Id, who: string = WHO) => `schema: writ.ticket/2
ticket: ${id}
kind: emergency
principal: ${who}
package: break-glass
asset: payments-platform
justification: The failover of the payments database hangs, incident INC-7001
window: { start: on-approval, for: 1h }
trigger: incident:INC-7001
`;

jest.setTimeout(180_000);

let stage: CliStage;
let home: string;
let contents: Partial<Record<Id, { readonly content: string; readonly at: string }>>;

beforeEach(async () => {
  stage = await CliStage.open();
  contents = {};
  home = project({ requests: { 'ACC-9101.yaml': file('ACC-9101') }, observations: forge() }).cwd;
  await done('synth', '--as-of', MORNING, '--out', 'out');
  await done('sandbox', 'load', ...OUT);
  await done('ledger', 'init', ...OUT, '--governor', 'hr:10510', '--governor', 'hr:10110');
});
afterEach(() => stage.close());

const run = (...argv: string[]) => stage.run(argv, { WRIT_CONFIG: join(home, 'writ.config.ts') });
const later = (span: string) => done('sandbox', 'tamper', 'clock', `advance=${span}`);

async function done(...argv: string[]) {
  const ran = await run(...argv);
  if (ran.code !== EXIT.done.code) throw new Error(`${argv.join(' ')}: ${String(ran.code)} ${ran.err}`);
  return ran;
}

/** What the forge says: a change for each ticket, opened by who needs it, and the approvals so far. */
function forge(): string {
  const common = { base: 'main', head: 'head' };
  return JSON.stringify({
    schema: 'writ.observations/2',
    changes: IDS.map((id) => ({
      ...{ change: `pull/${id}`, repository: 'r', ...common, openedAt: MORNING },
      ...{ openedBy: { login: LOGIN, kind: 'user' }, pushedBy: [{ login: LOGIN, kind: 'user' }] },
      ...{ emails: [], tickets: [id] },
    })),
    reviews: Object.entries(contents).map(([id, { content, at }]) => ({
      ...{ id: `review-${id}-${at}`, change: `pull/${id}`, ...common, at, state: 'approved' },
      ...{ by: { login: ON_CALL, kind: 'user' }, contents: { [id]: content } },
    })),
  });
}

interface Decided {
  readonly outcome: string;
  readonly content: string;
  readonly at: string;
  readonly reasons: readonly { readonly code: string }[];
}

async function decide(id: Id, ...more: string[]): Promise<Decided> {
  const { decisions } = documentOf('decide', await run('decide', id, '--json', ...more)) as {
    decisions: Decided[];
  };
  return decisions[0]!;
}

/** Who is on call approves what is asked for now. */
async function approved(id: Id): Promise<void> {
  const { content, at } = await decide(id);
  contents[id] = { content, at };
  writeFileSync(join(home, 'observations.json'), forge());
}

/** Code of the refusal, or the document. */
async function review(
  by: string,
  outcome = 'confirmed',
  why = 'Read the sessions of INC-7001',
): Promise<unknown> {
  const ran = await run('review', 'ACC-9101', '--by', by, '--outcome', outcome, '--why', why, '--json');
  const document = JSON.parse(ran.out) as { error?: { code: string } };
  return document.error ? document.error.code : documentOf('review', ran);
}

const codes = async () => (await decide('ACC-9102')).reasons.map(({ code }) => code);
const warnings = async () => {
  const { checks } = JSON.parse((await run('check', '--json')).out) as {
    checks: { id: string; warnings?: { code: string }[] }[];
  };
  return checks.flatMap(({ id, warnings: all = [] }) =>
    id === 'reviews' ? all.map(({ code }) => code) : [],
  );
};

test('REQ-090 REQ-095 REQ-107 an emergency that nobody reviewed in time blocks the next one until somebody who had no part in it has', async () => {
  await approved('ACC-9101');
  expect(await decide('ACC-9101', '--record')).toMatchObject({ outcome: 'approve' });
  expect(await review(GOVERNOR)).toBe('REVIEW_EARLY');
  const again = documentOf('decide', await run('decide', 'ACC-9101', '--json'));
  const { decisions, approvedBefore } = again as { decisions: Decided[]; approvedBefore: object[] };
  expect(approvedBefore).toEqual([
    {
      ...{ ticket: 'ACC-9101', content: decisions[0]?.content, at: expect.any(String) },
      ...{ approvers: ['hr:10517'], from: 'ledger' },
    },
  ]);
  const words = (await run('decide', 'ACC-9101')).out;
  expect(words.replace(/\s+/g, ' ')).toMatch(
    /approved first at 2026-11-20T09:\S+, by hr:10517 .*\(the ledger\)/,
  );

  await later('2h');
  writeFileSync(join(home, 'requests', 'ACC-9102.yaml'), file('ACC-9102'));
  await approved('ACC-9102');
  // It is over, and there is time left to review it: the next one is decided as ever.
  const fresh = documentOf('decide', await run('decide', 'ACC-9102', '--json'));
  expect(fresh).toMatchObject({ decisions: [{ outcome: 'approve' }] });
  // Nothing of it was recorded, so it was not approved before.
  expect(fresh).not.toHaveProperty('approvedBefore');
  expect(await warnings()).toEqual([]);

  await later('72h');
  await approved('ACC-9102');
  expect(await decide('ACC-9102')).toMatchObject({ outcome: 'deny' });
  expect(await codes()).toContain('EMERGENCY_REVIEW_OVERDUE');
  const explained = documentOf('policy-explain', await run('policy', 'explain', 'ACC-9102', '--json'));
  expect(JSON.stringify(explained)).toContain('EMERGENCY_REVIEW_OVERDUE');
  expect(await warnings()).toEqual(['REVIEW_OVERDUE']);
  // It is not held against the first itself, nor against anybody else.
  expect((await decide('ACC-9101')).reasons.map(({ code }) => code)).not.toContain(
    'EMERGENCY_REVIEW_OVERDUE',
  );

  expect(await review(WHO)).toBe('REVIEWER_INVOLVED');
  expect(await review(LOGIN)).toBe('REVIEWER_INVOLVED');
  expect(await review('hr:10517')).toBe('REVIEWER_INVOLVED');
  expect(await review('hr:10124')).toBe('REVIEWER_UNFIT');
  expect(await codes()).toContain('EMERGENCY_REVIEW_OVERDUE');

  const first = await review(GOVERNOR);
  expect(first).toMatchObject({
    outcome: 'confirmed',
    reviewer: GOVERNOR,
    recorded: 'now',
    approvers: ['hr:10517'],
  });
  expect(await review(GOVERNOR)).toEqual({ ...(first as object), recorded: 'before' });
  expect(await review('hr:10110', 'revoked')).toBe('REVIEW_RECORDED');

  expect(await decide('ACC-9102')).toMatchObject({ outcome: 'approve' });
  expect(await warnings()).toEqual([]);
  const told = documentOf('explain', await run('explain', 'ACC-9101', '--json'));
  expect(JSON.stringify(told)).toContain(`${GOVERNOR} reviewed it afterwards: confirmed`);
  const [{ evidence }] = told['tickets'] as [{ evidence: { faults: { stage: string }[] } }];
  expect(evidence.faults.map(({ stage }) => stage)).not.toContain('exception-review');
  await done('ledger', 'verify', '--sandbox');
});

test('what needs no review is refused, and so is what no ledger has', async () => {
  const needless = await run(
    'review',
    'ACC-9101',
    '--by',
    GOVERNOR,
    '--outcome',
    'confirmed',
    '--why',
    'Nothing to see here',
    '--json',
  );
  expect(JSON.parse(needless.out)).toMatchObject({ error: { code: 'NOT_FOUND' } });
  await decide('ACC-9101', '--record');
  expect(await review(GOVERNOR)).toBe('REVIEW_NEEDLESS');
});
