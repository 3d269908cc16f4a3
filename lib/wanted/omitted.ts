import { boundedMessage, by, sorted, sortedTexts, type WritError, type WritErrors } from '../kernel/index.js';
import { basisText, principalKey, type EdgeId } from '../model/index.js';
import type { OmittedTicket, Reason, UnplacedGrant } from '../manifest/index.js';
import type { ResolvedTicket, UnreadableTicket } from '../policy/index.js';
import type { Claim, SettledClaim } from './claim.js';
import { closure, type Groups } from './edges/closure.js';
import type { Sifted } from './sift.js';

/** A ticket and why it has no effect. */
export interface WithoutEffect {
  readonly resolved: ResolvedTicket;
  readonly omitted: OmittedTicket;
}

/** Tickets that their folding left out, with the edges that they would give; sorted among the others by the caller. */
export function withEdges(tickets: readonly WithoutEffect[], groups: Groups): OmittedTicket[] {
  return tickets.map(({ resolved, omitted }) => ({ ...omitted, edges: edgesOf(resolved, groups) }));
}

/** Ticket files that could not be read: the file stands for the id that nobody could read out of it. */
export function unreadableTickets(files: readonly UnreadableTicket[]): OmittedTicket[] {
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
export function silentTickets(
  sifted: Sifted,
  resolved: readonly ResolvedTicket[],
  asOf: string,
  groups: Groups,
): OmittedTicket[] {
  const known = new Map(resolved.map((each) => [each.ticket.ticket, each]));
  const entry = (
    claim: Claim,
    state: OmittedTicket['state'],
    reasons: readonly Reason[],
  ): OmittedTicket[] => {
    const from = known.get(ticketOf(claim) ?? '');
    if (!from) return [];
    const { ticket, digest } = from;
    return [
      { ticket: ticket.ticket, file: ticket.file, state, digest, edges: edgesOf(from, groups), reasons },
    ];
  };
  return [
    ...sifted.admitted.flatMap(({ claim }) =>
      asOf < claim.window.start ? entry(claim, 'upcoming', []) : [],
    ),
    ...sifted.over.flatMap((claim) => entry(claim, 'ended', [])),
    ...sifted.refused.flatMap(({ claim, reason }) => entry(claim, 'quarantined', [reason])),
  ];
}

/** Birthrights that nobody can be given, sorted. */
export function unplacedGrants(sifted: Sifted): UnplacedGrant[] {
  const refused = sifted.refused.filter(({ claim }) => ticketOf(claim) === undefined);
  return sorted(
    refused.map(({ claim, reason }) => unplaced(claim, reason)),
    by(
      (each) => principalKey(each.principal),
      (each) => each.package,
      (each) => each.asset,
      (each) => basisText(each.basis),
    ),
  );
}

/** Every omitted ticket in order of id. */
export function inOrder(tickets: readonly OmittedTicket[]): OmittedTicket[] {
  return sorted(
    tickets,
    by(
      ({ ticket }) => ticket,
      ({ file }) => file,
      ({ state }) => state,
    ),
  );
}

function unplaced({ principal, package: pack, asset, basis }: SettledClaim, reason: Reason): UnplacedGrant {
  return { principal, package: pack, asset, basis, reason };
}

function edgesOf({ principal, entitlements }: ResolvedTicket, groups: Groups): EdgeId[] {
  const edges = entitlements.flatMap((path) => closure(principal, path, groups));
  return sortedTexts(edges.filter(({ role }) => role !== 'structure').map(({ id }) => id));
}

function ticketOf({ basis }: Claim): string | undefined {
  return 'ticket' in basis ? basis.ticket : undefined;
}
