import { principalKey } from '../../model/index.js';
import type { ResolvedTicket } from '../resolved.js';
import type { FactGround } from './ground.js';

/**
 * How many exceptions of the same policy were approved before for the same principal and package. What was approved after this
 * ticket was is not held against it, so deciding it again says what it said.
 */
export function sameExceptions(
  resolved: ResolvedTicket,
  { tickets, approvedAt, at }: Pick<FactGround, 'tickets' | 'approvedAt' | 'at'>,
): number {
  const { ticket, digest } = resolved;
  if (ticket.kind !== 'exception') return 0;
  const own = approvedAt(digest) ?? at;
  return [...tickets.values()].filter((each) => {
    if (each.ticket.ticket === ticket.ticket || !isSame(each, resolved)) return false;
    const before = approvedAt(each.digest);
    if (before === undefined) return false;
    return before < own || (before === own && each.ticket.ticket < ticket.ticket);
  }).length;
}

function isSame(a: ResolvedTicket, b: ResolvedTicket): boolean {
  return (
    a.ticket.kind === 'exception' &&
    a.ticket.exception?.policy === b.ticket.exception?.policy &&
    a.package.id === b.package.id &&
    principalKey(a.principal) === principalKey(b.principal)
  );
}
