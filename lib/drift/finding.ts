import type { Digest, Instant, Milliseconds, WritError } from '../kernel/index.js';
import type { Ambiguity, AuditActor, Completeness, PartFailure, Reached } from '../inventory/index.js';
import type {
  Basis,
  ContentPart,
  Edge,
  EdgeId,
  Group,
  LiveEdge,
  ObjectRef,
  PermissionSetRef,
  Principal,
  SourceId,
  Window,
} from '../model/index.js';
import type { Provenance, ScopeMode } from '../manifest/index.js';
import type { Allowed, ContentChange } from '../meaning/index.js';
import type { ObservationId } from './finding-id.js';
import type { ClassRow, DriftClass, FindingCode, ForeignReason, Severity } from './findings/index.js';

/** One difference between what is wanted and what an inventory shows. */
export interface Finding {
  readonly class: DriftClass;
  readonly severity: Severity;
  readonly subject: FindingSubject;
  readonly mode: ScopeMode;
  /** The stable name for machines; `FINDINGS` says all that follows from it. */
  readonly code: FindingCode;
  readonly reason?: ForeignReason;
  /** One plain sentence: what it gives. */
  readonly gives: string;
  /** One plain sentence: why it is a finding. */
  readonly because: string;
  /** What to do about it, imperative. */
  readonly cure: string;
  /** Everyone a foreign assignment to a carrier, or a changed policy, reaches; accounts that nobody is known to be behind first; sorted. */
  readonly reaches: readonly Reached[];
  readonly attribution: Attribution;
  readonly firstSeen: Instant;
  readonly privileged: readonly string[];
  /** The ticket, exception or birthright that ended, for expired ones. */
  readonly ended?: { readonly basis: Basis; readonly window: Window; readonly endedAt: Instant };
  /** Why it is wanted, or was while its basis stood; absent when nothing ever explained it. */
  readonly wanted?: readonly Provenance[];
  /** Live edges that a push made from this one; they end with it, and no finding of their own repeats them. */
  readonly downstream?: readonly LiveEdge[];
  /** Set where the finding's edge was put there by a group rule or from an upstream edge, or may have been. */
  readonly bound?: KeptBy;
  /** What the live permission sets that a live edge leads to allow, taken together; absent where it leads to none. */
  readonly allows?: Allowed;
  /** For content that is not as declared: what the live one allows beyond the declared one, and what that beyond it. */
  readonly change?: ContentChange;
  /** For content by hand: whether removing it was proved to take away only. */
  readonly narrows?: boolean;
}

/** What keeps an edge from outside: a removal of the edge alone would not be its end. */
export type KeptBy = 'rule' | 'upstream' | 'not-told' | 'in-doubt';

/** What a finding is about. Only what is an edge has the id of one. */
export type FindingSubject =
  | { readonly what: 'edge'; readonly id: EdgeId; readonly edge: Edge; readonly live?: LiveEdge }
  | {
      readonly what: 'content';
      readonly id: ObservationId;
      readonly set: PermissionSetRef;
      readonly native: string;
      readonly added: readonly ContentPart[];
      readonly removed: readonly ContentPart[];
    }
  | {
      readonly what: 'provisioning';
      readonly id: ObservationId;
      readonly set: PermissionSetRef;
      readonly native: string;
      readonly account: string;
      /** Digest of the live content, which equals the declared. */
      readonly content: Digest;
    }
  | { readonly what: 'part'; readonly id: ObservationId; readonly failure: PartFailure }
  | { readonly what: 'name'; readonly id: ObservationId; readonly ambiguity: Ambiguity }
  | {
      /** A live push that nobody declared. */
      readonly what: 'push';
      readonly id: ObservationId;
      readonly from: Group;
      readonly to: Group;
    }
  | {
      /** A live group rule, with the governed groups that it aims at. */
      readonly what: 'rule';
      readonly id: ObservationId;
      readonly source: SourceId;
      readonly native: string;
      readonly groups: readonly Group[];
    }
  | {
      /** A policy that AWS manages and declared permission sets use, whose live text is not the one that it had published. */
      readonly what: 'policy';
      readonly id: ObservationId;
      readonly arn: string;
      /** The versions, and the digests of what they say in their normal form. */
      readonly published: { readonly version: string; readonly digest: Digest };
      readonly live: { readonly version: string; readonly digest: Digest };
      readonly sets: readonly PermissionSetRef[];
    }
  | {
      readonly what: 'object';
      readonly id: ObservationId;
      readonly ref: ObjectRef;
      /** The native id that it had; absent when it was never seen. */
      readonly remembered?: string;
      /** The native id of what stands for it now. */
      readonly live?: string;
    };

/** What findings can be about. */
export type SubjectKind = FindingSubject['what'];

/** The event that tells who did it. */
export interface Told {
  readonly event: string;
  readonly at: Instant;
  /** How long after the run the event is dated: the log's clock or ours is wrong. Absent within the ordinary. */
  readonly ahead?: Milliseconds;
}

/** Who did it, as far as the audit logs say. Unknown is said out loud. */
export type Attribution =
  | ({ readonly by: 'pipeline' } & Told)
  /** Our own credential without a matching intent: the loudest. */
  | ({ readonly by: 'pipeline-without-intent'; readonly actor: AuditActor } & Told)
  /** The root user, or the long-lived key of an IAM user: as loud, since nothing that Writ governs is behind them. */
  | ({ readonly by: 'root' | 'iam-user'; readonly actor: AuditActor; readonly principal?: Principal } & Told)
  | ({ readonly by: 'person'; readonly actor: AuditActor; readonly principal?: Principal } & Told)
  | ({ readonly by: 'rule' | 'service'; readonly actor: AuditActor } & Told)
  /** AWS, who publishes it: no log of the organization has that. */
  | { readonly by: 'publisher' }
  | { readonly by: 'unknown'; readonly why: string };

/** Something about the record itself that whoever reads a report has to know. */
export interface RecordNote {
  readonly code: 'TIME_AHEAD' | 'NEWER_MANIFEST' | 'BIRTHRIGHT_HELD';
  /** One plain sentence. */
  readonly says: string;
  readonly cure: string;
}

/** How far one source's audit log could be read; events that were not understood are failures. */
export interface LogRead {
  readonly source: SourceId;
  readonly complete: boolean;
  readonly events: number;
  readonly failures: readonly WritError[];
}

export interface DriftReport {
  readonly schema: 'writ.drift/1';
  readonly at: Instant;
  readonly manifest: string;
  readonly counts: Readonly<Record<DriftClass, number>>;
  /** Everything but `matched`, `ungoverned`, `service` and what a rule gives unprivileged; in total order, worst first. */
  readonly findings: readonly Finding[];
  /** The visible non-drift classes, for `--all`. */
  readonly notes: readonly Finding[];
  /** What is odd about journal and ledger themselves. */
  readonly record: readonly RecordNote[];
  readonly sources: readonly Completeness[];
  /** How far the audit logs were read, by source. */
  readonly logs: readonly LogRead[];
  /** Share of declared access that could be compared; what lies in systems without a live reader counts as declared. */
  readonly coverage: { readonly compared: number; readonly declared: number };
  readonly uncovered: readonly string[];
  readonly verdict: ClassRow['verdict'];
}
