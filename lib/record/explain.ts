import type { FindingId } from '../drift/index.js';
import type { LedgerRecord } from '../evidence/index.js';
import type { Digest, Instant } from '../kernel/index.js';
import type { Manifest } from '../manifest/index.js';
import { principalText, type EdgeId } from '../model/index.js';
import { ticketOf } from './basis.js';
import { completenessOf, type TicketCompleteness } from './completeness.js';
import { provenAt, triggerOf } from './end-proof.js';
import { standingsIn, type WantedStanding } from './standings.js';
import { ticketRecords, type TicketRecord } from './ticket-record.js';
import { timelineOf, type Moment } from './timeline.js';

/** What is to be explained. */
export type ExplainSubject =
  | { readonly what: 'ticket'; readonly ticket: string }
  | { readonly what: 'holding'; readonly principal: string; readonly package: string }
  | { readonly what: 'edge'; readonly edge: EdgeId };

/** How far its end is proven. */
export type EndState =
  /** A live reading after the end shows it gone. */
  | { readonly state: 'ended'; readonly at: Instant; readonly verifiedAt: Instant }
  /** It was to end, and nothing proves that it did: still active as far as evidence goes. */
  | { readonly state: 'unproven'; readonly at: Instant }
  | { readonly state: 'still-active'; readonly until: Instant | 'standing' | 'unknown' }
  /** No decision allowed it. */
  | { readonly state: 'not-granted' };

/** REQ-103: who approved, under which policy, why, and when access ended. */
export interface TicketExplanation {
  readonly ticket: string;
  readonly principal: string;
  readonly package: string;
  readonly asset: string;
  readonly outcome: string;
  readonly approvers: readonly string[];
  /** Who filled which role of the route, as checked when it was recorded; absent where nobody checked it. */
  readonly seats?: readonly { readonly approver: string; readonly role: string }[];
  readonly policy: Digest | undefined;
  readonly rules: readonly string[];
  readonly reasons: readonly string[];
  readonly decidedAt: Instant | undefined;
  readonly end: EndState;
  readonly evidence: TicketCompleteness;
}

/** The life of a ticket, a holding or an edge, from evidence. */
export interface Explanation {
  readonly schema: 'writ.explain/1';
  readonly subject: ExplainSubject;
  readonly at: Instant;
  readonly tickets: readonly TicketExplanation[];
  /** What else the manifest of the last judgement says it stands on: birthrights, legacy, structure. */
  readonly wanted: readonly WantedStanding[];
  /** Every entry about it. */
  readonly timeline: readonly Moment[];
}

/** Explains a subject at an instant; `manifest` is what the last judgement held wanted, where it is at hand. */
export function explain(
  subject: ExplainSubject,
  records: readonly LedgerRecord[],
  at: Instant,
  manifest?: Manifest,
): Explanation {
  const known = records.filter(({ recordedAt }) => recordedAt <= at);
  const standings = manifest ? standingsIn(manifest).filter((each) => concerns(subject, each)) : [];
  const tickets = ticketRecords(known).filter((record) => isAbout(subject, record, standings));
  const names = new Set(tickets.map(({ ticket }) => ticket));
  const edges = edgesAbout(subject, tickets, standings);
  const about = known.filter((record) => names.has(ticketOf(record) ?? '') || touches(record, edges));
  return {
    schema: 'writ.explain/1',
    subject,
    at,
    tickets: tickets.map((record) => ticketExplanation(record, at, standings)),
    wanted: standings,
    timeline: timelineOf(about),
  };
}

/** REQ-103 of one ticket. */
function ticketExplanation(
  record: TicketRecord,
  at: Instant,
  standings: readonly WantedStanding[],
): TicketExplanation {
  const asked = record.intake.at(-1)?.body;
  const decision = record.decision.at(-1)?.body;
  return {
    ticket: record.ticket,
    principal: asked?.principal ?? 'unknown',
    package: asked?.package ?? 'unknown',
    asset: asked?.asset ?? 'unknown',
    outcome: decision?.outcome ?? 'undecided',
    approvers: decision?.approvers ?? [],
    ...(decision?.seats ? { seats: decision.seats } : {}),
    policy: decision?.policy,
    rules: decision?.rules ?? [],
    reasons: decision?.reasons ?? [],
    decidedAt: decision?.at,
    end: endOf(record, at, standings),
    evidence: completenessOf(record, at),
  };
}

function endOf(record: TicketRecord, at: Instant, standings: readonly WantedStanding[]): EndState {
  const trigger = triggerOf(record);
  if (trigger !== undefined && trigger <= at) {
    const verifiedAt = provenAt(record, trigger);
    return verifiedAt === undefined
      ? { state: 'unproven', at: trigger }
      : { state: 'ended', at: trigger, verifiedAt };
  }
  const wanted = standings.find(({ ticket }) => ticket === record.ticket);
  if (wanted && wanted.window.end !== 'standing' && wanted.window.end <= at)
    return { state: 'unproven', at: wanted.window.end };
  const allowed = record.decision.at(-1)?.body.outcome === 'approve';
  if (!allowed && record.change.length === 0) return { state: 'not-granted' };
  return { state: 'still-active', until: trigger ?? wanted?.window.end ?? 'unknown' };
}

function concerns(subject: ExplainSubject, standing: WantedStanding): boolean {
  switch (subject.what) {
    case 'ticket':
      return standing.ticket === subject.ticket;
    case 'holding':
      return principalText(standing.principal) === subject.principal && standing.package === subject.package;
    case 'edge':
      return standing.edges.includes(subject.edge);
  }
}

function isAbout(
  subject: ExplainSubject,
  record: TicketRecord,
  standings: readonly WantedStanding[],
): boolean {
  if (standings.some(({ ticket }) => ticket === record.ticket)) return true;
  switch (subject.what) {
    case 'ticket':
      return record.ticket === subject.ticket;
    case 'holding':
      return record.intake.some(
        ({ body }) => body.principal === subject.principal && body.package === subject.package,
      );
    case 'edge':
      return record.entries.some((entry) => touches(entry, new Set([subject.edge])));
  }
}

function edgesAbout(
  subject: ExplainSubject,
  tickets: readonly TicketRecord[],
  standings: readonly WantedStanding[],
): ReadonlySet<FindingId> {
  if (subject.what === 'edge') return new Set([subject.edge]);
  return new Set([
    ...tickets.flatMap(({ entries }) => entries.flatMap(edgesNamed)),
    ...standings.flatMap(({ edges }) => edges),
  ]);
}

function touches(record: LedgerRecord, edges: ReadonlySet<FindingId>): boolean {
  return edgesNamed(record).some((edge) => edges.has(edge));
}

/** The edges that an entry is about. */
function edgesNamed({ body }: LedgerRecord): readonly FindingId[] {
  if ('scope' in body) return body.scope;
  if ('edges' in body && Array.isArray(body.edges)) return body.edges;
  return 'edge' in body ? [body.edge] : [];
}
