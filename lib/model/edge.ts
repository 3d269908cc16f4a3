import { digest, type Digest, type Id } from '../kernel/index.js';
import type { AccountId, Group, PermissionSetRef } from './ref.js';
import type { Principal, Unlinked } from './principal.js';

/** Who is at the near end of an edge. A group holds assignments; only principals and the unlinked are members. */
export type Holder = Principal | Group | Unlinked;

/** Identity Center: a permission set on an account. */
export interface Assignment {
  readonly account: AccountId;
  readonly kind: 'aws.assignment';
  readonly set: PermissionSetRef;
}

/** What an edge gives: membership of a group, or an assignment. */
export type Target = Group | Assignment;

/** What a sweep sees, Terraform writes and a revert removes: holder → target, directly. */
export interface Edge {
  readonly holder: Holder;
  readonly target: Target;
}

/** The canonical JSON of the whole edge; equal keys, equal edges. */
export type EdgeKey = Id<'edge'>;

/** Why a live edge is there, as far as the provider says. */
export type Cause =
  | { readonly by: 'direct' }
  | { readonly by: 'service' }
  /** Put there by a push from another group; `upstream` is the edge at the source, live there now. */
  | { readonly by: 'push'; readonly upstream: EdgeKey }
  | { readonly by: 'rule'; readonly rule: string };

/** An edge seen live, with the provider's own id for it (what a removal needs). */
export interface LiveEdge {
  readonly edge: Edge;
  readonly key: EdgeKey;
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

/** A short stable id of an edge for construct ids, journals and people: 12 hex digits of the key's SHA-256. */
export function edgeId(key: EdgeKey): string {
  return digest(key).slice('sha256:'.length, 'sha256:'.length + 12);
}

/** The digest of an edge key. */
export function edgeDigest(key: EdgeKey): Digest {
  return digest(key);
}
