import type { FindingId } from '../drift/index.js';
import type { Inventory } from '../inventory/index.js';
import { by, digestOf, sorted, type Digest } from '../kernel/index.js';
import {
  contentDigest,
  edgeIdOf,
  edgeKey,
  refKey,
  type AccountId,
  type Cause,
  type Edge,
  type EdgeId,
  type NativeEdge,
  type PermissionSetRef,
  type SourceId,
} from '../model/index.js';

/**
 * What a sweep saw, as evidence: ids and references only, in total order, without times, so that two sweeps of an
 * unchanged world have one digest. Names of people stay out.
 */
export interface Snapshot {
  readonly schema: 'writ.snapshot/1';
  readonly edges: readonly SnapshotEdge[];
  readonly roles: readonly SnapshotRole[];
  readonly sources: readonly SnapshotSource[];
}

/** A live edge, and what put it there. */
export interface SnapshotEdge {
  readonly id: EdgeId;
  readonly edge: Edge;
  readonly native: NativeEdge;
  readonly by: Cause['by'];
}

/** What a permission set could do, and where. */
export interface SnapshotRole {
  readonly of: PermissionSetRef;
  readonly content: Digest | 'unreadable';
  readonly provisionedIn: readonly AccountId[];
}

/** How whole one source's sweep was. */
export interface SnapshotSource {
  readonly source: SourceId;
  readonly complete: boolean;
  readonly listed: number;
  readonly answered: number;
}

/** The evidence of an inventory. */
export function snapshotOf({ edges, roles, sources }: Inventory): Snapshot {
  return {
    schema: 'writ.snapshot/1',
    edges: sorted(
      edges.map(({ edge, native, cause }) => ({ id: edgeIdOf(edgeKey(edge)), edge, native, by: cause.by })),
      by(
        ({ id }) => id,
        ({ native }) => native.id ?? native.holder,
      ),
    ),
    roles: sorted(
      roles.map(({ ref, content, provisionedIn }) => ({
        of: ref,
        content: content ? contentDigest(content) : ('unreadable' as const),
        provisionedIn: [...provisionedIn].sort(),
      })),
      by<SnapshotRole>(({ of }) => refKey(of), digestOf),
    ),
    sources: sorted(
      sources.map(({ source, complete, listed, answered }) => ({ source, complete, listed, answered })),
      by(({ source }) => source),
    ),
  };
}

/** What one edge was, as far as a reading of it goes. */
export type Sighted = 'live' | 'absent' | 'unreadable';

/** A reading of some edges only: those that a change was approved for. Sorted by edge. */
export interface ScopeReading {
  readonly schema: 'writ.scope-reading/1';
  readonly edges: readonly { readonly edge: FindingId; readonly state: Sighted; readonly content?: Digest }[];
}

/** What differs between two readings. */
export interface ReadingDifference {
  readonly op: 'add' | 'remove' | 'alter';
  readonly edge: FindingId;
  readonly before?: Digest;
  readonly after?: Digest;
}

/** A reading in total order. */
export function scopeReading(edges: ScopeReading['edges']): ScopeReading {
  return {
    schema: 'writ.scope-reading/1',
    edges: sorted(
      edges,
      by(({ edge }) => edge),
    ),
  };
}

/**
 * REQ-105: what changed between two readings, restricted to `scope`. What either reading could not read, or does not
 * speak of, has no difference: nothing is concluded from it.
 */
export function differenceWithin(
  scope: readonly FindingId[],
  before: ScopeReading,
  after: ScopeReading,
): ReadingDifference[] {
  const then = new Map(before.edges.map((each) => [each.edge, each]));
  const now = new Map(after.edges.map((each) => [each.edge, each]));
  return [...new Set(scope)].sort().flatMap((edge): ReadingDifference[] => {
    const was = then.get(edge);
    const is = now.get(edge);
    if (!was || !is || was.state === 'unreadable' || is.state === 'unreadable') return [];
    if (was.state !== is.state) return [{ op: is.state === 'live' ? 'add' : 'remove', edge }];
    return was.content === undefined || is.content === undefined || was.content === is.content
      ? []
      : [{ op: 'alter', edge, before: was.content, after: is.content }];
  });
}
