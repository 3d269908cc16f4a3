import type { Manifest, OmittedTicket } from './manifest.js';

/**
 * The tickets that somebody has to mend: invalid or quarantined. One that is undecided, denied, to come or over is as it
 * should be, and so is that of somebody who has left since.
 */
export function faultyTickets({
  omitted,
  ended,
}: Pick<Manifest, 'omitted' | 'ended'>): readonly OmittedTicket[] {
  const over = new Set(ended.flatMap(({ basis }) => ('ticket' in basis ? [basis.ticket] : [])));
  return omitted.filter(
    ({ ticket, state, reasons }) =>
      state === 'quarantined' ||
      (state === 'invalid' &&
        !(over.has(ticket) && reasons.every(({ code }) => code === 'SUBJECT_INACTIVE'))),
  );
}
