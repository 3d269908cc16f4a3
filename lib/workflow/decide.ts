import { digestOf, sortedTexts, type Digest, type Instant } from '../kernel/index.js';
import { declaredFindings, findingsAbout, linksOf } from '../identity/index.js';
import {
  allDecisions,
  decideAll,
  intake,
  loginsOf,
  NOTHING_UNDONE,
  seenIn,
  type DecideInput,
  type Decision,
  type DecisionRecord,
  type ObservedForge,
  type RuleEngine,
  type Undone,
} from '../policy/index.js';
import { wantedAt, type WantedInput } from '../wanted/index.js';
import { holdingsOf } from './holdings.js';

/** Everything that tickets are decided on. */
export interface DecideTicketsInput extends WantedInput {
  readonly observations: ObservedForge & { readonly digest: Digest };
  readonly engine: RuleEngine;
  /** What of earlier access is left undone. @default - nothing tells of it */
  readonly undone?: Undone;
}

/** Decides every ticket at `asOf`, from what is given alone: no clock, no network. Sorted by ticket. */
export function decideTickets(given: DecideTicketsInput): readonly DecisionRecord[] {
  return decideAll(judgedOn(given));
}

/** What the tickets of a run are decided on: each as intake has it, the ground of their facts, and the rules. */
export function judgedOn(given: DecideTicketsInput): DecideInput {
  const logins = loginsOf(given.identity);
  const input = { ...given, seen: given.seen ?? seenIn(given.observations, logins) };
  const { catalogue, identity, observations, engine, asOf, recorded } = input;
  const decisions = allDecisions(input);
  const taken = intake(input.tickets, catalogue, identity, asOf, {
    decisions,
    ...(recorded ? { recorded } : {}),
    byRules: true,
  });
  const { grants } = wantedAt(input);
  const approved = approvedAt(decisions, asOf);
  const known = [...taken.resolved, ...taken.unfit];
  return {
    intake: taken,
    engine,
    inputs: digestOf({
      declarations: digestOf(catalogue),
      identity: digestOf(identity),
      tickets: digestOf(known.map(({ ticket }) => ticket)),
      observations: observations.digest,
      decisions: digestOf(sortedTexts(decisions.map(digestOf))),
    }),
    ground: {
      catalogue,
      links: linksOf(identity),
      observations,
      logins,
      delegations: identity.delegations ?? [],
      tickets: new Map(known.map((each) => [each.ticket.ticket, each])),
      holdings: holdingsOf(grants, taken.resolved, { at: asOf, approvedAt: approved }),
      approvedAt: approved,
      findings: findingsAbout([...(identity.findings ?? []), ...declaredFindings({ identity, catalogue })]),
      // A feed in which nothing happened is a feed all the same.
      ...(identity.feeds.some(({ source }) => source === 'events') ? { events: identity.events ?? [] } : {}),
      undone: input.undone ?? NOTHING_UNDONE,
      at: asOf,
    },
  };
}

/** The first approval of each content made at or before `at`. */
function approvedAt(decisions: readonly Decision[], at: Instant): (content: Digest) => Instant | undefined {
  const first = new Map<Digest, Instant>();
  for (const { digest, outcome, at: made } of decisions) {
    const before = first.get(digest);
    if (outcome === 'approve' && made <= at && (before === undefined || made < before))
      first.set(digest, made);
  }
  return (content) => first.get(content);
}
