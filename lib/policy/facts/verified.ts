import { principalKey } from '../../model/index.js';
import type { ResolvedTicket } from '../resolved.js';
import type { FactGround, KnownEvent } from './ground.js';

/**
 * Whether the event that a ticket names is known and not over. Without a feed of events a recovery is never verified, since it
 * stands on its event alone; what others name cannot be looked up and counts as it is. With a feed, what it lacks is not so.
 */
export function isOriginVerified(
  resolved: ResolvedTicket,
  { events, at }: Pick<FactGround, 'events' | 'at'>,
): boolean {
  const { recovery, trigger } = resolved.ticket;
  const known = (events ?? []).filter((event) => event.at <= at);
  const own = recovery === undefined || known.some((each) => verifies(each, recovery.verification, resolved));
  const named =
    trigger === undefined || events === undefined || known.some((each) => isRunning(each, trigger, at));
  return own && named;
}

/** The person was verified, and it is the person of the ticket. */
function verifies(event: KnownEvent, id: string, { principal }: ResolvedTicket): boolean {
  return (
    event.id === id &&
    event.kind === 'recovery-verification' &&
    event.subject !== undefined &&
    principalKey(event.subject) === principalKey(principal)
  );
}

/** `incident:INC-3391`: the event of that kind and id, as long as it is not over. */
function isRunning({ id, kind, ended }: KnownEvent, trigger: string, at: FactGround['at']): boolean {
  return trigger === `${kind}:${id}` && (ended === undefined || ended > at);
}
