import type { Construct } from 'constructs';
import { Declaration } from './declaration.js';
import type { SystemGrant } from './entitlements.js';
import type { TeamRef } from './team.js';

/** Props of an {@link OtherSystem}. */
export interface OtherSystemProps {
  /** What people call it. */
  readonly title: string;
  /** The team that grants and removes access there by hand. */
  readonly owner: TeamRef;
}

/**
 * A system that Writ cannot read. It is declared so that it counts as uncovered instead of being forgotten;
 * whatever a package gives there is done by hand, and every ticket for it goes to a person.
 */
export class OtherSystem extends Declaration {
  /** Says what it declares. */
  readonly declares = 'system';
  /** What people call it. */
  readonly title: string;

  constructor(scope: Construct, id: string, props: OtherSystemProps) {
    super(scope, id, props);
    this.title = props.title;
  }

  /** An entitlement there, in the system's own words: `github.access('write to payments-api')`. */
  access(what: string): SystemGrant {
    return { gives: 'system-access', system: this.id, what };
  }
}
