import type { Construct } from 'constructs';
import type { ScopeMode } from '../manifest/index.js';
import type { Account } from './account.js';
import { Declaration } from './declaration.js';
import type { AppGrant, GroupGrant } from './entitlements.js';
import type { IIdentityStoreGroup, IOktaApp, IOktaGroup } from './named.js';
import type { TeamRef } from './team.js';

/** Props of a {@link GovernedScope}. */
export interface GovernedScopeProps {
  /** Who is told what is found there. */
  readonly owner: TeamRef;
  /**
   * How far Writ may go: `observe` reports, `warn` notifies the owner, `enforce` revokes.
   * @default 'observe'
   */
  readonly mode?: ScopeMode;
  /** Assignments on these accounts, whatever the permission set. Absent: not covered; empty: covers none. */
  readonly accounts?: readonly (Account | string)[];
  /** Memberships of these groups. Absent: not covered; empty: covers none. */
  readonly groups?: readonly (IOktaGroup | IIdentityStoreGroup | GroupGrant)[];
  /** Assignments of these Okta apps. Absent: not covered; empty: covers none. */
  readonly apps?: readonly (IOktaApp | AppGrant)[];
  /** Every declared carrier of these sources. */
  readonly carriersOf?: readonly ('aws' | 'okta')[];
}

/** What Writ governs, and how far it may go there. */
export class GovernedScope extends Declaration {
  /** Says what it declares. */
  readonly declares = 'scope';
  /** How far Writ may go. */
  readonly mode: ScopeMode;

  constructor(scope: Construct, id: string, props: GovernedScopeProps) {
    super(scope, id, props);
    this.mode = props.mode ?? 'observe';
  }
}
