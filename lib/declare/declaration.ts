import { Construct, type IConstruct } from 'constructs';
import { quoted, WritError } from '../kernel/index.js';

// Of any copy of this package: known by these, as instanceof would not know them.
const PROPS = Symbol.for('writ.declaration');
const ORGANIZATION = Symbol.for('writ.organization');
const LISTENING = Symbol.for('writ.declarations');

/** What a construct of this room declares. */
export type DeclarationKind =
  | 'account'
  | 'asset'
  | 'team'
  | 'permission-set'
  | 'okta-group'
  | 'okta-app'
  | 'identity-store-group'
  | 'named'
  | 'system'
  | 'package'
  | 'job-function'
  | 'workload'
  | 'scope';

/** What a fault can be about: a declaration, or the organization itself. */
export type DeclaredAt = Pick<IConstruct, 'node'>;

const listening = listeners();

/** Notes every declaration made until `stop`. */
export function onDeclarations(): { readonly all: readonly Declaration[]; stop(): void } {
  const all: Declaration[] = [];
  listening.add(all);
  return { all, stop: () => void listening.delete(all) };
}

/** A construct that says something about access. Its id is its name unless its props give another. */
export abstract class Declaration extends Construct {
  /** What it declares. */
  abstract readonly declares: DeclarationKind;

  /** Throws DECLARATION_INVALID outside an {@link Organization}, for an id taken in `scope`, and for a part of another organization. */
  protected constructor(scope: Construct, id: string, props: object) {
    refuseOutside(scope, id);
    refuseNameless(scope, id);
    refuseTaken(scope, id);
    refuseOfAnother(scope, id, props);
    super(scope, id);
    Object.defineProperty(this, PROPS, { value: props });
    for (const all of listening) all.push(this);
  }

  /** The last part of the construct path. */
  get id(): string {
    return this.node.id;
  }
}

/** Whether `construct` is a declaration of any copy of this package. */
export function isDeclaration(construct: IConstruct): construct is Declaration {
  return PROPS in construct;
}

/** What `declaration` was declared with; typed by {@link propsOf}. */
export function keptProps(declaration: object): unknown {
  return (declaration as { readonly [PROPS]?: unknown })[PROPS];
}

/** Whether `root` is what declarations may stand below. */
export function isOrganization(root: unknown): boolean {
  return typeof root === 'object' && root !== null && ORGANIZATION in root;
}

/** Makes `root` a root that declarations may stand below. */
export function markOrganization(root: Construct): void {
  Object.defineProperty(root, ORGANIZATION, { value: true });
}

/** Only what stands below an organization is ever read. */
function refuseOutside(scope: Construct, id: string): void {
  if (ORGANIZATION in scope.node.root) return;
  throw new WritError('DECLARATION_INVALID', `${quoted(id)} is declared outside of any organization`, {
    place: { path: pathIn(scope, id) },
    remedy: 'declare it below the Organization that `declare` returns',
  });
}

function refuseNameless(scope: Construct, id: string): void {
  if (id) return;
  throw new WritError(
    'DECLARATION_INVALID',
    `a declaration in ${quoted(scope.node.path || 'the root')} has an empty id`,
    {
      place: { path: pathIn(scope, id) },
      remedy: 'give each declaration an id; of what others own the name is its id',
    },
  );
}

/** Construct ids are contract: one scope has each once. */
function refuseTaken(scope: Construct, id: string): void {
  if (!scope.node.tryFindChild(id)) return;
  throw new WritError(
    'DECLARATION_INVALID',
    `${quoted(id)} is declared twice in ${quoted(scope.node.path || 'the root')}`,
    {
      place: { path: pathIn(scope, id) },
      remedy: 'give each declaration of one scope an id of its own, or declare it once',
    },
  );
}

/** What names a construct of another organization would be read by neither. */
function refuseOfAnother(scope: Construct, id: string, props: object): void {
  for (const [field, value] of Object.entries(props)) {
    const other = constructsIn(value).find((each) => each.node.root !== scope.node.root);
    if (!other) continue;
    throw new WritError(
      'DECLARATION_INVALID',
      `\`${field}\` of ${quoted(id)} has ${quoted(other.node.path)} of another organization`,
      {
        place: { path: pathIn(scope, id) },
        remedy: 'name what stands below the same organization',
      },
    );
  }
}

/** The constructs that a value is, or has in its lists and plain objects. */
function constructsIn(value: unknown): readonly Construct[] {
  if (Construct.isConstruct(value)) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(constructsIn) : [];
}

function pathIn(scope: Construct, id: string): string {
  return [scope.node.path, id].filter(Boolean).join('/');
}

/** Shared by all copies of this package: a configuration may declare with another copy than the one that reads it. */
function listeners(): Set<Declaration[]> {
  const shared = globalThis as { [key: symbol]: Set<Declaration[]> | undefined };
  return (shared[LISTENING] ??= new Set());
}
