import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { declare } from '../entitlements/index.js';
import { readIdentity } from '../lib/adapters/feeds/read.js';
import { readTickets } from '../lib/adapters/files/tickets.js';
import { catalogueOf } from '../lib/declare/index.js';
import { linksOf, type IdentitySnapshot } from '../lib/identity/index.js';
import { digestOf, parseInstant, type Instant } from '../lib/kernel/index.js';
import {
  approverRoles,
  type ApproverRole,
  type Catalogue,
  type Route,
  type Ticket,
} from '../lib/manifest/index.js';
import { tryParsePrincipal } from '../lib/model/index.js';
import { DECISIONS_SCHEMA, intake, type Decision, type ResolvedTicket } from '../lib/policy/index.js';

/**
 * Writes `entitlements/decisions.json`: what the approvers of Meridian Pay said about its tickets, over the digest
 * of what each ticket gives. Run it again after changing a package or a ticket: an approval covers content, and
 * other content is unapproved. Refuses an approver who does not hold the route's role.
 *
 * node scripts/run-ts.js scripts/decide-example.ts
 */
const EXAMPLE = join(__dirname, '..', 'entitlements');
const AS_OF = parseInstant('2026-11-20T09:00:00Z');

interface Said {
  readonly at: string;
  readonly approvers: readonly string[];
  /** Absent: approved. */
  readonly denied?: string;
}

/** Who said what, and when. A ticket that is not here is undecided. */
const SAID: Readonly<Record<string, Said>> = {
  'ACC-0026': { at: '2026-08-31T13:20:00Z', approvers: ['hr:10410'] },
  'ACC-0027': { at: '2026-09-14T09:05:00Z', approvers: ['hr:10417'] },
  'ACC-0028': { at: '2026-09-21T07:45:00Z', approvers: ['hr:10280'] },
  'ACC-0029': { at: '2026-10-01T10:00:00Z', approvers: ['hr:10217'] },
  'ACC-0030': { at: '2026-10-05T08:12:00Z', approvers: [] },
  'ACC-0031': { at: '2026-11-06T15:30:00Z', approvers: ['hr:10110', 'hr:10517'] },
  'ACC-0032': { at: '2026-11-02T11:15:00Z', approvers: ['hr:10124', 'hr:10510'] },
  'ACC-0033': { at: '2026-11-03T09:40:00Z', approvers: ['hr:10280', 'hr:10710'] },
  'ACC-0034': { at: '2026-11-10T07:25:00Z', approvers: ['hr:10124'] },
  'ACC-0035': { at: '2026-11-16T16:50:00Z', approvers: ['hr:10110'] },
  'ACC-0036': { at: '2026-11-12T02:36:00Z', approvers: ['hr:10524'] },
  'ACC-0037': { at: '2026-11-13T14:10:00Z', approvers: ['hr:10410'] },
  'ACC-0038': { at: '2026-09-28T08:30:00Z', approvers: ['hr:10617'] },
  'ACC-0039': { at: '2026-10-23T12:00:00Z', approvers: ['hr:10417'] },
  'ACC-0040': { at: '2026-11-16T16:05:00Z', approvers: ['hr:10417'] },
  'ACC-0041': { at: '2026-11-19T15:22:00Z', approvers: ['hr:10117', 'hr:10531'] },
  'ACC-0043': {
    at: '2026-11-17T10:02:00Z',
    approvers: [],
    denied: 'already prepares payments; nobody prepares and releases',
  },
  'ACC-0044': { at: '2026-11-18T13:37:00Z', approvers: ['hr:10117', 'hr:10517'] },
  'ACC-0045': { at: '2026-11-16T09:00:00Z', approvers: ['hr:10117'] },
  'ACC-0046': { at: '2026-11-19T17:48:00Z', approvers: ['hr:10124', 'hr:10524'] },
  'ACC-0047': { at: '2026-10-12T09:15:00Z', approvers: ['hr:10510'] },
  'ACC-0048': { at: '2026-11-04T08:55:00Z', approvers: ['hr:10224'] },
  'ACC-0049': { at: '2026-10-20T07:30:00Z', approvers: ['hr:10517'] },
  'ACC-0050': { at: '2026-10-20T07:32:00Z', approvers: ['hr:10517'] },
};

