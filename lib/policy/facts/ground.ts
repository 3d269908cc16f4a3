import type { Digest, Instant } from '../../kernel/index.js';
import type { Catalogue } from '../../manifest/index.js';
import type {
  DecisionPart,
  Delegation,
  IdentityLinks,
  PersonRecord,
  StandingFindings,
} from '../../identity/index.js';
import type { Principal } from '../../model/index.js';
import type { Actor, ObservedForge } from '../observed/observation.js';
import type { ResolvedTicket } from '../resolved.js';

/** A package that somebody has or is about to have. */
export interface HeldPackage {
  readonly package: string;
  readonly asset: string;
  /** `held`: by birthright, ticket or what is live. `decided`: approved and not applied yet. `open`: asked for. */
  readonly state: 'held' | 'decided' | 'open';
  /** The ticket it stands on, where it is one. */
  readonly ticket?: string;
}

/** Something that happened in an authoritative system, under the id that it has there. */
export interface KnownEvent {
  readonly id: string;
  /** `incident`, `change`, `recovery-verification` and others. */
  readonly kind: string;
  /** Whom it is about; absent where it is about nobody in particular. */
  readonly subject?: Principal;
  readonly at: Instant;
  /** When it was over; absent while it lasts. */
  readonly ended?: Instant;
}

/** What the facts of every ticket of one run are derived from. */
export interface FactGround {
  readonly catalogue: Catalogue;
  readonly links: IdentityLinks;
  readonly observations: ObservedForge;
  /** Who stands behind a login of the forge: the one person whose only login it is; nobody behind a program or a team. */
  readonly logins: (actor: Actor) => PersonRecord | undefined;
  /** Who may act for whom, and when. @default - nobody for anybody */
  readonly delegations?: readonly Delegation[];
  /** Every ticket that resolves, by id. */
  readonly tickets: ReadonlyMap<string, ResolvedTicket>;
  /** What a principal has or is about to have; the ticket that asks is left out by who reads it. */
  readonly holdings: (principal: Principal) => readonly HeldPackage[];
  /** When a content was approved first, so that its window is the one that it has; undefined where it was not yet. */
  readonly approvedAt: (content: Digest) => Instant | undefined;
  /** What the identity checks, those of declarations included, have against somebody. */
  readonly findings: (principal: Principal, part: DecisionPart) => StandingFindings;
  /** What happened elsewhere; absent where no feed tells of it. */
  readonly events?: readonly KnownEvent[];
  /** What of earlier access is left undone. */
  readonly undone: Undone;
  /**
   * Whether what was decided of a ticket was ended for good, by a removal or a tombstone.
   * @default - nothing tells of ends
   */
  readonly endedForGood?: (ticket: string) => boolean;
  /**
   * Whether fallbacks are taken to be asked, to tell who could stand in.
   * @default - as things are
   */
  readonly asIfOpen?: boolean;
  /** When somebody may have decided: facts are as of it. */
  readonly at: Instant;
}

/** What somebody should have done by now, as evidence has it. */
export interface Undone {
  /** Reviews after emergency use by a principal that are overdue, that of the ticket that asks left out. */
  readonly emergencyReviews: (principal: Principal, ticket: string) => number;
  /** Whether a credential of a principal is past its rotation. */
  readonly rotation: (principal: Principal) => boolean;
}

/** Nothing tells of reviews or credentials. */
export const NOTHING_UNDONE: Undone = { emergencyReviews: () => 0, rotation: () => false };
