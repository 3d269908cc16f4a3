import { subject, type Fact, type LedgerRecord } from '../evidence/index.js';
import {
  canonicalJson,
  digestOf,
  groupBy,
  isList,
  sortedTexts,
  type Clock,
  type Digest,
} from '../kernel/index.js';
import type { Catalogue, Manifest, OmittedTicket, PackageDeclaration, Ticket } from '../manifest/index.js';
import { targetKey } from '../model/index.js';
import type { Decision, Seat } from '../policy/index.js';
import { ofKind } from '../record/index.js';

/** What was decided, and what it was decided on. */
export interface DecidedInput {
  readonly decisions: readonly Decision[];
  readonly tickets: readonly Ticket[];
  /** The ticket that each content was asked for by, by the digest that a decision covers. */
  readonly asked?: ReadonlyMap<Digest, Ticket>;
  /** Who filled which role of the route, by decision that counts. */
  readonly seats?: ReadonlyMap<Decision, readonly Seat[]>;
  readonly manifest: Manifest;
}

/** What is to be recorded of decisions, and the tickets whose bodies the facts name. */
export interface DecisionFacts {
  readonly facts: readonly Fact[];
  readonly tickets: readonly Ticket[];
}

/**
 * REQ-037: every decision with outcome, rules, reasons and the digests of inputs and policy, denials and refusals too;
 * and what each ticket asked for and is. What `records` has already is left out. Nothing is recorded under an id that was
 * not read out of a file, nor is a refusal under that of something approved.
 */
export function decisionFacts(
  records: readonly LedgerRecord[],
  clock: Clock,
  { decisions, tickets, asked = new Map(), seats = new Map(), manifest }: DecidedInput,
): DecisionFacts {
  const inputs = digestOf(manifest.inputs);
  const earlier = ofKind(records, 'decision').map(({ body }) => body);
  // Of what only the ledger has it is recorded as well that it was checked, once it counts.
  const decided = [...new Set([...decisions, ...seats.keys()])].map((decision): DecisionBody =>
    decidedBody(decision, inputs, seats.get(decision)),
  );
  const approved = new Set([...earlier, ...decided].filter(isApproval).map(({ ticket }) => ticket));
  const all = [
    ...decided,
    ...manifest.omitted
      .filter(({ ticket }) => !approved.has(ticket))
      .flatMap((omitted) => refusedBody(omitted, manifest, inputs)),
  ];
  const isKnown = knownIn(earlier);
  const told = factsOfBodies(records, clock, {
    bodies: all.filter((body) => !isKnown(body)),
    tickets,
    asked,
    catalogue: manifest.catalogue,
  });
  const stood = standingRemovals(records, [...earlier, ...all], asked.values());
  return {
    facts: [...told.facts, ...stood.flatMap((removal) => intakeFacts(removal, clock, removal.of))],
    tickets: [...told.tickets, ...stood],
  };
}

/** Whether a decision is recorded already; that it counts, and by whom, is recorded of one that was recorded unchecked. */
function knownIn(earlier: readonly DecisionBody[]): (body: DecisionBody) => boolean {
  const checked = new Set(earlier.filter(({ seats }) => seats).map(rowKey));
  const said = new Set(earlier.map(decisionKey));
  return (body) => checked.has(rowKey(body)) || (!body.seats && said.has(decisionKey(body)));
}

/** Decisions to be recorded, and what they were made on. */
export interface BodiesInput extends Pick<DecidedInput, 'tickets'> {
  readonly bodies: readonly DecisionBody[];
  readonly asked: ReadonlyMap<Digest, Ticket>;
  readonly catalogue: Catalogue;
}

/** Decisions as facts, each after the intake and the classification of its ticket where the ledger lacks them. */
export function factsOfBodies(
  records: readonly LedgerRecord[],
  clock: Clock,
  { bodies, tickets, asked, catalogue }: BodiesInput,
): DecisionFacts {
  const byId = groupBy(tickets, ({ ticket }) => ticket);
  const begun = new Set(ofKind(records, 'intake').map(({ body }) => body.request));
  const kept: Ticket[] = [];
  const facts = bodies.flatMap((body): Fact[] => {
    const named = byId.get(body.ticket) ?? [];
    const ticket = asked.get(body.content) ?? (named.length === 1 ? named[0] : undefined);
    const request = ticket ? digestOf(ticket) : undefined;
    const first = ticket && request && !begun.has(request) ? intakeFacts(ticket, clock) : [];
    if (ticket) kept.push(ticket);
    if (request) begun.add(request);
    const classified = ticket ? classificationFacts(ticket, body, catalogue, records) : [];
    return [...first, ...classified, { kind: 'decision', subject: [subject('content', body.content)], body }];
  });
  return { facts, tickets: kept };
}

