import { Construct, type IConstruct } from 'constructs';

const DECLARATION = Symbol.for('writ.declaration');

/** What a construct of this room declares. */
export type DeclarationKind =
  | 'account'
  | 'asset'
  | 'team'
  | 'permission-set'
  | 'okta-group'
  | 'identity-store-group'
  | 'system'
  | 'package'
  | 'job-function'
  | 'workload'
  | 'scope';

/** A construct that says something about access. Its id is its name unless its props give another. */
export abstract class Declaration extends Construct {
  readonly [DECLARATION] = true;
  abstract readonly declares: DeclarationKind;

  /** The last part of the construct path. */
  get id(): string {
    return this.node.id;
  }
}

/** Whether `construct` is a declaration of any copy of this package. */
export function isDeclaration(construct: IConstruct): construct is Declaration {
  return DECLARATION in construct;
}
