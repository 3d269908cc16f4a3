import { quoted } from '../kernel/index.js';
import type { Reason } from '../manifest/index.js';
import {
  intake,
  isOfDecision,
  requestDigest,
  type Consumption,
  type Decision,
  type RecordedTickets,
} from '../policy/index.js';
import { wantedAt, type Wanted } from '../wanted/index.js';
import { endedForGood, type DecideTicketsInput } from './decide.js';
import { ruledBy } from './ruled.js';

/** What a recorded decision is judged against: everything as it is now, and what the verified ledger has. */
export interface JudgeAgainInput extends DecideTicketsInput {
  readonly recorded: RecordedTickets;
  readonly consumed: readonly Consumption[];
}

/** Whether something may be given by a decision now, or why not. */
export type JudgedAgain =
  { readonly stands: true } | { readonly stands: false; readonly reasons: readonly [Reason, ...Reason[]] };

/**
 * Judges recorded decisions again, before anything is given by them: each has to be in the verified ledger, on the content and the ticket as
 * they are now, the one that counts, not run out before it was used, not used for anything else, and the rules of today must not object.
 * Everything is derived once, for as many decisions as are asked about. Pure.
 */
export function judgeAgain(input: JudgeAgainInput): (decision: Decision) => JudgedAgain {
  const wanted = wantedAt(ruledBy(input, input));
  const { tickets, catalogue, identity, asOf, decisions, recorded } = input;
  const taken = intake(tickets, catalogue, identity, asOf, { decisions, recorded, byRules: true });
  const current = new Map([...taken.resolved, ...taken.unfit].map((each) => [each.ticket.ticket, each]));
  const isEnded = endedForGood(input, wanted.omitted, taken);
  return (decision) => {
    const { ticket } = decision;
    const own = input.consumed.find((each) => isOfDecision(each, decision));
    const now = current.get(ticket);
    if (!recorded.decisions.some((each) => isSame(each, decision))) return no(UNRECORDED(ticket));
    if (own && (!now || now.digest !== decision.digest || requestDigest(now.ticket) !== own.request))
      return no(replayed(ticket, 'was used for another content or another ticket file'));
    if (isEnded(ticket)) return no(replayed(ticket, 'was used, and what it gave was ended for good'));
    if (!own && decision.expires !== undefined && decision.expires <= asOf)
      return no(expired(ticket, decision.expires));
    return byWanted(decision, wanted);
  };
}

/** What the closure of what is wanted says of a decision. */
function byWanted(decision: Decision, wanted: Wanted): JudgedAgain {
  const { ticket } = decision;
  const isOwn = ({ basis }: { readonly basis: object }): boolean =>
    'ticket' in basis && basis.ticket === ticket;
  // What is held is left out too, with the reason why.
  const left = wanted.omitted.filter((each) => each.ticket === ticket);
  const [first, ...more] = left.flatMap((each) => each.reasons);
  if (first) return no(first, ...more);
  const counts = [...wanted.seats.keys()].some((each) => isSame(each, decision));
  const gives = wanted.grants.some(({ bases }) => bases.some(isOwn));
  if (counts && gives) return { stands: true };
  return gives ? no(replayed(ticket, 'is not the one by which it is given')) : no(over(ticket));
}

function isSame(a: Decision, b: Decision): boolean {
  return (
    a.ticket === b.ticket &&
    a.digest === b.digest &&
    a.outcome === b.outcome &&
    a.policy === b.policy &&
    a.at === b.at
  );
}

function no(...reasons: readonly [Reason, ...Reason[]]): JudgedAgain {
  return { stands: false, reasons };
}

const AGAIN = 'have it decided again';

const UNRECORDED = (ticket: string): Reason => ({
  code: 'DECISION_UNRECORDED',
  message: `the verified ledger does not have this decision on ${quoted(ticket)}`,
  remedy: 'record it with `writ decide --record`',
});

function replayed(ticket: string, how: string): Reason {
  return {
    code: 'DECISION_REPLAYED',
    message: `the decision on ${quoted(ticket)} ${how}`,
    remedy: 'open a new ticket',
  };
}

function expired(ticket: string, at: string): Reason {
  return {
    code: 'DECISION_EXPIRED',
    message: `the approval of ${quoted(ticket)} ran out at ${at}, and nothing had used it`,
    remedy: AGAIN,
  };
}

function over(ticket: string): Reason {
  return {
    code: 'DECISION_OVER',
    message: `what was decided of ${quoted(ticket)} is over`,
    remedy: 'open a new ticket if it is still needed',
  };
}
