import type { AccountsRef } from './accounts.js';
import type { IdentityStoreGroup, OktaGroup } from './group.js';
import type { OktaApp } from './okta-app.js';
import type { PermissionSet } from './permission-set.js';

/** A permission set on some accounts. */
export interface AssignmentGrant {
  readonly gives: 'assignment';
  readonly set: PermissionSet;
  readonly accounts: AccountsRef;
}

/** Membership of a declared group, by name. */
export interface GroupGrant {
  readonly gives: 'membership';
  readonly of: 'okta-group' | 'identity-store-group';
  readonly name: string;
}

/** A declared Okta app, by its label. */
export interface AppGrant {
  readonly gives: 'app';
  readonly name: string;
}

/** Access in a system that Writ cannot read. */
export interface SystemGrant {
  readonly gives: 'system-access';
  readonly system: string;
  readonly what: string;
}

/** One thing that a package gives on an asset. */
export type Entitlement =
  AssignmentGrant | GroupGrant | AppGrant | SystemGrant | OktaGroup | IdentityStoreGroup | OktaApp;

/** Okta's objects by name. */
export const okta = {
  /** Membership of a declared Okta group. */
  group: (name: string): GroupGrant => ({ gives: 'membership', of: 'okta-group', name }),
  /** A declared Okta app, by its label. */
  app: (name: string): AppGrant => ({ gives: 'app', name }),
} as const;

/** Identity Store's objects by name. */
export const identityStore = {
  /** Membership of a declared Identity Store group. */
  group: (name: string): GroupGrant => ({ gives: 'membership', of: 'identity-store-group', name }),
} as const;
