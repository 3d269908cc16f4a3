import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { correlate } from '../lib/identity/index.js';
import { digestOf, parseInstant, plus, type Instant } from '../lib/kernel/index.js';
import { TICKET_SCHEMA, type Ticket } from '../lib/manifest/index.js';
import { intake, RuleEngine, type ObservedChange, type ObservedReview } from '../lib/policy/index.js';
import { decideTickets } from '../lib/workflow/decide.js';
import { accountRow, feed } from '../test/_helpers/people.js';
import { CATALOGUE, STAFF } from '../test/policy/golden/organization.js';
import type { Measure } from './run.js';

const AT = parseInstant('2026-11-20T09:00:00Z');
const HOUR = 3_600_000;
const MANY = 10_000;
const POLICY = join(__dirname, '..', 'entitlements', 'policy');

/**
 * How long the rules of the example take over the organization of the golden table: one ticket once everything is loaded, from inputs to
 * record; and 10,000 tickets of 10,000 engineers in one run, each brought by a change of its own and reviewed by its owner.
 */
export default async function bench(): Promise<Measure[]> {
  const files = readdirSync(POLICY).filter((name) => name.endsWith('.cedar'));
  const engine = await RuleEngine.of(
    files.map((file) => ({ file, text: readFileSync(join(POLICY, file), 'utf8') })),
  );
  const one = inputsOf(1, engine);
  for (let i = 0; i < 20; i += 1) decideTickets(one);
  const rounds = 50;
  const each = seconds(() => {
    for (let i = 0; i < rounds; i += 1) decideTickets(one);
  });
  const many = inputsOf(MANY, engine);
  global.gc?.();
  const before = process.memoryUsage().heapUsed;
  let outcomes: readonly string[] = [];
  const all = seconds(() => {
    outcomes = decideTickets(many).map(({ outcome }) => outcome);
  });
  const used = process.memoryUsage().heapUsed - before;
  const approved = outcomes.filter((outcome) => outcome === 'approve').length;
  if (outcomes.length !== MANY || approved !== MANY)
    throw new Error(`${approved} of ${outcomes.length} approved`);
  return [
    { name: 'decision-ms', value: (each / rounds) * 1000, unit: 'ms' },
    { name: 'decide-10k-tickets-seconds', value: all, unit: 's' },
    { name: 'decide-10k-tickets-heap-mb', value: used / 1024 / 1024, unit: 'MB' },
  ];
}

function seconds(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/** Tickets of as many engineers, beside the staff of the golden table. */
function inputsOf(count: number, engine: RuleEngine): Parameters<typeof decideTickets>[0] {
  const [engineer] = STAFF.filter((row) => row['worker_id'] === '10');
  const ids = Array.from({ length: count }, (_, index) => String(100_000 + index));
  const hr = [
    ...STAFF,
    ...ids.map((id) => ({ ...engineer, worker_id: id, email: `p${id}@example.org`, name: `Person ${id}` })),
  ];
  const everybody = hr.map((row) => row['worker_id']);
  const accounts = everybody.flatMap((id) => [
    accountRow(`hr:${id}`, 'okta', {}),
    accountRow(`hr:${id}`, 'aws', { native_id: `00000000-0000-0000-0000-${id.padStart(12, '0')}` }),
    accountRow(`hr:${id}`, 'github', { login: `l${id}`, native_id: `forge-${id}` }),
  ]);
  const identity = correlate(feed('hr', hr), feed('directory', accounts), AT, {
    heads: ['1'],
  });
  const tickets = ids.map((id, index) => ticketOf(id, index));
  const { resolved } = intake(tickets, CATALOGUE, identity, AT, { decisions: [], byRules: true });
  const changes = resolved.map(({ ticket: { ticket, principal } }): ObservedChange => {
    const opener = { login: `l${principal.slice(3)}`, kind: 'user' } as const;
    return {
      ...{ change: `pull/${ticket}`, repository: 'r', base: 'base', head: 'head', emails: [] },
      ...{ openedBy: opener, openedAt: ago(3), pushedBy: [opener], tickets: [ticket] },
    };
  });
  const reviews = resolved.map(({ ticket: { ticket }, digest }): ObservedReview => ({
    ...{ id: `review-${ticket}`, change: `pull/${ticket}`, by: { login: 'l20', kind: 'user' } },
    ...{ state: 'approved', at: ago(1), base: 'base', head: 'head', contents: { [ticket]: digest } },
  }));
  const observations = { changes, reviews, digest: digestOf({ changes, reviews }) };
  return { catalogue: CATALOGUE, identity, tickets, decisions: [], observations, engine, asOf: AT };
}

function ticketOf(id: string, index: number): Ticket {
  const pack = CATALOGUE.packages.find((each) => each.id === 'prod-read');
  return {
    ...{ schema: TICKET_SCHEMA, ticket: `ACC-${String(100_000 + index)}`, kind: 'standard' },
    ...{ principal: `hr:${id}`, package: 'prod-read', asset: pack?.grants[0].asset ?? '' },
    ...{ justification: 'Roll back the failed migration', window: { start: 'on-approval', for: 4 * HOUR } },
    file: `${id}.yaml`,
  };
}

function ago(hours: number): Instant {
  return plus(AT, -hours * HOUR);
}
