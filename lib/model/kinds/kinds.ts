import type { Principal, Unlinked } from '../principal.js';
import type { AccountId, AwsGroupRef, Group, OktaAppRef, OktaGroupRef, PermissionSetRef } from '../ref.js';

/** Identity Center: a permission set on an account. */
export interface Assignment {
  readonly account: AccountId;
  readonly kind: 'aws.assignment';
  readonly set: PermissionSetRef;
}

/**
 * Every kind of edge that Writ governs, with who can hold it and what it gives. A kind that is added here leaves a table
 * incomplete in every room that has to know it: {@link PerKind} and the tables typed by it are where the compiler stops.
 */
export interface Kinds {
  readonly 'okta.group-membership': { readonly holder: Principal | Unlinked; readonly target: OktaGroupRef };
  readonly 'aws.group-membership': { readonly holder: Principal | Unlinked; readonly target: AwsGroupRef };
  readonly 'aws.assignment': {
    readonly holder: Principal | AwsGroupRef | Unlinked;
    readonly target: Assignment;
  };
  readonly 'okta.app-assignment': {
    readonly holder: Principal | OktaGroupRef | Unlinked;
    readonly target: OktaAppRef;
  };
}

/** The name of a kind. */
export type EdgeKind = keyof Kinds;
/** The kinds of one provider. */
export type KindIn<P extends string> = Extract<EdgeKind, `${P}.${string}`>;
/** Who can hold an edge of a kind. */
export type HolderOf<K extends EdgeKind> = Kinds[K]['holder'];
/** What an edge of a kind gives. */
export type TargetOf<K extends EdgeKind> = Kinds[K]['target'];

/** An edge of one kind: a holder and a target that go together. */
export interface EdgeOf<K extends EdgeKind> {
  readonly holder: HolderOf<K>;
  readonly target: TargetOf<K>;
}

/** Who is at the near end of an edge. A group holds entitlements; only principals and the unlinked are members. */
export type Holder = HolderOf<EdgeKind>;

/** What an edge gives: membership of a group, or an entitlement. */
export type Target = TargetOf<EdgeKind>;

/** What somebody is given in the end: every target but membership of a group, which only leads to others. */
export type EntitlementTarget = Exclude<Target, Group>;

/** What a sweep sees, Terraform writes and a revert removes: holder → target, directly. */
export type Edge = { readonly [K in EdgeKind]: EdgeOf<K> }[EdgeKind];

/** Whatever can be at the near end of an edge of some kind or other. */
export type AnyHolder = Principal | Unlinked | Group;

/** A holder and a target of which nobody has said that they go together. */
export interface Ends {
  readonly holder: AnyHolder;
  readonly target: Target;
}

/** A table with one entry for every kind. */
export type PerKind<T> = { readonly [K in EdgeKind]: T };

/** A table with one function for every kind, over its own edges. */
export type PerEdge<R, More extends readonly unknown[] = []> = {
  readonly [K in EdgeKind]: (edge: EdgeOf<K>, ...more: More) => R;
};

/** A table with one function for every kind, over its own targets. */
export type PerTarget<R, More extends readonly unknown[] = []> = {
  readonly [K in EdgeKind]: (target: TargetOf<K>, ...more: More) => R;
};