async function main(): Promise<void> {
  const catalogue = catalogueOf(declare());
  const identity = await readIdentity({ hr: feed('hr'), directory: feed('directory') }, AS_OF);
  const { tickets, faults } = await readTickets(join(EXAMPLE, 'requests'));
  for (const { file, error } of faults) throw new Error(`${file}: ${error.message}`);
  const decisions = tickets.flatMap((ticket) => decided(ticket, tickets, catalogue, identity));
  const file = join(EXAMPLE, 'decisions.json');
  const text = JSON.stringify({
    $schema: '../schemas/decisions.schema.json',
    schema: DECISIONS_SCHEMA,
    decisions,
  });
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), parser: 'json' }));
}

function feed(name: string): { data: string; manifest: string } {
  const base = join(EXAMPLE, 'feeds', name);
  return { data: `${base}.csv`, manifest: `${base}.manifest.json` };
}

function decided(
  ticket: Ticket,
  all: readonly Ticket[],
  catalogue: Catalogue,
  identity: IdentitySnapshot,
): Decision[] {
  const said = SAID[ticket.ticket];
  if (!said) return [];
  const at = parseInstant(said.at);
  const resolved = resolvedAt(ticket, all, catalogue, identity, at);
  if (!said.denied) checkApprovers(resolved, said.approvers, catalogue, identity);
  return [
    {
      ticket: ticket.ticket,
      digest: resolved.digest,
      outcome: said.denied ? 'deny' : 'approve',
      rules: [said.denied ? 'separation-of-duties' : `route-${resolved.package.approval.kind}`],
      reasons: [said.denied ?? reasonOf(resolved.package.approval)],
      approvers: said.approvers,
      policy: digestOf(catalogue.packages.map(({ id, approval }) => ({ id, approval }))),
      at,
    },
  ];
}

/** The ticket as intake saw it on the day it was decided. */
function resolvedAt(
  ticket: Ticket,
  all: readonly Ticket[],
  catalogue: Catalogue,
  identity: IdentitySnapshot,
  at: Instant,
): ResolvedTicket {
  const { resolved, refused } = intake(all, catalogue, identity, at);
  const found = resolved.find((each) => each.ticket.ticket === ticket.ticket);
  if (found) return found;
  const why = refused.find((each) => each.ticket === ticket.ticket)?.reasons[0]?.message ?? 'not read';
  throw new Error(`${ticket.ticket}: ${why}`);
}

function reasonOf(route: Route): string {
  return route.kind === 'auto' ? route.why : `every role of the route approved: ${route.kind}`;
}

/** Each role of the route is filled by a person of its own, and nobody decides for themselves. */
function checkApprovers(
  resolved: ResolvedTicket,
  approvers: readonly string[],
  catalogue: Catalogue,
  identity: IdentitySnapshot,
): void {
  const { ticket } = resolved.ticket;
  if (approvers.includes(resolved.ticket.principal))
    throw new Error(`${ticket}: approved by its own beneficiary`);
  const pools = approverRoles(resolved.package.approval).map((role) =>
    poolOf(role, resolved, catalogue, identity),
  );
  const fits = pools.every((pool, index) => pool.has(approvers[index] ?? ''));
  if (!fits || new Set(approvers).size !== pools.length) {
    throw new Error(`${ticket}: ${approvers.join(', ') || 'nobody'} does not fill its route`);
  }
}

function poolOf(
  role: ApproverRole,
  { ticket, package: wanted }: ResolvedTicket,
  catalogue: Catalogue,
  identity: IdentitySnapshot,
): ReadonlySet<string> {
  if (role.role === 'manager') {
    const principal = tryParsePrincipal(ticket.principal);
    const manager = principal ? linksOf(identity).personOf(principal.id)?.manager : undefined;
    return new Set(manager ? [`hr:${manager}`] : []);
  }
  const name = role.role === 'team' ? role.team : wanted.owner;
  const team = catalogue.teams.find((each) => each.name === name);
  return new Set((team?.approvers ?? []).map((id) => `hr:${id}`));
}

void main();
