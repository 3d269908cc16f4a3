import { explainTicket, type PolicyExplainDocument, type TicketExplained } from '../policy/index.js';
import { judgedOn, type DecideTicketsInput } from './decide.js';

const NO_CREDENTIALS =
  'no feed of credentials is configured, so nothing is concluded of rotation: `feeds.credentials`';

/**
 * One ticket with every rule beside it. Throws NOT_FOUND, and what is wrong with its file.
 * @param placed - how a file of rules is named to people
 */
export function explainDecision(
  ticket: string,
  given: DecideTicketsInput,
  placed: (file: string) => string = (file) => file,
): PolicyExplainDocument {
  const { engine, tickets, unreadable = [] } = given;
  const document = explainTicket(ticket, { ...judgedOn(given), engine, tickets, unreadable, placed });
  if (given.identity.credentials) return document;
  return { ...document, explained: document.explained.map(withoutCredentials) };
}

/** A workload's ticket, where no feed tells of credentials: that none is overdue then is no finding. */
function withoutCredentials(explained: TicketExplained): TicketExplained {
  const { state, asks } = explained;
  if (state !== 'asked' || !asks?.principal.id.startsWith('workload:')) return explained;
  return { ...explained, untold: [NO_CREDENTIALS] };
}
