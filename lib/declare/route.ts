import type { RiskTier } from '../manifest/index.js';
import type { TeamRef } from './team.js';

/** The team that owns the package. */
export interface OwnerRole {
  readonly role: 'owner';
}
/** The beneficiary's manager, as HR has it on the day. */
export interface ManagerRole {
  readonly role: 'manager';
}
/** Who may approve. */
export type Approver = OwnerRole | ManagerRole | TeamRef;

/** No person decides, for the reason given. */
export interface AutoRoute {
  readonly kind: 'auto';
  readonly why: string;
}
/** One person who holds the role decides. */
export interface OneRoute<A extends Approver = Approver> {
  readonly kind: 'one';
  readonly from: A;
}
/** Two different people decide, one for each role. */
export interface DualRoute {
  readonly kind: 'dual';
  readonly first: Approver;
  readonly second: Approver;
}
/** One live on-call approver decides; the use is reviewed afterwards. */
export interface EmergencyRoute {
  readonly kind: 'emergency';
  readonly onCall: TeamRef;
}

/**
 * The routes that a tier can have at all: no automation above medium risk, a manager alone at low risk only, two
 * people or an on-call approver from high risk up. The operating model may demand more.
 */
export type RouteFor<R extends RiskTier> = R extends 'low'
  ? AutoRoute | OneRoute | DualRoute
  : R extends 'medium'
    ? AutoRoute | OneRoute<OwnerRole | TeamRef> | DualRoute
    : DualRoute | EmergencyRoute;

/** The approvers of the package's owning team. */
export function owner(): OwnerRole {
  return { role: 'owner' };
}

/** The manager of whoever gets the access; void for workloads, never enough alone above low risk. */
export function manager(): ManagerRole {
  return { role: 'manager' };
}

/** Approval routes, in order of ceremony. There is no route without a reason or an approver. */
export const approval = {
  /** No person decides; `why` says why that is right. */
  auto: (why: string): AutoRoute => ({ kind: 'auto', why }),
  /** One person who holds the role. */
  one: <A extends Approver>(from: A): OneRoute<A> => ({ kind: 'one', from }),
  /** Two different people, one for each role. */
  dual: (first: Approver, second: Approver): DualRoute => ({ kind: 'dual', first, second }),
  /** One live on-call approver, review after use. Makes the package break-glass. */
  emergency: (onCall: TeamRef): EmergencyRoute => ({ kind: 'emergency', onCall }),
} as const;
