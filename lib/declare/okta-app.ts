import type { Construct } from 'constructs';
import { oktaApp } from '../model/index.js';
import { Declaration } from './declaration.js';
import { Named, type IOktaApp } from './named.js';
import type { External } from './words.js';

/** Props of an {@link OktaApp}. */
export interface OktaAppProps {
  /** What it is for, in a sentence. */
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
export class OktaApp extends Declaration implements IOktaApp {
  /** Says what it declares. */
  readonly declares = 'okta-app';
  /** What it is. */
  readonly is = 'okta-app';
  /** Its label. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: OktaAppProps) {
    super(scope, id, props);
    this.name = props.label ?? id;
  }

  /** The Okta app of that label, of which nothing else is said: what it lets people do is taken to be privileged. */
  static fromName(scope: Construct, label: string): IOktaApp {
    return new NamedOktaApp(scope, label);
  }
}

class NamedOktaApp extends Named implements IOktaApp {
  readonly is = 'okta-app';
  readonly ref = oktaApp(this.name);
}
