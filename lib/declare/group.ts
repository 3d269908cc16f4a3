import type { Construct } from 'constructs';
import { Declaration } from './declaration.js';
import type { External } from './words.js';

interface GroupProps {
  readonly description: string;
  /** @default - the construct id */
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
export class OktaGroup extends Declaration {
  readonly declares = 'okta-group';
  readonly name: string;

  constructor(
    scope: Construct,
    id: string,
    readonly props: OktaGroupProps,
  ) {
    super(scope, id);
    this.name = props.name ?? id;
  }

  /** The Identity Store group it is pushed to. */
  get pushedTo(): string | undefined {
    const { pushed = false } = this.props;
    return pushed === true ? this.name : pushed === false ? undefined : pushed;
  }
}

/** Props of an {@link IdentityStoreGroup}. */
export type IdentityStoreGroupProps = GroupProps;

/** An Identity Store group whose members Writ declares, without Okta. */
export class IdentityStoreGroup extends Declaration {
  readonly declares = 'identity-store-group';
  readonly name: string;

  constructor(
    scope: Construct,
    id: string,
    readonly props: IdentityStoreGroupProps,
  ) {
    super(scope, id);
    this.name = props.name ?? id;
  }
}
