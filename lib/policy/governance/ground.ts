import type { Instant } from '../../kernel/index.js';
import type { Catalogue, GovernanceDeclaration } from '../../manifest/index.js';
import type { FactGround } from '../facts/ground.js';
import type { ObservedChange } from '../observed/observation.js';

/** What reviews of a governance change are judged on: all of it is the base's. */
export interface GovernanceGround extends Pick<
  FactGround,
  'links' | 'logins' | 'findings' | 'observations' | 'at'
> {
  /** What the base declares. */
  readonly catalogue: Catalogue;
  readonly at: Instant;
}

/** Who has to approve a governance change, and who may. */
export interface Panel {
  readonly change: ObservedChange;
  readonly governance: GovernanceDeclaration;
  /** Owners of packages that would be given to somebody without a ticket: one of each has to approve. */
  readonly owners: readonly OwnerSeat[];
  /** Whether somebody, as `hr:…`, gets more by the change. */
  readonly benefits: (who: string) => boolean;
}

/** Somebody of a team of the base decides on what a birthright would give. */
export interface OwnerSeat {
  readonly package: string;
  readonly team: string;
  /** As `hr:…`; empty where the base does not know the team. */
  readonly approvers: readonly string[];
}

/** Whether somebody, as `hr:…`, is a governor. */
export function isGovernor({ governors }: GovernanceDeclaration, who: string): boolean {
  return governors.some((id) => `hr:${id}` === who);
}
