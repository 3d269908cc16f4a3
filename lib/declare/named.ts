import type { Construct, IConstruct } from 'constructs';
import type { ObjectRef } from '../model/index.js';
import type { AccountsRef } from './accounts.js';
import { Declaration } from './declaration.js';
import type { AssignmentGrant } from './entitlements.js';

/** A permission set, declared here or named as another's: what a package can give on accounts. */
export interface IPermissionSet extends IConstruct {
  /** Its name in Identity Center. */
  readonly name: string;
  /** The entitlement to hold this role in `accounts`. */
  on(accounts: AccountsRef): AssignmentGrant;
}

/** An Okta group, declared here or named as another's. */
export interface IOktaGroup extends IConstruct {
  /** What it is. */
  readonly is: 'okta-group';
  /** Its name in Okta. */
  readonly name: string;
}

/** An Identity Store group, declared here or named as another's. */
export interface IIdentityStoreGroup extends IConstruct {
  /** What it is. */
  readonly is: 'identity-store-group';
  /** Its display name in the Identity Store. */
  readonly name: string;
}

/** An Okta app, declared here or named as another's. */
export interface IOktaApp extends IConstruct {
  /** What it is. */
  readonly is: 'okta-app';
  /** Its label in Okta. */
  readonly name: string;
}

/**
 * An object that others own, by its name alone. Nothing is said of what it gives, so nothing of it is made, compared or
 * mended here; what a package gives of it is planned, read back and ended like anything else.
 */
export abstract class Named extends Declaration {
  readonly declares = 'named';
  abstract readonly is: 'permission-set' | 'okta-group' | 'identity-store-group' | 'okta-app';
  abstract readonly ref: ObjectRef;

  constructor(
    scope: Construct,
    readonly name: string,
  ) {
    super(scope, name, {});
  }
}
