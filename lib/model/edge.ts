import { branded, digest, type Id } from '../kernel/index.js';
import type { Edge } from './kinds/kinds.js';
import type { SourceId } from './ref.js';

/** The canonical JSON of the whole edge; equal keys, equal edges. */
export type EdgeKey = Id<'edge'>;

/** Why a live edge is there, as far as the provider says. */
export type Cause =
  | { readonly by: 'direct' }
  | { readonly by: 'service' }
  /** Put there by a push from another group; `upstream` is the edge at the source, live there now. */
  | { readonly by: 'push'; readonly upstream: Edge }
  | { readonly by: 'rule'; readonly rule: string }
  /** Something that could not be read or evaluated may keep it: what is not proved direct is never revoked as direct. */
  | { readonly by: 'not-told'; readonly doubt: Doubt };

/** What may keep an edge whose cause is not told. */
export type Doubt =
  /** Group rules that aim at the group and cannot be evaluated for the holder; none named where rules were not listed. */
  | { readonly of: 'rule'; readonly rules: readonly string[] }
  /** A push, since the mappings of a source were not read. */
  | { readonly of: 'push'; readonly source: SourceId };

/** One answer for every cause: a table that lacks one does not compile. */
export type PerCause<T> = { readonly [By in Cause['by']]: (cause: Extract<Cause, { by: By }>) => T };

/** The answer of a table for one cause. */
export function answerFor<T>(cause: Cause, table: PerCause<T>): T {
  const answer = table[cause.by] as (cause: Cause) => T;
  return answer(cause);
}

/** An edge seen live, with the provider's own id for it (what a removal needs). */
export interface LiveEdge {
  readonly edge: Edge;
  readonly native: NativeEdge;
  readonly cause: Cause;
}

/** The provider's own ids at both ends, and of the edge itself where it has one. */
export interface NativeEdge {
  /** Membership id, where the provider gives one. */
  readonly id?: string;
  readonly holder: string;
  readonly target: string;
}

/** A short stable id of an edge, for construct ids, manifests and people: 16 hex digits of the key's SHA-256. */
export type EdgeId = Id<'edge-id'>;

/** The short id of the edge with this key. */
export function edgeIdOf(key: EdgeKey): EdgeId {
  const start = 'sha256:'.length;
  return branded<'edge-id'>(digest(key).slice(start, start + 16));
}
