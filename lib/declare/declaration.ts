import { Construct, type IConstruct } from 'constructs';
import { quoted, WritError } from '../kernel/index.js';

const DECLARATION = Symbol.for('writ.declaration');

/** What a construct of this room declares. */
export type DeclarationKind =
  | 'account'
  | 'asset'
  | 'team'
  | 'permission-set'
  | 'okta-group'
  | 'okta-app'
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

  constructor(scope: Construct, id: string) {
    refuseTaken(scope, id);
    super(scope, id);
  }

  /** The last part of the construct path. */
  get id(): string {
    return this.node.id;
  }
}

/** Whether `construct` is a declaration of any copy of this package. */
export function isDeclaration(construct: IConstruct): construct is Declaration {
  return DECLARATION in construct;
}

/** Construct ids are contract: one scope has each once. Throws DECLARATION_INVALID. */
function refuseTaken(scope: Construct, id: string): void {
  if (!id || !scope.node.tryFindChild(id)) return;
  const path = [scope.node.path, id].filter(Boolean).join('/');
  throw new WritError(
    'DECLARATION_INVALID',
    `${quoted(id)} is declared twice in ${quoted(scope.node.path || 'the root')}`,
    {
      place: { path },
      remedy: 'give each declaration of one scope an id of its own, or declare it once',
    },
  );
}
