import type { Digest, Instant, Milliseconds, WritError } from '../kernel/index.js';
import type { Anchor } from '../inventory/index.js';
import type { OperatorProof } from '../evidence/index.js';
import {
  sourceOf,
  type ContentPart,
  type LiveEdge,
  type PermissionSetRef,
  type SourceId,
} from '../model/index.js';
import type { FindingId } from './finding-id.js';

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

/** How ceilings count an attempt: whether it had a basis, of which package, and whether a confirmed leaver held it. */
export interface Counts {
  readonly basis: 'had' | 'none';
  readonly package?: string;
  readonly leaver?: true;
}

/** What the journal remembers between runs. Append-only; an entry is durable when `append` resolves. */
export type JournalEntry =
  | { readonly kind: 'first-seen'; readonly at: Instant; readonly edge: FindingId; readonly finding: string }
  | { readonly kind: 'gone'; readonly at: Instant; readonly edge: FindingId }
  /** Declared groups and permission sets, with the native ids that they were seen under; the last entry of each counts. */
  | { readonly kind: 'object'; readonly at: Instant; readonly seen: readonly Anchor[] }
  | {
      readonly kind: 'intent';
      readonly at: Instant;
      readonly run: string;
      readonly deadline: Instant;
      readonly edges: readonly FindingId[];
      /** What the run means to do to these edges; a removal when absent. */
      readonly op?: 'add' | 'remove';
    }
  | {
      readonly kind: 'attempt';
      readonly at: Instant;
      readonly run: string;
      readonly edge: FindingId;
      readonly token?: string;
      /** What was asked for, so that a later run can poll it and read it back. */
      readonly revocation?: Revocation;
      /** How ceilings count it; absent in old journals. */
      readonly counts?: Counts;
    }
  | {
      readonly kind: 'outcome';
      readonly at: Instant;
      readonly run: string;
      readonly edge: FindingId;
      readonly state: 'revoked' | 'failed' | 'stuck' | 'still-live' | 'spread';
      readonly detail: string;
    }
  /** Revocations that the breaker queued, and their release by a second person. */
  | {
      readonly kind: 'queued';
      readonly at: Instant;
      readonly run: string;
      /** Who confirmed the run, as they say; a note, and no proof. */
      readonly by: string;
      readonly rail: string;
      readonly edges: readonly FindingId[];
      /** Who confirmed the run, proved by a key. */
      readonly proof?: OperatorProof;
    }
  | {
      readonly kind: 'released';
      readonly at: Instant;
      readonly run: string;
      readonly by: string;
      readonly reason: string;
      readonly edges: readonly FindingId[];
      readonly proof?: OperatorProof;
    }
  | {
      readonly kind: 'run-ended';
      readonly at: Instant;
      readonly run: string;
      readonly interrupted?: true;
    }
  /** The last line of the journal was torn by a crash and set aside; its bytes are kept in the file named. */
  | { readonly kind: 'torn'; readonly at: Instant; readonly bytes: number; readonly digest: Digest };

/** What the breaker did, which an operator may sign. */
export type BreakerEntry = Extract<JournalEntry, { readonly kind: 'queued' | 'released' }>;

/** Port: who stands behind what the breaker did, proved by a key that the ledger knows. */
export interface Operators {
  /** The id of the person whose signature over this very entry holds; undefined when nobody's does. */
  provedBy(entry: BreakerEntry): string | undefined;
}

/** Without a ledger there are no keys, and nobody is proved. */
export const NO_OPERATORS: Operators = { provedBy: () => undefined };

/** Port: first-seen times, intents and outcomes. A file holds them until the ledger does. */
export interface Journal {
  read(): Promise<readonly JournalEntry[]>;
  append(entries: readonly JournalEntry[]): Promise<void>;
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
