import type { Instant, Milliseconds, WritError } from '../kernel/index.js';
import type { ContentPart, SourceId } from '../model/index.js';

/** An entry of a provider's own audit log, reduced to what attribution joins on: native ids. */
export interface AuditEvent {
  readonly id: string;
  readonly source: SourceId;
  readonly at: Instant;
  readonly op: 'add' | 'remove' | 'alter';
  /** The native ids at both ends of the edge, or of the altered object (holder absent). */
  readonly target: string;
  readonly holder?: string;
  readonly account?: string;
  /** Of an alteration of a role: {@link alteredPart} of what was put on it or taken off. */
  readonly part?: string;
  /**
   * Of an event that names no holder: it touched every edge of the target (the group or user was deleted), or some whom
   * the log masks. Absent where the holder is named or there is none.
   */
  readonly reach?: 'all' | 'masked';
  readonly actor: AuditActor;
}

/** Who did what an event tells, as the provider names them. */
export interface AuditActor {
  readonly kind:
    | 'person'
    | 'role'
    | 'token'
    | 'service'
    | 'rule'
    /** The root user of an account, or credentials made from it. */
    | 'root'
    /** An IAM user, by password or long-lived access key, or credentials made from it. */
    | 'iam-user'
    /** Somebody whom another identity provider vouched for. */
    | 'federated'
    /** Another AWS account as a whole. */
    | 'account'
    | 'unknown';
  /** The provider's id of the actor: user id, role ARN, token or client id. */
  readonly native: string;
  readonly name: string;
  /** The provider's id of the user whose API token it is. */
  readonly onBehalfOf?: string;
}

/** How logs and judgement call a part of a role: policies by name, of the other slots there is one each. */
export function alteredPart(op: 'put' | 'take', slot: ContentPart['slot'], name: string): string {
  const isNamed = slot === 'managed' || slot === 'customer-managed';
  return JSON.stringify(isNamed ? [op, slot, name] : [op, slot]);
}

/** What one reading of a log gave. */
export interface AuditRead {
  /** Whether the log was read to its end. An event that could not be understood is a failure and does not blind the rest. */
  readonly complete: boolean;
  readonly events: readonly AuditEvent[];
  readonly failures: readonly WritError[];
}

/** A log's clock may be ahead of ours by so much; what is dated later still is not believed. */
export const LOG_AHEAD: Milliseconds = 6 * 3_600_000;

/** From here on, that an event is dated after the run is said: clocks that differ less are ordinary. */
export const LOG_SKEW: Milliseconds = 300_000;

/** Port: a provider's audit log, fetched once per window by event name. Failures are values. */
export interface AuditSource {
  readonly id: SourceId;
  read(window: { readonly from: Instant; readonly to: Instant }, signal?: AbortSignal): Promise<AuditRead>;
}

/** What the audit logs said, by source. A source that is absent was not asked. */
export type AuditReads = ReadonlyMap<SourceId, AuditRead>;
