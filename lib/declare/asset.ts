import type { Construct } from 'constructs';
import type { Account } from './account.js';
import { Declaration } from './declaration.js';
import type { TeamRef } from './team.js';

/** Props of an {@link Asset}. */
export interface AssetProps {
  /** What people call it. */
  readonly title: string;
  /** The team that answers for it. */
  readonly owner: TeamRef;
  /** The accounts it runs in; none for a system that lives outside AWS. */
  readonly accounts: readonly (Account | string)[];
  /**
   * Reached through one login that several people use. Declared so that asking for it is refused by name;
   * no package may give it.
   * @default false
   */
  readonly sharedLogin?: boolean;
}

/** A business system that access is asked for; its construct id is its name on tickets. */
export class Asset extends Declaration {
  /** Says what it declares. */
  readonly declares = 'asset';
  /** What people call it. */
  readonly title: string;

  constructor(scope: Construct, id: string, props: AssetProps) {
    super(scope, id, props);
    this.title = props.title;
  }
}
