import type { Instant } from '../../kernel/index.js';
import type { Catalogue } from '../../manifest/index.js';
import type { IdentityLinks, PersonRecord } from '../../identity/index.js';
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

/** What the facts of every ticket of one run are derived from. */
export interface FactGround {
  readonly catalogue: Catalogue;
  readonly links: IdentityLinks;
  readonly observations: ObservedForge;
  /** Who stands behind a login of the forge: the one person whose only login it is; nobody behind a program or a team. */
  readonly logins: (actor: Actor) => PersonRecord | undefined;
  /** Every ticket that resolves, by id. */
  readonly tickets: ReadonlyMap<string, ResolvedTicket>;
  /** What a principal has or is about to have; the ticket that asks is left out by who reads it. */
  readonly holdings: (principal: Principal) => readonly HeldPackage[];
  /** When somebody may have decided: facts are as of it. */
  readonly at: Instant;
}
