import type { Construct } from 'constructs';
import type { List } from '../kernel/index.js';
import type { AwsManagedPolicy } from '../meaning/index.js';
import { permissionSet } from '../model/index.js';
import type { AccountsRef } from './accounts.js';
import { Declaration } from './declaration.js';
import type { AssignmentGrant } from './entitlements.js';
import { Named, type IPermissionSet } from './named.js';
import type { PolicyDocument } from './policy-document.js';
import type { Duration, External } from './words.js';

/** A customer managed policy, which must exist by this name and path in every account it is used in. */
export interface CustomerManagedPolicy {
  /** Its name. */
  readonly name: string;
  /**
   * Where it lies.
   * @default '/'
   */
  readonly path?: string;
}

/**
 * An AWS managed policy by name (`ReadOnlyAccess`, `job-function/Billing`), or by ARN where AWS published it after the
 * list of names that Writ has. What an unlisted one allows is not known, so it counts as privileged.
 */
export type ManagedPolicy = AwsManagedPolicy | `arn:${string}`;

/** The policies that a permission set can have; whatever is not given is not attached. */
export interface PermissionSetPolicies {
  /** AWS managed policies, by name or ARN. */
  readonly managedPolicies: List<ManagedPolicy>;
  /** Policies that lie in each account. */
  readonly customerManagedPolicies: List<CustomerManagedPolicy>;
  /** A policy of its own. */
  readonly inlinePolicy: PolicyDocument;
}

/** What is said of a permission set beside its policies. */
export interface PermissionSetSettings {
  /** What its holder can do, in a sentence. */
  readonly description: string;
  /** The most it can ever do: an AWS managed policy by name or ARN, or a customer managed one. */
  readonly boundary?: ManagedPolicy | CustomerManagedPolicy;
  /**
   * How long a session lasts, and so how long access outlives its revocation. AWS allows 1 to 12 hours.
   * @default '1h'
   */
  readonly session?: Duration;
  /**
   * Its name in Identity Center.
   * @default - the construct id
   */
  readonly name?: string;
  /** Set when another repository's Terraform owns it. */
  readonly managedBy?: External;
}

/** Props of a {@link PermissionSet}: one kind of policy at least, since a set without any gives nothing. */
export type PermissionSetProps = PermissionSetSettings &
  {
    [K in keyof PermissionSetPolicies]: Pick<PermissionSetPolicies, K> &
      Partial<Omit<PermissionSetPolicies, K>>;
  }[keyof PermissionSetPolicies];

/** An access role: an Identity Center permission set with its policies. */
export class PermissionSet extends Declaration implements IPermissionSet {
  /** Says what it declares. */
  readonly declares = 'permission-set';
  /** Its name in Identity Center. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: PermissionSetProps) {
    super(scope, id, props);
    this.name = props.name ?? id;
  }

  /**
   * The permission set of that name, which others own: packages give it on accounts; its policies are neither planned nor
   * mended here. They are not known either, so it counts as privileged.
   */
  static fromName(scope: Construct, name: string): IPermissionSet {
    return new NamedPermissionSet(scope, name);
  }

  /** The entitlement to hold this role in `accounts`. */
  on(accounts: AccountsRef): AssignmentGrant {
    return { gives: 'assignment', set: this, accounts };
  }
}

class NamedPermissionSet extends Named implements IPermissionSet {
  readonly is = 'permission-set';
  readonly ref = permissionSet(this.name);

  on(accounts: AccountsRef): AssignmentGrant {
    return { gives: 'assignment', set: this, accounts };
  }
}
