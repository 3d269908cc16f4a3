import { canonicalJson, digest, type Digest } from '../kernel/index.js';
import {
  MANIFEST_SCHEMA,
  type Manifest,
  type OmittedTicket,
  type Ticket,
  type WantedEdge,
} from '../manifest/index.js';
import { linksOf, type IdentityLinks, type IdentitySnapshot } from '../identity/index.js';
import { allDecisions, intake, type Decision, type Seat } from '../policy/index.js';
import {
  admission,
  birthrightClaims,
  doubtedTickets,
  endedGrants,
  entombed,
  foldTickets,
  grantsOf,
  groupsOf,
  heldGrants,
  ineligibleTickets,
  inOrder,
  lapsedTickets,
  leavingOf,
  settle,
  sift,
  silentTickets,
  unplacedGrants,
  unreadableTickets,
  wantedEdges,
  withEdges,
  type Admit,
  type Groups,
  type Ineligible,
  type Sifted,
  type Want,
} from '../wanted/index.js';
import { cdktfIndex } from './cdktf-index.js';
import { inputDigests } from './input-digests.js';
import type { SynthInputs } from './inputs.js';
import { matrixOf, type Matrix } from './matrix.js';
import { stackContents } from './terraform/contents.js';
import { ownersOf, placement } from './terraform/placement.js';
import { DEFAULT_SHARDS } from './terraform/shard-plan.js';
import { renderShards, type RenderedShard } from './terraform/shards.js';

/** What synthesis gives: the manifest, and everything that its digests are over. */
export interface Synthesis {
  readonly manifest: Manifest;
  /** The manifest's canonical JSON: the bytes of its file, and what `digest` is over. */
  readonly manifestText: string;
  readonly digest: Digest;
  /** The snapshot whose digest is `manifest.inputs.identity`. */
  readonly identity: IdentitySnapshot;
  /** The ticket that each content was asked for by, by the digest that a decision covers. */
  readonly asked: ReadonlyMap<Digest, Ticket>;
  /** Who filled which role of the route, by decision that counts. */
  readonly seats: ReadonlyMap<Decision, readonly Seat[]>;
  readonly matrix: Matrix;
  /** Terraform JSON by stack. */
  readonly stacks: ReadonlyMap<string, string>;
}

/**
 * The declarations and the decided tickets as what is wanted at `asOf`, and as Terraform JSON. A pure function: the
 * same inputs, in whatever order, give the same bytes.
 * Throws DECLARATION_INVALID, SHARD_TOO_LARGE, SECRET_SYNTHESIZED; a wrong ticket never throws, it is left out.
 */
export function synthesize(inputs: SynthInputs): Synthesis {
  const { catalogue, asOf } = inputs;
  const groups = groupsOf(catalogue);
  const links = linksOf(inputs.identity);
  const { sifted, omitted, asked, seats } = foldClaims(inputs, groups, links);
  const wants = wantedEdges(catalogue, groups, sifted.admitted, asOf);
  const { edges, shards } = carry(inputs, wants, links);
  const listed = shards.map(({ shard }) => shard);
  const unplaced = unplacedGrants(sifted);
  const held = heldGrants(sifted.refused, groups);
  const manifest: Manifest = {
    schema: MANIFEST_SCHEMA,
    asOf,
    inputs: inputDigests(inputs),
    catalogue,
    edges,
    grants: grantsOf(sifted.admitted),
    ended: endedGrants(sifted.over, wants, groups, asOf),
    omitted,
    ...(unplaced.length > 0 ? { unplaced } : {}),
    ...(held.length > 0 ? { held } : {}),
    shards: listed,
    ...cdktfIndex(listed),
  };
  const manifestText = canonicalJson(manifest);
  return {
    manifest,
    manifestText,
    digest: digest(manifestText),
    identity: inputs.identity,
    asked,
    seats,
    matrix: matrixOf(listed),
    stacks: new Map(shards.map(({ shard, text }) => [shard.stack, text])),
  };
}

