import type { Digest, Instant } from '../kernel/index.js';
import type { Grant, Pushes } from '../model/index.js';
import {
  declaredPushes,
  type EndedGrant,
  type HeldGrant,
  type OmittedTicket,
  type Ticket,
  type UnplacedGrant,
} from '../manifest/index.js';
import { linksOf, type IdentityLinks } from '../identity/index.js';
import { allDecisions, intake, mayBeGiven, type Decision, type Intake, type Seat } from '../policy/index.js';
import { birthrightClaims } from './bases/birthrights.js';
import { leavingOf } from './bases/leaving.js';
import { foldTickets, type FoldedTickets } from './bases/tickets.js';
import { endedByTombstone } from './bases/tombstones.js';
import { settle, type Claim } from './claim.js';
import { admission } from './edges/admission.js';
import { endedGrants } from './edges/ended.js';
import { wantedGrants } from './edges/grants.js';
import { heldGrants } from './edges/held.js';
import { pathed } from './edges/paths.js';
import { wantedEdges, type Want } from './edges/wanted.js';
import type { WantedInput } from './input.js';
import { omittedTickets } from './omitted.js';
import { sift, type Sifted } from './sift.js';
import { unplacedGrants } from './unplaced.js';

/** What is wanted at an instant, and why; and why everything else that was asked for is not. Each list in total order. */
export interface Wanted {
  readonly asOf: Instant;
  /** Every edge that is wanted now or in a window to come, with all that wants it. */
  readonly edges: readonly Want[];
  /** Who has what by which bases, now or in a window to come: the closure of the edges. */
  readonly grants: readonly Grant[];
  /** What ended, when and why, as far as nothing else holds it open. An end is final. */
  readonly ended: readonly EndedGrant[];
  /** What was decided and is neither given nor taken, since its holder is in doubt or may not ask any more. */
  readonly held: readonly HeldGrant[];
  /** Tickets that give nothing now, and why. */
  readonly omitted: readonly OmittedTicket[];
  /** Birthrights that nobody can be given, and why. */
  readonly unplaced: readonly UnplacedGrant[];
  /** The ticket that each content was asked for by, by the digest that a decision covers. */
  readonly asked: ReadonlyMap<Digest, Ticket>;
  /** Who filled which role of the route, by decision that counts. */
  readonly seats: ReadonlyMap<Decision, readonly Seat[]>;
}

/**
 * What is wanted at `asOf`. A pure function: the same input, in whatever order, has the same answer.
 * Throws DECLARATION_INVALID; a wrong ticket never throws, it is left out.
 */
export function wantedAt(input: WantedInput): Wanted {
  const { catalogue, asOf } = input;
  const pushes = declaredPushes(catalogue);
  const links = linksOf(input.identity);
  const decisions = allDecisions(input);
  const taken = intake(input.tickets, catalogue, input.identity, asOf, decidedSoFar(input, decisions));
  const folded = fold(input, taken, decisions, links);
  const sifted = siftClaims([...birthrights(input), ...folded.claims], links, pushes, asOf);
  const edges = wantedEdges(catalogue, pushes, sifted.admitted, asOf);
  const seen = { unreadable: input.unreadable ?? [], decisions, taken, folded, sifted };
  return {
    asOf,
    edges,
    grants: wantedGrants(sifted.admitted),
    ended: endedGrants(
      sifted.over,
      edges,
      asOf,
      sifted.refused.map(({ claim }) => claim),
    ),
    held: heldGrants(sifted.refused),
    omitted: omittedTickets(seen, pushes, asOf),
    unplaced: unplacedGrants(sifted.refused),
    asked: askedBy(taken),
    seats: folded.seats,
  };
}

function decidedSoFar(
  { recorded }: WantedInput,
  decisions: readonly Decision[],
): Parameters<typeof intake>[4] {
  return { decisions, ...(recorded ? { recorded } : {}) };
}

function birthrights({
  catalogue,
  identity,
  tombstones = [],
  accepted,
  asOf,
}: WantedInput): readonly Claim[] {
  return endedByTombstone(
    birthrightClaims(catalogue, identity, asOf, accepted && mayBeGiven(catalogue, accepted)),
    tombstones,
  );
}

function fold(
  {
    catalogue,
    identity,
    tombstones = [],
    policies,
    seen,
    fallback,
    objections = new Map(),
    asOf,
  }: WantedInput,
  { resolved, unfit }: Intake,
  decisions: readonly Decision[],
  people: IdentityLinks,
): FoldedTickets {
  return foldTickets([...resolved, ...unfit], {
    decisions,
    tombstones,
    leaving: leavingOf(catalogue, identity, asOf),
    people,
    teams: catalogue.teams,
    delegations: identity.delegations ?? [],
    ...(policies ? { policies } : {}),
    ...(seen ? { seen } : {}),
    ...(fallback ? { fallback } : {}),
    objections,
    asOf,
  });
}

function siftClaims(claims: readonly Claim[], links: IdentityLinks, pushes: Pushes, asOf: Instant): Sifted {
  return sift(
    claims.map((claim) => pathed(settle(claim), pushes)),
    admission(links),
    asOf,
  );
}

function askedBy({ resolved, unfit }: Intake): ReadonlyMap<Digest, Ticket> {
  return new Map([...resolved, ...unfit].map(({ digest, ticket }) => [digest, ticket]));
}
