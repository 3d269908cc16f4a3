import { by, groupBy, isWritError, sorted, type Instant, type WritError } from '../kernel/index.js';
import type { Catalogue, OmittedTicket, Ticket } from '../manifest/index.js';
import { linksOf, type IdentitySnapshot } from '../identity/index.js';
import { approvalDigester } from './approval-digest.js';
import type { Decision } from './decision.js';
import { refuseBrokenLine, refuseBrokenReference } from './references.js';
import { omissionReason, resolve, tryDigest, type IntakeGround } from './resolve.js';
import type { ResolvedTicket, UnfitTicket } from './resolved.js';
import { NOTHING_RECORDED, standingTickets, type RecordedTickets } from './standing.js';

/** What intake makes of all tickets; each list sorted by ticket id. */
export interface Intake {
  /** What may be given when it is decided. */
  readonly resolved: readonly ResolvedTicket[];
  /** Everything that cannot be given, and why. */
  readonly refused: readonly OmittedTicket[];
  /** The refused that resolve whole: it is the holder that stands against them. */
  readonly unfit: readonly UnfitTicket[];
}

/** What was decided so far: by it an id means one ticket, whatever other files carry it. */
export interface DecidedSoFar {
  readonly decisions: readonly Decision[];
  readonly recorded?: RecordedTickets;
  /**
   * Whether what the package and the job allow is left to rules, which then say no by name.
   * @default - it is judged here: what no rule was asked about gives nothing
   */
  readonly byRules?: boolean;
}

/**
 * Resolves every ticket on its own, once: one that is wrong is refused with its faults and holds up nobody else.
 * @param at - when the ticket is judged; a removal is accepted whatever the state of its principal
 */
export function intake(
  files: readonly Ticket[],
  catalogue: Catalogue,
  identity: IdentitySnapshot,
  at: Instant,
  { decisions, recorded = NOTHING_RECORDED, byRules = false }: DecidedSoFar = { decisions: [] },
): Intake {
  const ground: IntakeGround = {
    catalogue,
    identity,
    links: linksOf(identity),
    packages: new Map(catalogue.packages.map((declared) => [declared.id, declared])),
    digest: approvalDigester(catalogue),
    at,
    byRules,
  };
  const made = decisions.filter((decision) => decision.at <= at);
  const { tickets, faults } = standingTickets(files, made, recorded, (ticket) => tryDigest(ticket, ground));
  const known = groupBy(tickets, (ticket) => ticket.ticket);
  const resolved: ResolvedTicket[] = [];
  const unfit: UnfitTicket[] = [];
  const refused = faults.map(({ ticket, error }) => refusal(ticket, error));
  for (const ticket of tickets) {
    try {
      refuseBrokenReference(ticket, known);
      refuseBrokenLine(ticket, known);
      const found = resolve(ticket, ground);
      if (found.unfit)
        unfit.push({ ...found, unfit: found.unfit, refusal: omitted(ticket, found.unfit.reason) });
      else resolved.push(found);
    } catch (error) {
      if (!isWritError(error)) throw error;
      refused.push(refusal(ticket, error));
    }
  }
  return {
    resolved: sorted(resolved, BY_ID),
    refused: sorted(
      [...refused, ...unfit.map((each) => each.refusal)],
      by(
        (each) => each.ticket,
        (each) => each.file,
      ),
    ),
    unfit: sorted(unfit, BY_ID),
  };
}

const BY_ID = by<ResolvedTicket>(({ ticket }) => ticket.ticket);

function refusal(ticket: Ticket, error: WritError): OmittedTicket {
  return omitted(ticket, omissionReason(error));
}

function omitted({ ticket, file }: Ticket, reason: OmittedTicket['reasons'][number]): OmittedTicket {
  return { ticket, file, state: 'invalid', reasons: [reason] };
}
