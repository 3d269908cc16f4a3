import type { List } from '../kernel/index.js';
import type { HolderClass, RiskTier } from '../manifest/index.js';
import type { TeamRef } from './team.js';
import type { PersonText } from './words.js';

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

/** One named person, as an entry of a list. */
export interface PersonRef {
  /** Says that a person is meant. */
  readonly role: 'person';
  /** Who. */
  readonly person: PersonText;
}

/** An entry of a fallback or escalation list. A manager is none: whose manager it is depends on who asks. */
export type ListedApprover = OwnerRole | TeamRef | PersonRef;

/** Where to turn when nobody who holds a role can be asked: because they left, are on leave, have a part in the ticket or were never there. */
export interface Otherwise {
  /**
   * Who approves instead, by every rule that an approver is held to.
   * @default - nobody: the ticket is escalated
   */
  readonly fallback?: List<ListedApprover>;
  /**
   * To whom it goes when nobody of the fallback can be asked either. They are told, and approve nothing.
   * @default - the ticket is escalated to nobody by name
   */
  readonly escalation?: List<ListedApprover>;
}

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
  /** Where to turn when none of them can be asked. */
  readonly otherwise?: Otherwise;
}
/** Two different people decide, one for each role. */
export interface DualRoute<A extends Approver = Approver> {
  /** Says which route it is. */
  readonly kind: 'dual';
  /** One role. */
  readonly first: A;
  /** The other role. */
  readonly second: A;
  /** Where to turn when nobody of one role can be asked. */
  readonly otherwise?: DualOtherwise;
}

/** Where to turn, for each role of a dual route. */
export interface DualOtherwise {
  /** When nobody can be asked as the first role. */
  readonly first?: Otherwise;
  /** When nobody can be asked as the second role. */
  readonly second?: Otherwise;
}
/** One live on-call approver decides; the use is reviewed afterwards. */
export interface EmergencyRoute {
  /** Says which route it is. */
  readonly kind: 'emergency';
  /** The team on call. */
  readonly onCall: TeamRef;
  /** Where to turn when none of them can be asked. */
  readonly otherwise?: Otherwise;
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

/** One named person: `fallback: [person('hr:10003')]`. */
export function person(id: PersonText): PersonRef {
  return { role: 'person', person: id };
}

/**
 * Approval routes, in order of ceremony. There is no route without a reason or an approver. Each role may say where to turn when nobody
 * who holds it can be asked: `approval.one(owner(), { fallback: [team('security')] })`.
 */
export const approval = {
  /** No person decides; `why` says why that is right. */
  auto: (why: string): AutoRoute => ({ kind: 'auto', why }),
  /** One person who holds the role. */
  one: <A extends Approver>(from: A, otherwise?: Otherwise): OneRoute<A> => ({
    kind: 'one',
    from,
    ...(otherwise ? { otherwise } : {}),
  }),
  /** Two different people, one for each role. */
  dual: <A extends Approver, B extends SecondOf<A>>(
    first: A,
    second: B,
    otherwise?: DualOtherwise,
  ): DualRoute<A | B> => ({ kind: 'dual', first, second, ...(otherwise ? { otherwise } : {}) }),
  /** One live on-call approver, review after use. Makes the package break-glass. */
  emergency: (onCall: TeamRef, otherwise?: Otherwise): EmergencyRoute => ({
    kind: 'emergency',
    onCall,
    ...(otherwise ? { otherwise } : {}),
  }),
} as const;
