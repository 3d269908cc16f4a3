import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { declare } from '../entitlements/index.js';
import { readIdentity } from '../lib/adapters/feeds/read.js';
import { readRuleFiles } from '../lib/adapters/files/rules.js';
import { readTickets } from '../lib/adapters/files/tickets.js';
import { catalogueOf } from '../lib/declare/index.js';
import type { IdentitySnapshot } from '../lib/identity/index.js';
import {
  digestOf,
  instantOf,
  epochOf,
  parseInstant,
  type Digest,
  type Instant,
} from '../lib/kernel/index.js';
import type { Catalogue, Ticket } from '../lib/manifest/index.js';
import {
  DECISION_RECORDS_SCHEMA,
  decisionOf,
  intake,
  keptWith,
  OBSERVATIONS_SCHEMA,
  RuleEngine,
  type DecisionRecord,
  type ObservedChange,
  type ObservedReview,
} from '../lib/policy/index.js';
import { decideTickets } from '../lib/workflow/index.js';
import { SAID, type Said } from './example-reviews.js';

/**
 * Writes `entitlements/observations.json`: who opened the tickets of Meridian Pay and who reviewed them, over the digest of what each
 * gives; and `entitlements/decisions.json`: what the rules make of it, each ticket at its own time. Run it again after changing a
 * package, a ticket or a rule: an approval covers content, and other content is unapproved.
 *
 * node scripts/run-ts.js scripts/decide-example.ts
 */
const EXAMPLE = join(__dirname, '..', 'entitlements');
const AS_OF = parseInstant('2026-11-20T09:00:00Z');
const REPOSITORY = 'github.com/meridian-pay/access';

async function main(): Promise<void> {
  const catalogue = catalogueOf(declare());
  const { tickets, faults } = await readTickets(join(EXAMPLE, 'requests'));
  for (const { file, error } of faults) throw new Error(`${file}: ${error.message}`);
  const engine = await RuleEngine.of(await readRuleFiles(join(EXAMPLE, 'policy')));
  const seen = await observed(tickets, catalogue);
  await writeJson('observations', {
    $schema: '../schemas/observations.schema.json',
    schema: OBSERVATIONS_SCHEMA,
    ...seen,
  });
  const observations = { ...seen, digest: digestOf(seen) };
  let records: readonly DecisionRecord[] = [];
  for (const [ticket, said] of Object.entries(SAID).sort(([, a], [, b]) => (a.at < b.at ? -1 : 1))) {
    const asOf = parseInstant(said.at);
    const there = tickets.filter((each) => (SAID[each.ticket]?.at ?? '9') <= said.at);
    const made = decideTickets({
      catalogue,
      tickets: there,
      identity: await identityAt(asOf),
      decisions: records.flatMap((each) => decisionOf(each) ?? []),
      observations,
      engine,
      asOf,
    });
    const own = made.filter((each) => each.ticket === ticket);
    for (const each of own) report(each, said);
    records = keptWith(records, own);
  }
  await writeJson('decisions', {
    $schema: '../schemas/decisions.schema.json',
    schema: DECISION_RECORDS_SCHEMA,
    decisions: records,
  });
}

/** Says what came out otherwise than the example tells it. */
function report({ ticket, outcome, reasons }: DecisionRecord, said: Said): void {
  const comes: string = said.comes ?? 'approve';
  const why = reasons.map(({ code, message }) => `${code} (${message})`).join(', ');
  if (outcome !== comes) process.stderr.write(`${ticket}: ${outcome} instead of ${comes}: ${why}\n`);
}

/** The feeds of the example are of one day: what they say of an earlier one is all but what was found wrong with them on it. */
async function identityAt(asOf: Instant): Promise<IdentitySnapshot> {
  const { findings: _, ...snapshot } = await readIdentity(
    { hr: feed('hr'), directory: feed('directory') },
    AS_OF,
  );
  return { ...snapshot, asOf };
}

function feed(name: string): { data: string; manifest: string } {
  const base = join(EXAMPLE, 'feeds', name);
  return { data: `${base}.csv`, manifest: `${base}.manifest.json` };
}

/** A pull request for each ticket, opened an hour before it was decided, and its reviews. */
async function observed(
  tickets: readonly Ticket[],
  catalogue: Catalogue,
): Promise<{ changes: ObservedChange[]; reviews: ObservedReview[] }> {
  const changes: ObservedChange[] = [];
  const reviews: ObservedReview[] = [];
  for (const ticket of tickets) {
    const said = SAID[ticket.ticket];
    if (!said) continue;
    const at = parseInstant(said.at);
    const identity = await identityAt(at);
    const login = (who: string): string =>
      identity.people.find(({ id }) => `hr:${id}` === who)?.forgeLogin ?? missing(who);
    const change = `${REPOSITORY}/pull/${String(Number(ticket.ticket.replace(/\D/g, '')) + 100)}`;
    const head = digestOf([change, 'head']).slice('sha256:'.length, 'sha256:'.length + 40);
    const opener = { login: login(said.by ?? ticket.principal), kind: 'user' as const };
    changes.push({
      change,
      repository: REPOSITORY,
      base: 'main',
      head,
      openedBy: opener,
      openedAt: instantOf(epochOf(at) - 3_600_000),
      pushedBy: [opener],
      emails: [],
      state: (said.comes ?? 'approve') === 'approve' ? 'merged' : 'open',
      tickets: [ticket.ticket],
    });
    const content = contentOf(ticket, tickets, catalogue, identity, at);
    said.approvers.forEach((who, index) =>
      reviews.push({
        id: `${change}#${index + 1}`,
        change,
        by: { login: login(who), kind: 'user' },
        state: 'approved',
        at: instantOf(epochOf(at) - (said.approvers.length - 1 - index) * 600_000),
        base: 'main',
        head,
        contents: { [ticket.ticket]: content },
      }),
    );
  }
  return { changes, reviews };
}

function missing(who: string): never {
  throw new Error(`${who} has no login at the forge: name somebody who opened it in example-reviews.ts`);
}

/** The digest of what a ticket gave on the day it was reviewed. */
function contentOf(
  ticket: Ticket,
  all: readonly Ticket[],
  catalogue: Catalogue,
  identity: IdentitySnapshot,
  at: Instant,
): Digest {
  const { resolved, unfit, refused } = intake(all, catalogue, identity, at);
  const found = [...resolved, ...unfit].find((each) => each.ticket.ticket === ticket.ticket);
  if (found) return found.digest;
  const why = refused.find((each) => each.ticket === ticket.ticket)?.reasons[0]?.message ?? 'not read';
  throw new Error(`${ticket.ticket}: ${why}`);
}

async function writeJson(name: string, value: unknown): Promise<void> {
  const file = join(EXAMPLE, `${name}.json`);
  writeFileSync(
    file,
    await format(JSON.stringify(value), { ...(await resolveConfig(file)), parser: 'json' }),
  );
}

void main();
