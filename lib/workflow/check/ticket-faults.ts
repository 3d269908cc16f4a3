import { plus, quoted, WritError, type Code, type Instant, type WritErrors } from '../../kernel/index.js';
import { faultyTickets, shortcomingsOf, type OmittedTicket, type Ticket } from '../../manifest/index.js';
import type { UnreadableTicket } from '../../policy/index.js';
import { wantedAt, type WantedInput } from '../../wanted/index.js';
import type { CheckPorts } from './check.js';

/**
 * What is wrong with tickets that could be read: claims that do not resolve, decisions that do not hold any more, and, of
 * what is still to be decided, what it lacks for that. One that is undecided, to come or over is as it should be.
 */
export async function ticketFaults(
  input: WantedInput,
  placeOf: CheckPorts['placeOf'],
): Promise<readonly WritError[]> {
  const { omitted, ended } = wantedAt(input);
  const byFile = new Map(input.tickets.map((ticket) => [ticket.file, ticket]));
  const faults = faultyTickets({ omitted, ended }).flatMap((each) =>
    reasonFaults(each, byFile.get(each.file)),
  );
  const undecided = new Set(omitted.filter(({ state }) => state === 'undecided').map(({ file }) => file));
  const lacking = input.tickets
    .filter(({ file }) => undecided.has(file))
    .flatMap((ticket) => [...shortcomingsOf(ticket), ...overBefore(ticket, input.asOf)]);
  const all = [...faults, ...lacking].map((fault) => placed(fault, placeOf));
  return (await Promise.all(all)).flat();
}

/** What is wrong with files that could not be read as tickets. */
export async function unreadableFaults(
  unreadable: readonly UnreadableTicket[],
  placeOf: CheckPorts['placeOf'],
): Promise<readonly WritError[]> {
  return (await Promise.all(unreadable.map(({ error }) => placed(error, placeOf)))).flat();
}

/** REQ-018: a window that is over before anybody could approve it. */
function overBefore({ window, file, kind }: Ticket, asOf: Instant): WritError[] {
  if (kind === 'removal' || window.start === 'on-approval' || plus(window.start, window.for) > asOf)
    return [];
  return [
    new WritError('WINDOW_INVALID', `the window is over since ${plus(window.start, window.for)}`, {
      place: { file, path: 'window' },
      remedy: 'ask for a window that is not over',
    }),
  ];
}

function reasonFaults({ file, reasons }: OmittedTicket, ticket: Ticket | undefined): WritError[] {
  return reasons.map(({ code, message, remedy }) => {
    const field = fieldOf(code, message, ticket);
    return new WritError(code, message, { place: { file, ...(field ? { path: field } : {}) }, remedy });
  });
}

/** The field of a ticket that intake's codes are about. */
const FIELD: Partial<Record<Code, keyof Ticket>> = {
  TICKET_DUPLICATE: 'ticket',
  TICKET_ALTERED: 'ticket',
  TICKET_QUARANTINED: 'ticket',
  TICKET_REFERENCE: 'of',
  SUBJECT_AMBIGUOUS: 'principal',
  SUBJECT_UNKNOWN: 'principal',
  NHI_UNSPECIFIC: 'principal',
  SUBJECT_INACTIVE: 'principal',
  HOLDER_NOT_ALLOWED: 'principal',
  ACCOUNT_MISSING: 'principal',
  PACKAGE_UNKNOWN: 'package',
  NOT_REQUESTABLE: 'package',
  ASSET_UNKNOWN: 'asset',
  WINDOW_INVALID: 'window',
};

function fieldOf(code: Code, message: string, ticket: Ticket | undefined): keyof Ticket | undefined {
  // A login that several people use may be asked for, or asked for by.
  if (code === 'SHARED_ACCOUNT')
    return ticket && message.startsWith(quoted(ticket.asset)) ? 'asset' : 'principal';
  return FIELD[code];
}

/** A fault of a ticket with the place that people find; faults that were gathered each. */
async function placed(fault: WritError, placeOf: CheckPorts['placeOf']): Promise<WritError[]> {
  if ('faults' in fault)
    return (await Promise.all((fault as WritErrors).faults.map((each) => placed(each, placeOf)))).flat();
  const { code, message, remedy, candidates, place } = fault;
  if (place?.file === undefined) return [fault];
  const found = await placeOf(place.file, place.line === undefined ? place.path : undefined);
  return [new WritError(code, message, { place: { ...place, ...found }, remedy, candidates })];
}
