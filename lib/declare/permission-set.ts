import type { Construct } from 'constructs';
import type { List } from '../kernel/index.js';
import type { AccountsRef } from './accounts.js';
import { Declaration } from './declaration.js';
import type { AssignmentGrant } from './entitlements.js';
import type { PolicyDocument } from './policy-document.js';
import type { Duration, External } from './words.js';

/** A customer managed policy, which must exist by this name and path in every account it is used in. */
export interface CustomerManagedPolicy {
  readonly name: string;
  /** @default '/' */
  readonly path?: string;
}

/** Props of a {@link PermissionSet}; whatever is not given is not attached. */
export interface PermissionSetProps {
  /** What its holder can do, in a sentence. */
  readonly description: string;
  /** AWS managed policies by name (`ReadOnlyAccess`, `job-function/Billing`) or ARN. */
  readonly managedPolicies?: List<string>;
  readonly customerManagedPolicies?: List<CustomerManagedPolicy>;
  readonly inlinePolicy?: PolicyDocument;
  /** The most it can ever do: an AWS managed policy by name or ARN, or a customer managed one. */
  readonly boundary?: string | CustomerManagedPolicy;
  /**
   * How long a session lasts, and so how long access outlives its revocation. AWS allows 1 to 12 hours.
   * @default '1h'
   */
  readonly session?: Duration;
  /** @default - the construct id */
  readonly name?: string;
  /** Set when another repository's Terraform owns it. */
  readonly managedBy?: External;
}

/** An access role: an Identity Center permission set with its policies. */
export class PermissionSet extends Declaration {
  readonly declares = 'permission-set';
  readonly name: string;

  constructor(
    scope: Construct,
    id: string,
    readonly props: PermissionSetProps,
  ) {
    super(scope, id);
    this.name = props.name ?? id;
  }

  /** The entitlement to hold this role in `accounts`. */
  on(accounts: AccountsRef): AssignmentGrant {
    return { gives: 'assignment', set: this, accounts };
  }
}
