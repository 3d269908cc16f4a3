import type { HolderClass, RiskTier } from '../manifest/index.js';
import type { TeamRef } from './team.js';

/** The team that owns the package. */
export interface OwnerRole {
  /** Says who. */
  readonly role: 'owner';
}
/** The beneficiary's manager, as HR has it on the day. */
export interface ManagerRole {
  /** Says who. */
  readonly role: 'manager';
}
/** Who may approve. */
export type Approver = OwnerRole | ManagerRole | TeamRef;

/** No person decides, for the reason given. */
export interface AutoRoute {
  /** Says which route it is. */
  readonly kind: 'auto';
  /** Why no person has to decide. */
  readonly why: string;
}
/** One person who holds the role decides. */
export interface OneRoute<A extends Approver = Approver> {
  /** Says which route it is. */
  readonly kind: 'one';
  /** Who decides. */
  readonly from: A;
}
/** Two different people decide, one for each role. */
export interface DualRoute<A extends Approver = Approver> {
  /** Says which route it is. */
  readonly kind: 'dual';
  /** One role. */
  readonly first: A;
  /** The other role. */
  readonly second: A;
}
/** One live on-call approver decides; the use is reviewed afterwards. */
export interface EmergencyRoute {
  /** Says which route it is. */
  readonly kind: 'emergency';
  /** The team on call. */
  readonly onCall: TeamRef;
}

/** Any route, whatever tier it fits. */
export type AnyRoute = AutoRoute | OneRoute | DualRoute | EmergencyRoute;

/** What a route is called. */
export type RouteKind = AnyRoute['kind'];

/** Who can approve for holders of these classes: a workload has no manager. */
export type ApproverFor<H extends HolderClass> = 'workload' extends H ? OwnerRole | TeamRef : Approver;

/**
 * The routes that a tier can have at all: no automation above medium risk, a manager alone at low risk only, two
 * people or an on-call approver from high risk up. The operating model may demand more. A tier that is not known has
 * the routes that every tier has.
 */
export type RouteFor<R extends RiskTier, H extends HolderClass = HolderClass> = [R] extends ['low']
  ? AutoRoute | OneRoute<ApproverFor<H>> | DualRoute<ApproverFor<H>>
  : [R] extends ['low' | 'medium']
    ? AutoRoute | OneRoute<OwnerRole | TeamRef> | DualRoute<ApproverFor<H>>
    : [R] extends ['high' | 'critical']
      ? DualRoute<ApproverFor<H>> | EmergencyRoute
      : DualRoute<ApproverFor<H>>;

/** The second role of a dual route: another than the first, or another team. A role that is not known needs a team. */
export type SecondOf<A extends Approver> = [A] extends [OwnerRole]
  ? ManagerRole | TeamRef
  : [A] extends [ManagerRole]
    ? OwnerRole | TeamRef
    : [A] extends [TeamRef]
      ? Approver
      : TeamRef;

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
  dual: <A extends Approver, B extends SecondOf<A>>(first: A, second: B): DualRoute<A | B> => ({
    kind: 'dual',
    first,
    second,
  }),
  /** One live on-call approver, review after use. Makes the package break-glass. */
  emergency: (onCall: TeamRef): EmergencyRoute => ({ kind: 'emergency', onCall }),
} as const;
