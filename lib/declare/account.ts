import type { Construct } from 'constructs';
import { Declaration } from './declaration.js';

/** What runs in an account. */
export type Environment = 'production' | 'staging' | 'development' | 'shared';

/** Props of an {@link Account}. */
export interface AccountProps {
  /** The 12 digits of AWS. */
  readonly id: string;
  /** What runs there. */
  readonly environment: Environment;
  /**
   * Its name in Organizations.
   * @default - the construct id
   */
  readonly name?: string;
}

/** An AWS account of the organization. */
export class Account extends Declaration {
  /** Says what it declares. */
  readonly declares = 'account';
  /** The 12 digits of AWS. */
  readonly accountId: string;
  /** What runs there. */
  readonly environment: Environment;
  /** Its name in Organizations. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: AccountProps) {
    super(scope, id, props);
    this.accountId = props.id;
    this.environment = props.environment;
    this.name = props.name ?? id;
  }
}
