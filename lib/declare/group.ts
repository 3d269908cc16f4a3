import type { Construct } from 'constructs';
import { awsGroup, oktaGroup } from '../model/index.js';
import { Declaration } from './declaration.js';
import { Named, type IIdentityStoreGroup, type IOktaGroup } from './named.js';
import type { External } from './words.js';

/** Props that groups of every directory have. */
export interface GroupProps {
  /** What its members can do, in a sentence. */
  readonly description: string;
  /**
   * Its name in the directory.
   * @default - the construct id
   */
  readonly name?: string;
  /**
   * Its members are restricted by it, so removing one widens access and is never automatic.
   * @default false
   */
  readonly restrictive?: boolean;
  /** Set when another repository's Terraform owns it. */
  readonly managedBy?: External;
}

/** Props of an {@link OktaGroup}. */
export interface OktaGroupProps extends GroupProps {
  /**
   * Pushed by SCIM to an Identity Store group of the same name, or of the name given.
   * @default false
   */
  readonly pushed?: boolean | string;
}

/** An Okta group whose members Writ declares. A group that nobody is given is declared empty. */
export class OktaGroup extends Declaration implements IOktaGroup {
  /** Says what it declares. */
  readonly declares = 'okta-group';
  /** What it is. */
  readonly is = 'okta-group';
  /** Its name in Okta. */
  readonly name: string;
  /** The Identity Store group it is pushed to. */
  readonly pushedTo: string | undefined;

  constructor(scope: Construct, id: string, props: OktaGroupProps) {
    super(scope, id, props);
    const { name = id, pushed = false } = props;
    this.name = name;
    this.pushedTo = pushed === true ? name : pushed === false ? undefined : pushed;
  }

  /** The Okta group of that name, which others own: packages give membership of it; the group itself is never touched. */
  static fromName(scope: Construct, name: string): IOktaGroup {
    return new NamedOktaGroup(scope, name);
  }
}

/** Props of an {@link IdentityStoreGroup}. */
export type IdentityStoreGroupProps = GroupProps;

/** An Identity Store group whose members Writ declares, without Okta. */
export class IdentityStoreGroup extends Declaration implements IIdentityStoreGroup {
  /** Says what it declares. */
  readonly declares = 'identity-store-group';
  /** What it is. */
  readonly is = 'identity-store-group';
  /** Its display name in the Identity Store. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: IdentityStoreGroupProps) {
    super(scope, id, props);
    this.name = props.name ?? id;
  }

  /** The Identity Store group of that name, which others own: packages give membership of it; the group itself is never touched. */
  static fromName(scope: Construct, name: string): IIdentityStoreGroup {
    return new NamedIdentityStoreGroup(scope, name);
  }
}

class NamedOktaGroup extends Named implements IOktaGroup {
  readonly is = 'okta-group';
  readonly ref = oktaGroup(this.name);
}

class NamedIdentityStoreGroup extends Named implements IIdentityStoreGroup {
  readonly is = 'identity-store-group';
  readonly ref = awsGroup(this.name);
}
