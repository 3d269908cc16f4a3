import {
  boundedMessage,
  by,
  sorted,
  sortedTexts,
  type Instant,
  type WritError,
  type WritErrors,
} from '../kernel/index.js';
import type { EdgeId, Pushes } from '../model/index.js';
import type { OmittedTicket, Reason } from '../manifest/index.js';
import type { Decision, Intake, ResolvedTicket, UnfitTicket, UnreadableTicket } from '../policy/index.js';
import type { FoldedTickets } from './bases/tickets.js';
import { closure } from './edges/closure.js';
import type { PathedClaim } from './edges/paths.js';
import type { Sifted } from './sift.js';

/** What tickets became on the way. */
export interface TicketsSeen {
  readonly unreadable: readonly UnreadableTicket[];
  readonly decisions: readonly Decision[];
  readonly taken: Intake;
  readonly folded: FoldedTickets;
  readonly sifted: Sifted;
}

/** Every ticket that gives nothing now, each once and why, in order of id. */
export function omittedTickets(seen: TicketsSeen, pushes: Pushes, asOf: Instant): OmittedTicket[] {
  const told = toldOtherwise(seen, asOf);
  return sorted(
    [
      ...seen.taken.refused.filter((each) => !told.has(each)),
      ...unreadableTickets(seen.unreadable),
      ...seen.folded.withoutEffect
        .filter(({ resolved }) => !resolved.unfit)
        .map(({ resolved, omitted }) => ({ ...omitted, edges: edgesAskedFor(resolved, pushes) })),
      ...silentTickets(seen.sifted, asOf),
    ],
    by(
      ({ ticket }) => ticket,
      ({ file }) => file,
      ({ state }) => state,
    ),
  );
}

/**
 * Refusals that say nothing, since what was approved of the ticket is held or over and told as that: of holders in doubt or
 * whose job changed, and removals of what such a holder was approved for. Whoever left is refused, and what was given has
 * ended.
 */
function toldOtherwise(
  { decisions, taken: { unfit }, folded }: TicketsSeen,
  asOf: Instant,
): ReadonlySet<OmittedTicket> {
  const opened = new Set(folded.claims.map(({ from }) => from));
  const approved = new Set(
    decisions.filter(({ outcome, at }) => outcome === 'approve' && at <= asOf).map(({ ticket }) => ticket),
  );
  const isTold = (each: UnfitTicket): boolean => {
    const { ticket, kind, of = ticket } = each.ticket;
    if (each.unfit.state === 'inactive') return false;
    return kind === 'removal' ? approved.has(of) || approved.has(ticket) : opened.has(each);
  };
  return new Set(unfit.filter(isTold).map(({ refusal }) => refusal));
}

/** Ticket files that could not be read; each has its path for the id. */
function unreadableTickets(files: readonly UnreadableTicket[]): OmittedTicket[] {
  return files.map(({ file, error }) => ({
    ticket: file,
    file,
    state: 'invalid',
    reasons: faultsOf(error).map(({ code, message, remedy, place }) => ({
      code,
      message: boundedMessage(`${message}${placeWords(place)}`),
      remedy,
    })),
  }));
}

/** How many faults of one file are told. */
const MAX_FAULTS = 20;

function faultsOf(error: WritError): readonly WritError[] {
  return 'faults' in error ? (error as WritErrors).faults.slice(0, MAX_FAULTS) : [error];
}

function placeWords(place: WritError['place']): string {
  return place?.line === undefined ? '' : ` (line ${place.line}, column ${place.column ?? 1})`;
}

/** Tickets whose claims give nothing now: still to come, over, or without an account to give to. */
function silentTickets({ admitted, over, refused }: Sifted, asOf: Instant): OmittedTicket[] {
  return [
    ...admitted.flatMap((claim) => (asOf < claim.window.start ? silent(claim, 'upcoming') : [])),
    ...over.flatMap((claim) => silent(claim, 'ended')),
    ...refused.flatMap(({ claim, reason }) => silent(claim, 'quarantined', reason)),
  ];
}

function silent(
  { from, paths }: PathedClaim,
  state: OmittedTicket['state'],
  ...reasons: readonly Reason[]
): OmittedTicket[] {
  if (!from || from.unfit?.state === 'inactive') return [];
  const { ticket, digest } = from;
  return [{ ticket: ticket.ticket, file: ticket.file, state, digest, edges: idsOf(paths), reasons }];
}

function edgesAskedFor({ principal, entitlements }: ResolvedTicket, pushes: Pushes): EdgeId[] {
  return idsOf(entitlements.map((path) => closure(principal, path, pushes)));
}

function idsOf(paths: PathedClaim['paths']): EdgeId[] {
  const own = paths.flat().filter(({ role }) => role !== 'structure');
  return sortedTexts(own.map(({ id }) => id));
}
