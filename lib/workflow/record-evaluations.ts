import { partRecordable, type LedgerRecord } from '../evidence/index.js';
import {
  boundedMessage,
  canonicalJson,
  CLOCK_SKEW,
  digestOf,
  isList,
  plus,
  quoted,
  type Clock,
} from '../kernel/index.js';
import type { Catalogue, Ticket } from '../manifest/index.js';
import { decisionOf, type DecisionRecord } from '../policy/index.js';
import { ofKind, type Recorder } from '../record/index.js';
import type { DecidedTickets } from './decide.js';
import { factsOfBodies, type DecisionBody } from './record-decisions.js';

/** What was decided, and what it was decided on. */
export interface Evaluated extends DecidedTickets {
  readonly tickets: readonly Ticket[];
  readonly catalogue: Catalogue;
}

/**
 * Records evaluations, whether they allowed or not: an entry each, with the whole decision record kept beside the ledger, all as one
 * transaction. Where the newest decision that the ledger has of a ticket says the same on the same inputs and policy, nothing is said
 * again. Gives what was not recorded and why, in words; what was decided for a time to come is no evidence of now.
 */
export async function recordEvaluations(
  recorder: Recorder,
  clock: Clock,
  { records: made, asked, tickets, catalogue }: Evaluated,
): Promise<readonly string[]> {
  const ahead = made.find(({ at }) => at > plus(clock.now(), CLOCK_SKEW));
  if (ahead) return [`decided for ${ahead.at}, which is to come: nothing of it was recorded`];
  const ledger = await recorder.read();
  const isSaid = saidIn(ledger);
  const fresh = made.map((record) => ({ record, body: bodyOf(record) })).filter(({ body }) => !isSaid(body));
  const bodies = fresh.map(({ body }) => body);
  const { facts, tickets: kept } = factsOfBodies(ledger, clock, { bodies, tickets, asked, catalogue });
  const { recordable, unrecordable } = partRecordable(facts);
  for (const body of [...kept, ...fresh.map(({ record }) => record)]) await recorder.keep(body);
  await recorder.append(recordable);
  return unrecordable.map(({ fact, faults }) => {
    const about = 'ticket' in fact.body ? ` of ${quoted(fact.body.ticket)}` : '';
    return boundedMessage(`the ${fact.kind}${about} could not be recorded: ${faults.join('; ')}`);
  });
}

function bodyOf(record: DecisionRecord): DecisionBody {
  const { ticket, outcome, rules, reasons, policy, inputs, at } = record;
  const decision = decisionOf(record);
  const words = decision?.reasons ?? reasons.map(({ code, message }) => `${code}: ${message}`);
  return {
    ticket,
    // What does not resolve is told by why.
    content: decision?.digest ?? digestOf({ ticket, reasons }),
    outcome,
    rules: rules.map(({ id }) => id),
    reasons: isList(words) ? words : ['no reason was given'],
    approvers: [...(decision?.approvers ?? [])],
    policy,
    inputs,
    at,
    ...(decision?.expires ? { expires: decision.expires } : {}),
    record: digestOf(record),
  };
}

/** Whether the newest decision of a ticket says the same on the same inputs and policy, whenever it was made and by whomever recorded. */
function saidIn(ledger: readonly LedgerRecord[]): (body: DecisionBody) => boolean {
  const newest = new Map(
    ofKind(ledger, 'decision')
      .filter(({ body }) => body.record !== undefined)
      .map(({ body }) => [body.ticket, wordsOf(body)]),
  );
  return (body) => newest.get(body.ticket) === wordsOf(body);
}

function wordsOf(body: DecisionBody): string {
  const { at: _at, record: _record, seats: _seats, versions: _versions, ...said } = body;
  return canonicalJson(said);
}
