import type { Body, LedgerRecord } from '../evidence/index.js';
import { digestOf, type Digest } from '../kernel/index.js';
import type { Ticket } from '../manifest/index.js';
import type { Decision, RecordedTickets } from '../policy/index.js';
import { ofKind, usesIn, type BodySource } from '../record/index.js';

/**
 * What a verified ledger has of decided tickets: the decisions in their order, of approved tickets whose file is not as it
 * was, the ticket as it was kept, and the removals that a synthesis went by. One that was erased cannot stand in for its
 * file.
 */
export async function recordedTickets(
  records: readonly LedgerRecord[],
  bodies: BodySource,
  files: readonly Ticket[],
): Promise<RecordedTickets> {
  const decisions = recordedDecisions(records);
  const approved = new Set(
    decisions.filter(({ outcome }) => outcome === 'approve').map(({ ticket }) => ticket),
  );
  const intakes = ofKind(records, 'intake').filter(({ body }) => approved.has(body.ticket));
  const requests = new Set<Digest>(intakes.map(({ body }) => body.request));
  const there = new Set(files.map((file) => digestOf(file)));
  const kept: Ticket[] = [];
  for (const request of requests) {
    if (there.has(request)) continue;
    const body = await bodies.tryFind(request);
    if (body !== undefined) kept.push(body as Ticket);
  }
  const removals: Ticket[] = [];
  const byRequest = new Map(files.map((file) => [digestOf(file), file]));
  for (const request of removalRequests(records)) {
    const body = byRequest.get(request) ?? (await bodies.tryFind(request));
    if (body !== undefined) removals.push(body as Ticket);
  }
  return { decisions, kept, removals, requests, uses: usesIn(records) };
}

/** The decisions that a ledger has, in its order. */
export function recordedDecisions(records: readonly LedgerRecord[]): Decision[] {
  return ofKind(records, 'decision').map(({ body }) => decisionOf(body));
}

/** Removals that a synthesis went by; none is recorded under an id that was decided on before. */
function removalRequests(records: readonly LedgerRecord[]): readonly Digest[] {
  return ofKind(records, 'intake').flatMap(({ body }) => (body.ends === undefined ? [] : [body.request]));
}

function decisionOf({
  ticket,
  content,
  outcome,
  rules,
  reasons,
  approvers,
  policy,
  at,
  expires,
  seats,
}: Body<'decision'>): Decision {
  return {
    ticket,
    digest: content,
    outcome,
    rules,
    reasons,
    approvers,
    policy,
    at,
    ...(expires ? { expires } : {}),
    ...(seats ? { seats } : {}),
  };
}
