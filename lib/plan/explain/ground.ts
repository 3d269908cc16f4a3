import { canonicalJson, digestOf, groupBy, type Digest } from '../../kernel/index.js';
import { principalOf, windowState, type Basis, type Edge, type EdgeId } from '../../model/index.js';
import type {
  EndedGrant,
  HeldGrant,
  Manifest,
  OmittedTicket,
  Provenance,
  WantedEdge,
} from '../../manifest/index.js';
import type { Derivation } from '../derive/derive.js';
import type { PlannedEdge } from '../derive/effect.js';
import type { ApprovedDeclarations, PlanExplainInput } from './input.js';

/** What was decided, as it is asked about effect by effect; each look-up is built once. */
export class ExplainGround {
  readonly wanted: ReadonlyMap<EdgeId, WantedEdge>;
  readonly wantedBefore: ReadonlyMap<EdgeId, WantedEdge>;
  readonly ended: ReadonlyMap<EdgeId, readonly EndedGrant[]>;
  readonly held: ReadonlyMap<EdgeId, readonly HeldGrant[]>;
  readonly omitted: ReadonlyMap<EdgeId, readonly OmittedTicket[]>;
  readonly omittedTickets: ReadonlyMap<string, OmittedTicket>;
  readonly decisions: ReadonlyMap<string, readonly Digest[]>;
  /** What is there once everything is done. */
  readonly after: ReadonlySet<EdgeId>;
  readonly foundGone: ReadonlySet<EdgeId>;
  readonly foundThere: ReadonlySet<EdgeId>;
  readonly approvals: readonly ApprovedDeclarations[];
  private readonly given: ReadonlySet<string>;
  private readonly tombstones: ReadonlySet<string>;

  constructor(readonly input: PlanExplainInput) {
    const { manifest, base, derivation } = input;
    this.wanted = byId(manifest);
    this.wantedBefore = base ? byId(base) : new Map<EdgeId, WantedEdge>();
    this.ended = byEdge(manifest.ended, ({ via }) => via.map(({ id }) => id));
    this.held = byEdge(manifest.held ?? [], ({ via }) => via.map(({ id }) => id));
    this.omitted = byEdge(manifest.omitted, ({ edges = [] }) => edges);
    this.omittedTickets = new Map(manifest.omitted.map((each) => [each.ticket, each]));
    this.decisions = new Map(
      [...groupBy(input.decisions, ({ ticket }) => ticket)].map(([ticket, all]) => [
        ticket,
        all.map((each) => each.digest),
      ]),
    );
    this.after = new Set(derivation.after.edges.map(({ id }) => id));
    this.foundGone = foundIn(derivation, 'remove');
    this.foundThere = foundIn(derivation, 'add');
    const declarations = digestOf(manifest.catalogue);
    this.approvals = input.governance.filter((each) => each.declarations === declarations);
    this.given = new Set(
      input.given.flatMap(({ decision, edges }) => edges.map((edge) => `${decision} ${edge}`)),
    );
    this.tombstones = new Set(
      input.tombstones.map(({ principal, package: pack, asset, basis }) =>
        canonicalJson([principal, pack, asset, basis]),
      ),
    );
  }

  /** Whether an apply has already given this edge on this decision. */
  isSpent(decision: Digest, edge: EdgeId): boolean {
    return this.given.has(`${decision} ${edge}`);
  }

  /** Whether a basis of the holder of an edge has ended for good. */
  isTombstoned(
    { edge }: { readonly edge: Edge },
    { package: pack, asset }: Provenance,
    basis: Basis,
  ): boolean {
    const principal = principalOf(edge);
    return principal !== undefined && this.tombstones.has(canonicalJson([principal, pack, asset, basis]));
  }

  /** Whether an edge was there before, and is not. */
  isLost({ id }: PlannedEdge): boolean {
    return this.input.lost.has(id) || this.foundGone.has(id);
  }

  /** What is wanted of an edge at the instant of judging, in whatever stack. */
  wantedNow(id: EdgeId): WantedEdge | undefined {
    const wanted = this.wanted.get(id);
    return wanted && windowState(wanted.window, this.input.at) === 'open' ? wanted : undefined;
  }
}

function byId({ edges }: Pick<Manifest, 'edges'>): ReadonlyMap<EdgeId, WantedEdge> {
  return new Map(edges.map((each) => [each.id, each]));
}

function byEdge<T>(
  all: readonly T[],
  edgesOf: (each: T) => readonly EdgeId[],
): ReadonlyMap<EdgeId, readonly T[]> {
  const found = new Map<EdgeId, T[]>();
  for (const each of all)
    for (const id of edgesOf(each)) {
      const of = found.get(id);
      if (of) of.push(each);
      else found.set(id, [each]);
    }
  return found;
}

function foundIn({ found }: Derivation, op: 'add' | 'remove'): ReadonlySet<EdgeId> {
  return new Set(found.flatMap((each) => (each.what === 'edge' && each.op === op ? [each.id] : [])));
}