/** Removals that end something though nobody decided on them, as none has to: they stand, whatever becomes of their files. */
function standingRemovals(
  records: readonly LedgerRecord[],
  decisions: readonly DecisionBody[],
  asked: Iterable<Ticket>,
): Ticket[] {
  const settled = new Set([
    ...decisions
      .filter(({ outcome }) => outcome === 'approve' || outcome === 'deny')
      .map(({ ticket }) => ticket),
    ...ofKind(records, 'intake').flatMap(({ body }) => (body.ends === undefined ? [] : [body.ticket])),
  ]);
  return [...asked].filter(({ kind, ticket }) => kind === 'removal' && !settled.has(ticket));
}

function isApproval({ outcome }: DecisionBody): boolean {
  return outcome === 'approve';
}

/** What an entry of kind `decision` says. */
export type DecisionBody = Extract<Fact, { kind: 'decision' }>['body'];

function decidedBody(decision: Decision, inputs: Digest, seats?: readonly Seat[]): DecisionBody {
  const { ticket, digest, outcome, rules, reasons, approvers, policy, at, expires } = decision;
  return {
    ticket,
    content: digest,
    outcome,
    rules: [...rules],
    reasons: isList(reasons) ? reasons : ['no reason was given'],
    approvers: [...approvers],
    policy,
    inputs,
    at,
    ...(expires ? { expires } : {}),
    ...(seats && outcome === 'approve' ? { seats: [...seats] } : {}),
  };
}

/** A ticket that intake itself turned away was refused: its inputs were not fit to decide on. */
function refusedBody(omitted: OmittedTicket, manifest: Manifest, inputs: Digest): DecisionBody[] {
  const { ticket, state, reasons, digest: content } = omitted;
  const words = reasons.map(({ message }) => message);
  if (state !== 'invalid' || ticket === omitted.file || !isList(words)) return [];
  if (reasons.some(({ code }) => code === 'TICKET_DUPLICATE' || code === 'TICKET_ALTERED')) return [];
  return [
    {
      ticket,
      content: content ?? digestOf({ ticket, file: omitted.file, reasons }),
      outcome: 'refuse',
      rules: reasons.map(({ code }) => code),
      reasons: words,
      approvers: [],
      policy: manifest.inputs.declarations,
      inputs,
      at: manifest.asOf,
    },
  ];
}

/**
 * One decision is one entry, however often it is read; a refusal is told by what it is about, not by when it was seen. An
 * approval that was completed by another approver is another one.
 */
function decisionKey(body: DecisionBody): string {
  const { ticket, content, outcome, reasons, approvers } = body;
  if (outcome === 'refuse') return canonicalJson([ticket, content, outcome, reasons]);
  return canonicalJson([rowKey(body), sortedTexts(approvers)]);
}

/** What was found to suffice stays as it was recorded, whatever its row says later. */
function rowKey({ ticket, content, outcome, policy, at }: DecisionBody): string {
  return canonicalJson([ticket, content, outcome, policy, at]);
}

function intakeFacts(ticket: Ticket, clock: Clock, ends?: string): Fact[] {
  const request = digestOf(ticket);
  return [
    {
      kind: 'intake',
      subject: [subject(ticket.file, request)],
      body: {
        ticket: ticket.ticket,
        kind: ticket.kind,
        request,
        // Who opened it is for the forge to say; a file says only for whom.
        requester: 'unknown',
        principal: ticket.principal,
        package: ticket.package,
        asset: ticket.asset,
        ...(ends === undefined ? {} : { ends }),
        at: clock.now(),
      },
    },
  ];
}

function classificationFacts(
  ticket: Ticket,
  { content, rules }: DecisionBody,
  catalogue: Catalogue,
  records: readonly LedgerRecord[],
): Fact[] {
  const wanted = catalogue.packages.find(({ id }) => id === ticket.package);
  const entitlements = wanted ? entitlementsOf(wanted, ticket.asset) : [];
  const there = ofKind(records, 'classification').some(
    ({ body }) => body.ticket === ticket.ticket && body.content === content,
  );
  if (!wanted || !isList(entitlements) || there) return [];
  return [
    {
      kind: 'classification',
      subject: [subject('content', content)],
      body: {
        ticket: ticket.ticket,
        content,
        package: wanted.id,
        risk: wanted.risk,
        route: wanted.approval.kind,
        entitlements,
        rules: [...rules],
      },
    },
  ];
}

function entitlementsOf({ grants }: PackageDeclaration, asset: string): string[] {
  const given = grants.find((each) => each.asset === asset)?.entitlements ?? [];
  return given.map(({ target }) => targetKey(target));
}
