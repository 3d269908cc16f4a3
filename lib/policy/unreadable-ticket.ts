import { by, counted, nearest, quoted, sorted, WritError } from '../kernel/index.js';
import type { Ticket } from '../manifest/index.js';

/** A ticket file and why it could not be read. */
export interface UnreadableTicket {
  readonly file: string;
  readonly error: WritError;
}

/** The same as a document has it. */
export interface UnreadableFile {
  readonly file: string;
  readonly code: string;
  readonly message: string;
}

/** What could not be read as documents have it, sorted by file. */
export function unreadableFiles(unreadable: readonly UnreadableTicket[]): readonly UnreadableFile[] {
  return sorted(
    unreadable.map(({ file, error: { code, message } }) => ({ file, code, message })),
    by(({ file }) => file),
  );
}

/** Every ticket file: what could be read, and what could not. */
export interface TicketFiles {
  readonly tickets: readonly Pick<Ticket, 'ticket'>[];
  readonly unreadable: readonly UnreadableTicket[];
}

/** Why there is no such ticket: what is wrong with the file of that name, or NOT_FOUND with the one that was meant. */
export function unknownTicket(id: string, { tickets, unreadable }: TicketFiles): WritError {
  const own = unreadable.find(({ file }) => nameOf(file) === id);
  if (own) return own.error;
  const candidate = nearest(id, new Set(tickets.map(({ ticket }) => ticket)));
  const others =
    unreadable.length === 0 ? '' : `; ${counted(unreadable.length, 'ticket file')} cannot be read`;
  return new WritError('NOT_FOUND', `${quoted(id)} is no ticket${others}`, {
    remedy:
      candidate === undefined
        ? 'name the id that a ticket file has; `writ check` says which cannot be read'
        : `did you mean ${quoted(candidate)}?`,
    candidates: candidate === undefined ? [] : [candidate],
  });
}

/** The name of a file without folder and extension. */
function nameOf(file: string): string {
  return (file.split('/').at(-1) ?? file).replace(/\.ya?ml$/, '');
}
