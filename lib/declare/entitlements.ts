import type { AccountsRef } from './accounts.js';
import type { IIdentityStoreGroup, IOktaApp, IOktaGroup, IPermissionSet } from './named.js';

/** A permission set on some accounts. */
export interface AssignmentGrant {
  /** Says what it gives. */
  readonly gives: 'assignment';
  /** What can be done. */
  readonly set: IPermissionSet;
  /** Where it can be done. */
  readonly accounts: AccountsRef;
}

/** Membership of a group of the organization, by name. */
export interface GroupGrant {
  /** Says what it gives. */
  readonly gives: 'membership';
  /** Whose group it is. */
  readonly of: 'okta-group' | 'identity-store-group';
  /** The name of the group. */
  readonly name: string;
}

/** An Okta app of the organization, by its label. */
export interface AppGrant {
  /** Says what it gives. */
  readonly gives: 'app';
  /** The label of the app. */
  readonly name: string;
}

/** Access in a system that Writ cannot read. */
export interface SystemGrant {
  /** Says what it gives. */
  readonly gives: 'system-access';
  /** The id of the declared system. */
  readonly system: string;
  /** The access, in the system's own words. */
  readonly what: string;
}

/** What a group can hold, and so what a carrier is for. */
export type CarriedEntitlement = AssignmentGrant | AppGrant | IOktaApp;

/** One thing that a package gives on an asset. */
export type Entitlement = CarriedEntitlement | GroupGrant | SystemGrant | IOktaGroup | IIdentityStoreGroup;

/** Okta's objects by name. */
export const okta = {
  /** Membership of an Okta group that is declared, by itself or as another's. */
  group: (name: string): GroupGrant => ({ gives: 'membership', of: 'okta-group', name }),
  /** An Okta app that is declared, by itself or as another's; by its label. */
  app: (name: string): AppGrant => ({ gives: 'app', name }),
} as const;

/** Identity Store's objects by name. */
export const identityStore = {
  /** Membership of an Identity Store group that is declared, by itself or as another's. */
  group: (name: string): GroupGrant => ({ gives: 'membership', of: 'identity-store-group', name }),
} as const;
