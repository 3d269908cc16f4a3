import type { Digest, Milliseconds, WritError } from '../kernel/index.js';
import {
  sourceOf,
  type ContentPart,
  type LiveEdge,
  type PermissionSetRef,
  type SourceId,
} from '../model/index.js';

/** The content of a permission set when it was judged: with any other it must not be carried into accounts. */
export interface JudgedContent {
  readonly parts: readonly ContentPart[];
  /** Parts that the same plan takes off, since they only allow and nobody declared them: they may be gone by now. */
  readonly leaving: readonly ContentPart[];
}

/** What a revoker is asked to do. Narrowing only: there is no way to say "add" here. */
export type Revocation =
  | { readonly what: 'edge'; readonly live: LiveEdge }
  | {
      readonly what: 'detach-policy';
      readonly set: PermissionSetRef;
      readonly native: string;
      readonly slot: 'managed' | 'customer-managed';
      readonly name: string;
      /** Absent in old journals. */
      readonly judged?: JudgedContent;
    }
  /** An inline policy that nobody declared, and that was read to hold no Deny: it is deleted whole. */
  | {
      readonly what: 'delete-inline';
      readonly set: PermissionSetRef;
      readonly native: string;
      /** Absent in old journals. */
      readonly judged?: JudgedContent;
    }
  /** The proved exception: live content equals the declared, an account is behind. */
  | {
      readonly what: 're-provision';
      readonly set: PermissionSetRef;
      readonly native: string;
      readonly account: string;
      /** Digest of the content that was judged: with any other it must not be provisioned. Absent in old journals. */
      readonly content?: Digest;
    };

/** In which source something is taken away. */
export function sourceOfRevocation(revocation: Revocation): SourceId {
  return revocation.what === 'edge' ? sourceOf(revocation.live.edge) : revocation.set.source;
}

export type Submitted = { readonly state: 'done' } | { readonly state: 'pending'; readonly token: string };
export type Polled =
  | { readonly state: 'pending' }
  | { readonly state: 'done' }
  | { readonly state: 'failed'; readonly reason: string };
export type ReadBack =
  | { readonly state: 'present' }
  | { readonly state: 'absent' }
  /** Accounts have a content of the set that was not judged: a provisioning carried it there. Never an end. */
  | { readonly state: 'spread'; readonly accounts: readonly string[]; readonly error: WritError }
  | { readonly state: 'unreadable'; readonly error: WritError };

/** Port: takes away, in one source. Idempotent: revoking what is gone is `done`. Throws WritError. */
export interface Revoker {
  readonly id: SourceId;
  submit(revocation: Revocation, signal?: AbortSignal): Promise<Submitted>;
  poll(token: string, revocation: Revocation, signal?: AbortSignal): Promise<Polled>;
  /** A fresh read of exactly this; for a re-provision `absent` means the account is no longer behind. */
  readBack(revocation: Revocation, signal?: AbortSignal): Promise<ReadBack>;
}

/** Grace and waiting, as data. */
export interface Patience {
  /** How long to wait for an asynchronous removal. */
  readonly pollFor: Milliseconds;
  /** How long between two looks. */
  readonly pollEvery: Milliseconds;
  /** How long a push may take to reach its target before it counts as stuck. */
  readonly pushFor: Milliseconds;
}

/** Ten minutes for an assignment, an hour for a push. */
export const DEFAULT_PATIENCE: Patience = { pollFor: 600_000, pollEvery: 2_000, pushFor: 3_600_000 };
