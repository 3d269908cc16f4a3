import { quoted, WritError } from '../kernel/index.js';
import type { Ticket } from '../manifest/index.js';

/** A fault of one field of a ticket, with the value that it has. */
export function fault(
  code: WritError['code'],
  ticket: Ticket,
  field: keyof Ticket,
  why: string,
  remedy: string,
  candidates: readonly string[] = [],
): WritError {
  const value = ticket[field];
  const shown = quoted(typeof value === 'string' ? value : field);
  return new WritError(code, `${shown} ${why}`, {
    place: { file: ticket.file, path: field },
    remedy,
    candidates,
  });
}
