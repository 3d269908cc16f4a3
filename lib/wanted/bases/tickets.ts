import { plus, type Digest, type Instant } from '../../kernel/index.js';
import type { Basis } from '../../model/index.js';
import type { OmittedTicket, Reason, Tombstone } from '../../manifest/index.js';
import {
  judgeBy,
  onlySeen,
  seatingOf,
  type ApprovalGround,
  type Decision,
  type ResolvedTicket,
  type Seat,
  type Verdict,
} from '../../policy/index.js';
import type { Bound } from '../claim.js';
import type { Leaving } from './leaving.js';
import { holdOf, type Approved } from './holds.js';
import { lineage, ticketsOf, type Tickets } from './references.js';
import { removalsOf, type Removals } from './removals.js';
import { renewed, type TicketClaim } from './renewals.js';
import { endedByTombstone } from './tombstones.js';

/** What tickets are folded against. */
export interface TicketGround extends ApprovalGround {
  readonly decisions: readonly Decision[];
  readonly tombstones: readonly Tombstone[];
  readonly leaving: Leaving;
  /** Why the rules of today would not give what was approved, by the digest of its content; undefined where they would. */
  readonly objections: ReadonlyMap<Digest, Reason>;
  readonly asOf: Instant;
}

/** Resolved tickets as claims, and those without effect. */
export interface FoldedTickets {
  readonly claims: readonly TicketClaim[];
  readonly withoutEffect: readonly WithoutEffect[];
  /** Who filled which role, by decision that counts. */
  readonly seats: ReadonlyMap<Decision, readonly Seat[]>;
}

/** A ticket that resolves and makes no claim, and why. */
export interface WithoutEffect {
  readonly resolved: ResolvedTicket;
  readonly omitted: OmittedTicket;
}

/** Turns decided tickets into claims with all that bounds them; the others are left out with the reason. */
export function foldTickets(tickets: readonly ResolvedTicket[], ground: TicketGround): FoldedTickets {
  const known = ticketsOf(tickets);
  const judge = judgeBy(ground.decisions, ground, ground.asOf);
  const removals = removalsOf(tickets.filter(isRemoval), known, judge, ground.asOf);
  const opened: TicketClaim[] = [];
  const seats = new Map<Decision, readonly Seat[]>();
  const withoutEffect: WithoutEffect[] = [];
  for (const each of tickets) {
    const verdict = unrenewable(each, known) ?? judge(each);
    if (verdict.state === 'approved') {
      const { decision, hold } = verdict;
      if (!hold)
        seats.set(
          decision,
          decision.seats ?? seatingOf(each, onlySeen(each, decision, ground), ground).filled,
        );
      if (!isRemoval(each)) opened.push(claimOf(each, verdict, known, removals, ground));
    } else if (!isRemoval(each) || verdict.state === 'denied') {
      withoutEffect.push({ resolved: each, omitted: leftOut(each, verdict) });
    }
  }
  return { claims: renewed(endedByTombstone(opened, ground.tombstones), known), withoutEffect, seats };
}

function claimOf(
  resolved: ResolvedTicket,
  approved: Approved,
  known: Tickets,
  removals: Removals,
  { leaving, people, objections }: TicketGround,
): TicketClaim {
  const { ticket, principal } = resolved;
  const { decision } = approved;
  const hold = holdOf(resolved, approved, people) ?? objections.get(resolved.digest);
  const asked = ticket.window.start;
  const start = asked === 'on-approval' || asked < decision.at ? decision.at : asked;
  return {
    principal,
    package: resolved.package.id,
    asset: resolved.asset,
    entitlements: resolved.entitlements,
    basis: basisOf(resolved, known),
    start,
    bounds: [
      ...windowBounds(resolved, asked, start),
      ...leaving(principal),
      ...removals(resolved, decision.at),
    ],
    from: resolved,
    ...(hold ? { hold } : {}),
  };
}

/** A late approval never moves the end of a window that was asked for by date. */
function windowBounds({ ticket, package: pack }: ResolvedTicket, asked: string, start: Instant): Bound[] {
  const from = asked === 'on-approval' ? start : (asked as Instant);
  const bounds: Bound[] = [{ at: plus(from, ticket.window.for), why: 'window' }];
  if (pack.duration.kind === 'bounded' && ticket.kind !== 'renewal') {
    bounds.push({ at: plus(from, pack.duration.max), why: 'window' });
  }
  return bounds;
}

/** A renewal stands on the kind of basis that it renews. */
function basisOf(resolved: ResolvedTicket, known: Tickets): Basis {
  const { ticket } = resolved.ticket;
  const kind = lineage(resolved, known).at(-1)?.ticket.kind;
  return kind === 'exception' || kind === 'emergency' ? { kind, ticket } : { kind: 'ticket', ticket };
}

function isRemoval({ ticket }: ResolvedTicket): boolean {
  return ticket.kind === 'removal';
}

/** Why a renewal gives nothing even where it was approved; where the first ticket of its line was refused, a renewal stands first. */
function unrenewable(
  resolved: ResolvedTicket,
  known: Tickets,
): Exclude<Verdict, { state: 'approved' }> | undefined {
  if (resolved.ticket.kind !== 'renewal') return undefined;
  const first = lineage(resolved, known).at(-1)?.ticket.kind;
  if (first === 'emergency') {
    return notRenewed('WINDOW_INVALID', 'emergency access ends by itself and cannot be renewed');
  }
  return first === 'renewal' ? notRenewed('TICKET_REFERENCE', 'what it renews is itself refused') : undefined;
}

function notRenewed(
  code: 'WINDOW_INVALID' | 'TICKET_REFERENCE',
  message: string,
): Exclude<Verdict, { state: 'approved' }> {
  const remedy = 'open a standard ticket for a package that fits the work';
  return { state: 'quarantined', reasons: [{ code, message, remedy }] };
}

function leftOut(
  { ticket, digest }: ResolvedTicket,
  verdict: Exclude<Verdict, { state: 'approved' }>,
): OmittedTicket {
  return { ticket: ticket.ticket, file: ticket.file, state: verdict.state, digest, reasons: verdict.reasons };
}
