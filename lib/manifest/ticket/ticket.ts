import type { Instant, List, Milliseconds } from '../../kernel/index.js';
import type { RiskTier } from '../catalogue.js';

/** Version of a ticket file; one without the field is of version 1. */
export const TICKET_SCHEMA = 'writ.ticket/2';

/** What a ticket asks for; a `removal` ends a grant early, a `renewal` gives it more time. */
export const TICKET_KINDS = [
  'standard',
  'renewal',
  'exception',
  'emergency',
  'account-recovery',
  'removal',
] as const;
export type TicketKind = (typeof TICKET_KINDS)[number];

/** When the access is wanted: never without an end. */
export interface TicketWindow {
  readonly start: Instant | 'on-approval';
  readonly for: Milliseconds;
}

/** What every ticket says: claims by whoever wrote it, nothing resolved, nothing trusted as fact. */
interface TicketClaims {
  readonly ticket: string;
  /** `hr:<worker id>` or `workload:<id>`. Anything else is judged ambiguous or unknown at intake. */
  readonly principal: string;
  readonly package: string;
  readonly asset: string;
  readonly justification: string;
  readonly window: TicketWindow;
  readonly file: string;
}

/** A ticket of version 1: one shape for all kinds. It is read as it always was, so that what was decided stands. */
export interface TicketV1 extends TicketClaims {
  readonly kind: TicketKind;
  /** Access ends when this ends, if earlier: `incident:INC-3391`, `change:CHG-7731`. */
  readonly trigger?: string;
  /** Ticket id that a renewal or removal refers to. */
  readonly of?: string;
}

/** What a requester says the request is; compared with what is computed, never believed. */
export const TICKET_CLASSES = ['routine', 'privileged'] as const;
export type TicketClass = (typeof TICKET_CLASSES)[number];

/** What every ticket of version 2 may say. */
interface ClaimsV2 extends TicketClaims {
  readonly schema: typeof TICKET_SCHEMA;
  /** Declared risk tier, compared with the computed one. */
  readonly tier?: RiskTier;
  /** Declared class, compared with the computed one. */
  readonly class?: TicketClass;
  /** `hr:<worker id>`: the human on whose behalf an agent opened it, who counts as requester. */
  readonly onBehalfOf?: string;
  /** Of a workload only: what a reviewer of its access has to know. */
  readonly review?: WorkloadReview;
  /** Of a vendor: the downstream systems that the access reaches. */
  readonly reaches?: List<string>;
}

/** What a review of a workload's access asks beside its owner, whom the declaration names. */
export interface WorkloadReview {
  /** What rotating its credential breaks. */
  readonly rotation?: string;
  /** What depends on it. */
  readonly dependents?: string;
  /** How its access is taken away. */
  readonly revocation?: string;
}

/** Under which exception policy a request that no job function allows is judged, and why by code. */
export interface ExceptionClaim {
  readonly policy: string;
  readonly reason: string;
}

/** Actions on an account by which its person gets in again. */
export const RECOVERY_ACTIONS = ['password-reset', 'mfa-reset', 'unlock'] as const;

/** What is to be done to the account, and the event by which the person was verified. */
export interface RecoveryClaim {
  readonly action: (typeof RECOVERY_ACTIONS)[number];
  readonly verification: string;
}

interface Triggered {
  /** Access ends when this ends, if earlier. */
  readonly trigger?: string;
}

/** What a job function lets the principal ask for. */
export interface StandardTicket extends ClaimsV2, Triggered {
  readonly kind: 'standard';
}

/** More time for what another ticket gave. */
export interface RenewalTicket extends ClaimsV2, Triggered {
  readonly kind: 'renewal';
  readonly of: string;
}

/** What no job function allows, under a named policy of exceptions. */
export interface ExceptionTicket extends ClaimsV2, Triggered {
  readonly kind: 'exception';
  readonly exception: ExceptionClaim;
}

/** Break-glass, in an incident: `trigger` names it. */
export interface EmergencyTicket extends ClaimsV2 {
  readonly kind: 'emergency';
  readonly trigger: string;
}

/** A person gets back into an account of their own. */
export interface RecoveryTicket extends ClaimsV2, Triggered {
  readonly kind: 'account-recovery';
  readonly recovery: RecoveryClaim;
}

/** The early end of what another ticket gave. */
export interface RemovalTicket extends ClaimsV2, Triggered {
  readonly kind: 'removal';
  readonly of: string;
}

/** A ticket of version 2: each kind has its own fields, and no other's. */
export type TicketV2 =
  StandardTicket | RenewalTicket | ExceptionTicket | EmergencyTicket | RecoveryTicket | RemovalTicket;

/** A ticket file as written, whichever its version. A field that its kind lacks may be asked for, and is not there. */
export type Ticket = Askable<TicketV1 | TicketV2>;

type Askable<T, All = T> = T extends unknown
  ? T & { readonly [K in Exclude<MemberOf<All>, keyof T>]?: never }
  : never;
type MemberOf<T> = T extends unknown ? keyof T : never;