/** Every basis there is, sifted; and every ticket that gives nothing now. */
function foldClaims(
  inputs: SynthInputs,
  groups: Groups,
  links: IdentityLinks,
): {
  readonly sifted: Sifted;
  readonly omitted: OmittedTicket[];
  readonly asked: ReadonlyMap<Digest, Ticket>;
  readonly seats: ReadonlyMap<Decision, readonly Seat[]>;
} {
  const { catalogue, identity, tickets, tombstones = [], asOf, recorded } = inputs;
  const decisions = allDecisions(inputs);
  const decided = { decisions, ...(recorded ? { recorded } : {}) };
  const { resolved, refused } = intake(tickets, catalogue, identity, asOf, 'known', decided);
  const lapsed = lapsedTickets(tickets, refused, catalogue, identity, asOf, decided);
  const doubted = doubtedTickets(
    tickets,
    refused,
    { catalogue, identity, people: links, decisions, asOf },
    decided,
  );
  const ineligible = ineligibleTickets(tickets, refused, { catalogue, identity, asOf }, decided);
  const leaving = leavingOf(catalogue, identity, asOf);
  const folded = foldTickets([...resolved, ...lapsed, ...doubted, ...ineligible.resolved], {
    decisions,
    tombstones,
    leaving,
    people: links,
    teams: catalogue.teams,
    ...(inputs.policies ? { policies: inputs.policies } : {}),
    asOf,
  });
  const birthrights = entombed(birthrightClaims(catalogue, identity, asOf), tombstones);
  const claims = [...birthrights, ...folded.claims.map(({ claim }) => claim)].map(settle);
  const sifted = sift(claims, sparing(ineligible, admission(links, groups)), asOf);
  const idle = folded.withoutEffect.filter(
    ({ resolved: each }) =>
      !lapsed.includes(each) && !doubted.includes(each) && !ineligible.resolved.includes(each),
  );
  const opened = new Set(folded.claims.map(({ resolved: each }) => each));
  const judged = new Set(
    [...doubted, ...ineligible.resolved]
      .filter((each) => opened.has(each) || each.ticket.kind === 'removal')
      .map(({ ticket }) => ticket.ticket),
  );
  const omitted = inOrder([
    ...refused.filter((each) => !judged.has(each.ticket) || isFaultOfFile(each)),
    ...unreadableTickets(inputs.unreadable ?? []),
    ...withEdges(idle, groups),
    ...silentTickets(sifted, [...resolved, ...doubted, ...ineligible.resolved], asOf, groups),
  ]);
  const asked = new Map(
    [...resolved, ...lapsed, ...doubted, ...ineligible.resolved].map(({ digest: of, ticket }) => [
      of,
      ticket,
    ]),
  );
  return { sifted, omitted, asked, seats: folded.seats };
}

/** Admits as `admit` does, but for what is held because its holder's job changed. */
function sparing({ reasons }: Ineligible, admit: Admit): Admit {
  return (claim) => {
    const reason = 'ticket' in claim.basis ? reasons.get(claim.basis.ticket) : undefined;
    return reason ?? admit(claim);
  };
}

/** What is wrong with a file, whatever becomes of the ticket that its id means. */
function isFaultOfFile({ reasons }: OmittedTicket): boolean {
  return reasons.some(({ code }) => code === 'TICKET_ALTERED' || code === 'TICKET_DUPLICATE');
}

/** Gives every edge its place and renders the stacks that carry what is open. */
function carry(
  { catalogue, asOf, shards }: SynthInputs,
  wants: readonly Want[],
  links: IdentityLinks,
): { readonly edges: readonly WantedEdge[]; readonly shards: readonly RenderedShard[] } {
  const plan = { ...DEFAULT_SHARDS, ...shards };
  const owner = ownersOf(catalogue);
  const place = placement(owner, links, plan);
  const edges = wants.map((want) => wantedEdge(want, place(want)));
  return { edges, shards: renderShards(stackContents(catalogue, edges, owner, asOf, plan), links, plan) };
}

function wantedEdge({ id, edge, role, window, because }: Want, carriage: WantedEdge['carriage']): WantedEdge {
  return { id, edge, role, window, because, carriage };
}
