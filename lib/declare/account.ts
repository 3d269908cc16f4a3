import type { Construct } from 'constructs';
import type { AccountDeclaration } from '../manifest/index.js';
import { Declaration } from './declaration.js';

/** Props of an {@link Account}. */
export interface AccountProps {
  /** The 12 digits of AWS. */
  readonly id: string;
  readonly environment: AccountDeclaration['environment'];
  /** @default - the construct id */
  readonly name?: string;
}

/** An AWS account of the organization. */
export class Account extends Declaration {
  readonly declares = 'account';
  readonly name: string;

  constructor(
    scope: Construct,
    id: string,
    readonly props: AccountProps,
  ) {
    super(scope, id);
    this.name = props.name ?? id;
  }
}
