import { actionsVersion } from '../meaning/index.js';
import { digestOf, sortedTexts, type Digest, type Instant } from '../kernel/index.js';
import type { OmittedTicket, Ticket } from '../manifest/index.js';
import type { Principal } from '../model/index.js';
import { declaredFindings, findingsAbout, linksOf } from '../identity/index.js';
import {
  allDecisions,
  decideAll,
  intake,
  loginsOf,
  type DecideInput,
  type Decision,
  type DecisionRecord,
  type HeldPackage,
  type Intake,
  type ObservedForge,
  type RuleEngine,
  type Undone,
} from '../policy/index.js';
import { overdueEmergencies, reviewsDue, rotationOverdue } from '../lifecycle/index.js';
import { wantedAt, type WantedInput } from '../wanted/index.js';
import { asksOf, holdingsOf } from './holdings.js';
import { liveHoldings, type SeenLive } from './live-holdings.js';
import { observedApprovals } from './observed-approvals.js';

/** Everything that tickets are decided on. */
export interface DecideTicketsInput extends WantedInput {
  readonly observations: ObservedForge & { readonly digest: Digest };
  readonly engine: RuleEngine;
  /** What of earlier access is left undone. @default - what decisions and the ledger say of reviews, and the feed of credentials of rotation */
  readonly undone?: Undone;
  /** What a sweep saw against what was wanted: what nothing explains is held all the same. @default - nothing tells of it */
  readonly live?: SeenLive;
}

type HoldingsOf = (principal: Principal) => readonly HeldPackage[];

const joined =
  (all: readonly HoldingsOf[]): HoldingsOf =>
  (principal) =>
    all.flatMap((each) => each(principal));

/** What was decided, and the ticket that each content was asked for by, by the digest that a decision covers. */
export interface DecidedTickets {
  /** Sorted by ticket. */
  readonly records: readonly DecisionRecord[];
  readonly asked: ReadonlyMap<Digest, Ticket>;
}

/** Decides every ticket at `asOf`, from what is given alone: no clock, no network. Sorted by ticket. */
export function decideTickets(given: DecideTicketsInput): readonly DecisionRecord[] {
  return decideAll(judgedOn(given));
}

/** The same, with the tickets that were decided on. */
export function decidedTickets(given: DecideTicketsInput): DecidedTickets {
  const input = judgedOn(given);
  const { resolved, unfit } = input.intake;
  const asked = new Map([...resolved, ...unfit].map(({ digest, ticket }) => [digest, ticket]));
  return { records: decideAll(input), asked };
}

/** What the tickets of a run are decided on: each as intake has it, the ground of their facts, and the rules. */
export function judgedOn(given: DecideTicketsInput): DecideInput {
  const logins = loginsOf(given.identity);
  const input = { ...observedApprovals(given), ...given };
  const { catalogue, identity, observations, engine, asOf, recorded } = input;
  const decisions = allDecisions(input);
  const taken = intake(input.tickets, catalogue, identity, asOf, {
    decisions,
    ...(recorded ? { recorded } : {}),
    byRules: true,
  });
  const { grants, omitted, seats } = wantedAt(input);
  const approved = approvedAt(decisions, asOf);
  const known = [...taken.resolved, ...taken.unfit];
  const due = reviewsDue(input);
  const reviewed = due.filter(({ reviewedAt }) => reviewedAt !== undefined && reviewedAt <= asOf);
  return {
    intake: taken,
    engine,
    inputs: digestOf({
      // What roles allow is read by it, and with that tiers, wildcards and narrower packages.
      actions: actionsVersion(),
      declarations: digestOf(catalogue),
      // The instant is told by the decision itself.
      identity: digestOf({ ...identity, asOf: undefined }),
      tickets: digestOf(known.map(({ ticket }) => ticket)),
      observations: observations.digest,
      ...(input.live ? { live: input.live.digest } : {}),
      // A review that was recorded lets the next emergency pass; that one is due follows from what is above.
      ...(reviewed.length > 0
        ? { reviews: digestOf(sortedTexts(reviewed.map(({ ticket }) => ticket))) }
        : {}),
      // What of earlier decisions has an effect: that one was recorded which waits or says no changes nothing.
      decisions: digestOf(sortedTexts([...approvals(decisions, asOf), ...seats.keys()].map(digestOf))),
    }),
    ground: {
      catalogue,
      links: linksOf(identity),
      observations,
      logins,
      delegations: identity.delegations ?? [],
      tickets: new Map(known.map((each) => [each.ticket.ticket, each])),
      holdings: joined([
        holdingsOf(grants, taken.resolved, { at: asOf, approvedAt: approved }),
        asksOf(observations, { catalogue, links: linksOf(identity), logins, at: asOf }),
        ...(input.live ? [liveHoldings(input.live, catalogue)] : []),
      ]),
      approvedAt: approved,
      findings: findingsAbout([...(identity.findings ?? []), ...declaredFindings({ identity, catalogue })]),
      // A feed in which nothing happened is a feed all the same.
      ...(identity.feeds.some(({ source }) => source === 'events') ? { events: identity.events ?? [] } : {}),
      undone: input.undone ?? {
        emergencyReviews: overdueEmergencies(due, asOf),
        rotation: rotationOverdue({ catalogue, credentials: identity.credentials }, asOf),
      },
      endedForGood: endedForGood(input, omitted, taken),
      at: asOf,
    },
  };
}

/**
 * Whether a ticket was approved before and then ended by a removal that counts, or has a tombstone: no decision opens it again
 * (docs/rules.md#rule-7), whatever was said of it since.
 */
export function endedForGood(
  input: WantedInput,
  omitted: readonly OmittedTicket[],
  { resolved, unfit }: Pick<Intake, 'resolved' | 'unfit'>,
): (ticket: string) => boolean {
  const { tombstones = [], asOf } = input;
  const denied = new Set(omitted.filter(({ state }) => state === 'denied').map(({ ticket }) => ticket));
  const final = new Set([
    ...tombstones.flatMap(({ basis }) => ('ticket' in basis ? [basis.ticket] : [])),
    ...[...resolved, ...unfit].flatMap(({ ticket: { ticket, kind, of, window } }) =>
      kind === 'removal' && of !== undefined && !denied.has(ticket) && isBegun(window.start, asOf)
        ? [of]
        : [],
    ),
  ]);
  const approved = new Set(
    allDecisions(input)
      .filter(({ outcome, at }) => outcome === 'approve' && at <= asOf)
      .map(({ ticket }) => ticket),
  );
  return (ticket) => final.has(ticket) && approved.has(ticket);
}

function isBegun(start: Ticket['window']['start'], asOf: Instant): boolean {
  return start === 'on-approval' || start <= asOf;
}

/** The first approval of each content made at or before `at`. */
function approvedAt(decisions: readonly Decision[], at: Instant): (content: Digest) => Instant | undefined {
  const first = new Map(approvals(decisions, at));
  return (content) => first.get(content);
}

function approvals(decisions: readonly Decision[], at: Instant): readonly (readonly [Digest, Instant])[] {
  const first = new Map<Digest, Instant>();
  for (const { digest, outcome, at: made } of decisions) {
    const before = first.get(digest);
    if (outcome === 'approve' && made <= at && (before === undefined || made < before))
      first.set(digest, made);
  }
  return [...first];
}
