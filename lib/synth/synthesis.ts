import { canonicalJson, digest, type Digest } from '../kernel/index.js';
import {
  MANIFEST_SCHEMA,
  matrixOf,
  type Manifest,
  type Matrix,
  type Ticket,
  type WantedEdge,
} from '../manifest/index.js';
import { linksOf, type IdentitySnapshot } from '../identity/index.js';
import type { Decision, Seat } from '../policy/index.js';
import { wantedAt, type Want } from '../wanted/index.js';
import { ruledBy } from '../workflow/index.js';
import { cdktfIndex } from './cdktf-index.js';
import { inputDigests } from './input-digests.js';
import type { SynthInputs } from './inputs.js';
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
  /** Approved governance changes that it goes by for the first time: digests of their records. */
  readonly goneBy: readonly Digest[];
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
  const {
    edges: wants,
    asked,
    seats,
    ...wanted
  } = wantedAt(inputs.rules ? ruledBy(inputs, inputs.rules) : inputs);
  const { edges, shards } = carry(inputs, wants);
  const listed = shards.map(({ shard }) => shard);
  const manifest: Manifest = {
    schema: MANIFEST_SCHEMA,
    asOf,
    inputs: inputDigests(inputs),
    catalogue,
    ...heldBackOf(inputs),
    edges,
    grants: wanted.grants,
    ended: wanted.ended,
    omitted: wanted.omitted,
    ...(wanted.unplaced.length > 0 ? { unplaced: wanted.unplaced } : {}),
    ...(wanted.held.length > 0 ? { held: wanted.held } : {}),
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
    goneBy: inputs.held?.goneBy ?? [],
    matrix: matrixOf(listed),
    stacks: new Map(shards.map(({ shard, text }) => [shard.stack, text])),
  };
}

/** What a manifest says where something is held back: what is declared, and by what is given what is given. */
function heldBackOf({ held }: SynthInputs): Pick<Manifest, 'declared' | 'birthrights' | 'heldBack'> {
  if (!held || held.heldBack.length === 0) return {};
  const { declared, birthrights, heldBack } = held;
  return { declared, birthrights, heldBack };
}

/** Gives every edge its place and renders the stacks that carry what is open. */
function carry(
  { catalogue, identity, asOf, shards, stacks = {} }: SynthInputs,
  wants: readonly Want[],
): { readonly edges: readonly WantedEdge[]; readonly shards: readonly RenderedShard[] } {
  const links = linksOf(identity);
  const plan = { ...DEFAULT_SHARDS, ...shards };
  const owner = ownersOf(catalogue);
  const place = placement(owner, links, plan);
  const edges = wants.map((want) => wantedEdge(want, place(want)));
  return {
    edges,
    shards: renderShards(stackContents(catalogue, edges, owner, asOf, plan), links, plan, stacks),
  };
}

function wantedEdge({ id, edge, role, window, because }: Want, carriage: WantedEdge['carriage']): WantedEdge {
  return { id, edge, role, window, because, carriage };
}
