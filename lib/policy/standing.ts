import {
  by,
  digestOf,
  groupBy,
  isWritError,
  quoted,
  sorted,
  WritError,
  type Digest,
} from '../kernel/index.js';
import type { Ticket } from '../manifest/index.js';
import type { RecordedUse } from '../record/index.js';
import type { Decision } from './decision.js';
import { refuseDuplicate, repeatedIds } from './references.js';

/** What was decided on before, as a verified ledger has it: it stands whatever became of the files. */
export interface RecordedTickets {
  /** Decisions in the order in which they were recorded. */
  readonly decisions: readonly Decision[];
  /** Tickets as they were when an approval of them was recorded, for those whose file is not the same any more. */
  readonly kept: readonly Ticket[];
  /** Removals that a synthesis went by before anything was approved under their ids. */
  readonly removals?: readonly Ticket[];
  /** The digest of each ticket as it was when a decision on it was recorded. */
  readonly requests: ReadonlySet<Digest>;
  /** Exceptions and emergencies, reviewed or not. @default - none */
  readonly uses?: readonly RecordedUse[];
}

/** Nothing was recorded. */
export const NOTHING_RECORDED: RecordedTickets = { decisions: [], kept: [], requests: new Set() };

/** Which ticket an id means, and what is wrong with the files. */
export interface StandingTickets {
  readonly tickets: readonly Ticket[];
  /** Files that carry the id of a ticket that is not theirs, or of one that was edited or deleted. */
  readonly faults: readonly { readonly ticket: Ticket; readonly error: WritError }[];
}

/** The digest that a decision on a ticket has to cover; undefined when it does not resolve. */
export type DigestOf = (ticket: Ticket) => Digest | undefined;

/**
 * Ends and approvals are by id: of several files of one id, and of a file and what was recorded, the one that was decided
 * first stands and the others are at fault. A file that was decided on and is edited or deleted changes nothing; nor does
 * that of a removal once a synthesis went by it, since an end needs no decision and is final.
 */
export function standingTickets(
  files: readonly Ticket[],
  decisions: readonly Decision[],
  recorded: RecordedTickets,
  digest: DigestOf,
): StandingTickets {
  const byId = groupBy(sorted(files, BY_FILE), ({ ticket }) => ticket);
  const kept = groupBy(recorded.kept, ({ ticket }) => ticket);
  const removals = new Map((recorded.removals ?? []).map((removal) => [removal.ticket, removal]));
  const approved = groupBy(
    [...recorded.decisions, ...sorted(decisions, IN_TIME)].filter(({ outcome }) => outcome === 'approve'),
    ({ ticket }) => ticket,
  );
  const repeated = repeatedIds(byId);
  const tickets: Ticket[] = [];
  const faults: { ticket: Ticket; error: WritError }[] = [];
  for (const id of new Set([...byId.keys(), ...kept.keys(), ...removals.keys()])) {
    const named = byId.get(id) ?? [];
    const past = kept.get(id) ?? [];
    const removal = removals.get(id);
    const [only] = named;
    const standing = removal
      ? (named.find((ticket) => isSame(ticket, removal)) ?? removal)
      : only && named.length === 1 && past.length === 0
        ? only
        : decidedFirst([...named, ...past], approved.get(id) ?? [], recorded, digest);
    if (standing) tickets.push(standing);
    for (const ticket of named) {
      if (ticket === standing) continue;
      const error = standing
        ? notStanding(ticket, standing, named)
        : tryRefuseDuplicate(ticket, repeated, approved.has(id));
      if (error) faults.push({ ticket, error });
      else tickets.push(ticket);
    }
    if (standing && named.length === 0)
      faults.push({ ticket: standing, error: altered(standing, 'deleted') });
  }
  return { tickets, faults };
}

const BY_FILE = by<Ticket>(({ file }) => file, digestOf);
const IN_TIME = by<Decision>(
  ({ at }) => at,
  ({ digest }) => digest,
);

/** Whether two tickets ask for the same, wherever their files lie. */
function isSame(a: Ticket, b: Ticket): boolean {
  return digestOf({ ...a, file: '' }) === digestOf({ ...b, file: '' });
}

/** Among files of one id the one whose content was approved first; else the one that the ledger knows. */
function decidedFirst(
  all: readonly Ticket[],
  approvals: readonly Decision[],
  { requests, kept }: RecordedTickets,
  digest: DigestOf,
): Ticket | undefined {
  for (const approval of approvals) {
    const found = all.find((ticket) => digest(ticket) === approval.digest);
    if (found) return found;
  }
  if (approvals.length === 0) return undefined;
  return all.find((ticket) => requests.has(digestOf(ticket))) ?? all.find((ticket) => kept.includes(ticket));
}

function notStanding(ticket: Ticket, standing: Ticket, named: readonly Ticket[]): WritError {
  if (!named.includes(standing) && ticket.file === standing.file) return altered(ticket, 'edited');
  return new WritError(
    'TICKET_DUPLICATE',
    `${quoted(ticket.ticket)} was decided as ${quoted(standing.file)} has it; this file is another`,
    { place: { file: ticket.file, path: 'ticket' }, remedy: 'give this ticket an id of its own' },
  );
}

function altered(ticket: Ticket, how: 'edited' | 'deleted'): WritError {
  return new WritError(
    'TICKET_ALTERED',
    `the file of ${quoted(ticket.ticket)} was ${how} after it was decided; what was decided stands`,
    {
      place: { file: ticket.file },
      remedy: 'restore the file as it was; end it early by a removal ticket, give it more time by a renewal',
    },
  );
}

/** A removal stands whoever else takes its id, unless the id is that of something approved. */
function tryRefuseDuplicate(
  ticket: Ticket,
  repeated: ReadonlyMap<string, string>,
  approved: boolean,
): WritError | undefined {
  try {
    refuseDuplicate(ticket, repeated, approved);
    return undefined;
  } catch (error) {
    if (isWritError(error)) return error;
    throw error;
  }
}
