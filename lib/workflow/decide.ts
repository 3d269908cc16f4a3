import { digestOf, type Digest } from '../kernel/index.js';
import { linksOf } from '../identity/index.js';
import {
  allDecisions,
  decideAll,
  intake,
  loginsOf,
  type DecisionRecord,
  type ObservedForge,
  type RuleEngine,
} from '../policy/index.js';
import { wantedAt, type WantedInput } from '../wanted/index.js';
import { holdingsOf } from './holdings.js';

/** Everything that tickets are decided on. */
export interface DecideTicketsInput extends WantedInput {
  readonly observations: ObservedForge & { readonly digest: Digest };
  readonly engine: RuleEngine;
}

/** Decides every ticket at `asOf`, from what is given alone: no clock, no network. Sorted by ticket. */
export function decideTickets(input: DecideTicketsInput): readonly DecisionRecord[] {
  const { catalogue, identity, observations, engine, asOf, recorded } = input;
  const decisions = allDecisions(input);
  const taken = intake(input.tickets, catalogue, identity, asOf, {
    decisions,
    ...(recorded ? { recorded } : {}),
  });
  const { grants } = wantedAt(input);
  const known = [...taken.resolved, ...taken.unfit];
  return decideAll({
    intake: taken,
    engine,
    inputs: digestOf({
      declarations: digestOf(catalogue),
      identity: digestOf(identity),
      tickets: digestOf(known.map(({ ticket }) => ticket)),
      observations: observations.digest,
      decisions: digestOf(decisions),
    }),
    ground: {
      catalogue,
      links: linksOf(identity),
      observations,
      logins: loginsOf(identity),
      tickets: new Map(known.map((each) => [each.ticket.ticket, each])),
      holdings: holdingsOf(grants, taken.resolved, asOf),
      at: asOf,
    },
  });
}
