import { explainTicket, type PolicyExplainDocument } from '../policy/index.js';
import { judgedOn, type DecideTicketsInput } from './decide.js';

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
  return explainTicket(ticket, { ...judgedOn(given), engine, tickets, unreadable, placed });
}
