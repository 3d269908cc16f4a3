import type { Construct } from 'constructs';
import { Declaration } from './declaration.js';
import type { External } from './words.js';

/** Props of an {@link OktaApp}. */
export interface OktaAppProps {
  readonly description: string;
  /**
   * As people see it in Okta.
   * @default - the construct id
   */
  readonly label?: string;
  /**
   * Why whoever has the app can administer something. It is taken as said: what an app lets people do is set in the app.
   * @default - it is not privileged
   */
  readonly privileged?: string;
  /** Set when another repository's Terraform owns who it is assigned to. */
  readonly managedBy?: External;
}

/** An Okta app that packages give. Others make and configure it; Writ declares who it is assigned to. */
export class OktaApp extends Declaration {
  readonly declares = 'okta-app';
  /** Its label. */
  readonly name: string;

  constructor(
    scope: Construct,
    id: string,
    readonly props: OktaAppProps,
  ) {
    super(scope, id);
    this.name = props.label ?? id;
  }
}
