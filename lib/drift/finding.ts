import type { Digest, Instant, Milliseconds, WritError } from '../kernel/index.js';
import type { Ambiguity, Completeness, PartFailure, Reached } from '../inventory/index.js';
import type {
  Basis,
  ContentPart,
  Edge,
  EdgeId,
  Group,
  LiveEdge,
  PermissionSetRef,
  Principal,
  SourceId,
  Window,
} from '../model/index.js';
import type { Provenance, ScopeMode } from '../manifest/index.js';
import type { AuditActor } from './ports.js';

/** The classes of DESIGN section 9, and the visible non-drift ones. */
export type DriftClass =
  | 'matched'
  | 'propagating'
  | 'stuck'
  | 'missing'
  | 'foreign'
  | 'altered'
  | 'expired'
  | 'orphaned'
  | 'stale-provisioned'
  | 'restrictive'
  | 'unreadable'
  /** Put there by the provider or by a group rule: shown, and drift only where a rule gives privileged access. */
  | 'service'
  | 'by-rule'
  /** Owned by another repository's Terraform: compared, never reverted. */
  | 'external'
  /** In no governed scope: counted only. */
  | 'ungoverned'
  /** A declared group or permission set that a whole listing lacks, or has under another name or id. */
  | 'unanchored';

/** Why a foreign edge is foreign. */
export type ForeignReason =
  | 'no-basis'
  /** The manifest given does not want it, and the record knows it approved and open. */
  | 'newer-decision'
  | 'undecided'
  | 'beside-path'
  | 'excess-at-target'
  | 'before-window'
  | 'content-by-hand'
  | 'legacy-uncertified';

export type Severity = 'info' | 'low' | 'medium' | 'high' | 'critical';

/** One difference between what is wanted and what an inventory shows. */
export interface Finding {
  readonly class: DriftClass;
  readonly severity: Severity;
  readonly subject: FindingSubject;
  readonly mode: ScopeMode;
  /** Stable codes for machines: EXPIRED_BUT_LIVE, ORPHANED_GRANT, REVOKED_BUT_LIVE, MISSING_GRANT … */
  readonly code: FindingCode;
  readonly reason?: ForeignReason;
  /** One plain sentence: what it gives. */
  readonly gives: string;
  /** One plain sentence: why it is a finding. */
  readonly because: string;
  /** What to do about it, imperative. */
  readonly cure: string;
  /** Everyone a foreign assignment to a carrier reaches; accounts that nobody is known to be behind first; sorted. */
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
  readonly bound?: Bound;
  /** For content by hand: whether removing it was proved to take away only. */
  readonly narrows?: boolean;
}

/** What keeps an edge from outside: a removal of the edge alone would not be its end. */
export type Bound = 'rule' | 'upstream' | 'not-told' | 'in-doubt';

export type FindingCode =
  | 'ORPHANED_GRANT'
  | 'NEWER_DECISION'
  | 'UNDECIDED_GRANT'
  | 'BESIDE_PATH'
  | 'EXCESS_AT_TARGET'
  | 'BEFORE_WINDOW'
  | 'CONTENT_BY_HAND'
  | 'LEGACY_UNCERTIFIED'
  | 'EXPIRED_BUT_LIVE'
  | 'REVOKED_BUT_LIVE'
  | 'HOLDER_GONE'
  | 'HOLDER_UNLINKED'
  | 'GROUP_GONE'
  | 'PUSH_UNDECLARED'
  | 'RULE_UNDECLARED'
  | 'OBJECT_RENAMED'
  | 'OBJECT_RECREATED'
  | 'OBJECT_DELETED'
  | 'OBJECT_ABSENT'
  | 'MISSING_GRANT'
  | 'CONTENT_ALTERED'
  | 'STALE_PROVISIONED'
  | 'PUSH_PENDING'
  | 'PUSH_STUCK'
  | 'RESTRICTION_UNDECLARED'
  | 'NAME_AMBIGUOUS'
  | 'UNREADABLE'
  | 'BY_RULE'
  | 'CAUSE_NOT_TOLD'
  | 'HOLDER_IN_DOUBT'
  | 'IDENTITY_CONFLICT'
  | 'BY_SERVICE'
  | 'EXTERNAL'
  | 'UNGOVERNED'
  | 'MATCHED';

export type FindingSubject =
  | { readonly what: 'edge'; readonly id: EdgeId; readonly edge: Edge; readonly live?: LiveEdge }
  | {
      readonly what: 'content';
      readonly id: EdgeId;
      readonly set: PermissionSetRef;
      readonly native: string;
      readonly added: readonly ContentPart[];
      readonly removed: readonly ContentPart[];
    }
  | {
      readonly what: 'provisioning';
      readonly id: EdgeId;
      readonly set: PermissionSetRef;
      readonly native: string;
      readonly account: string;
      /** Digest of the live content, which equals the declared. */
      readonly content: Digest;
    }
  | { readonly what: 'part'; readonly id: EdgeId; readonly failure: PartFailure }
  | { readonly what: 'name'; readonly id: EdgeId; readonly ambiguity: Ambiguity }
  | {
      /** A live push that nobody declared. */
      readonly what: 'push';
      readonly id: EdgeId;
      readonly from: Group;
      readonly to: Group;
    }
  | {
      /** A live group rule, with the governed groups that it aims at. */
      readonly what: 'rule';
      readonly id: EdgeId;
      readonly source: SourceId;
      readonly native: string;
      readonly groups: readonly Group[];
    }
  | {
      readonly what: 'object';
      readonly id: EdgeId;
      readonly ref: Group | PermissionSetRef;
      /** The native id that it had; absent when it was never seen. */
      readonly remembered?: string;
      /** The native id of what stands for it now. */
      readonly live?: string;
    };

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
  | { readonly by: 'unknown'; readonly why: string };

/** Something about the record itself that whoever reads a report has to know. */
export interface RecordNote {
  readonly code: 'TIME_AHEAD' | 'NEWER_MANIFEST';
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
  readonly verdict: 'clean' | 'drift' | 'incomplete';
}
