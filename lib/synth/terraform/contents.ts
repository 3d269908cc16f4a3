import { by, sorted, type Instant } from '../../kernel/index.js';
import {
  objectOf,
  providerOf,
  providerOfObject,
  refKey,
  windowState,
  type ObjectRef,
} from '../../model/index.js';
import type {
  Catalogue,
  GroupDeclaration,
  PermissionSetDeclaration,
  Shard,
  WantedEdge,
} from '../../manifest/index.js';
import { isStanding } from '../../wanted/index.js';
import { familyOf, type Family } from './carriage.js';
import { objectStack, type OwnerOf } from './placement.js';
import type { ShardPlan } from './shard-plan.js';

/** What goes into one stack, in total order. */
export interface StackContents {
  readonly stack: string;
  readonly kind: Shard['kind'];
  readonly provider: Shard['provider'];
  /** Of structure: what family of objects it is of. */
  readonly family?: Family;
  readonly groups: readonly GroupDeclaration[];
  readonly sets: readonly PermissionSetDeclaration[];
  readonly edges: readonly WantedEdge[];
}

/** Sorts what is ours and open at `asOf` into its stacks. */
export function stackContents(
  catalogue: Catalogue,
  edges: readonly WantedEdge[],
  owner: OwnerOf,
  asOf: Instant,
  plan: ShardPlan,
): StackContents[] {
  const stacks = new Map<string, Filling>();
  const fill = (stack: string, of: Pick<Filling, 'kind' | 'provider' | 'family'>): Filling => {
    const filling = stacks.get(stack) ?? { stack, ...of, groups: [], sets: [], edges: [] };
    stacks.set(stack, filling);
    return filling;
  };
  const structure = (ref: ObjectRef): Filling =>
    fill(objectStack(ref, plan), {
      kind: 'structure',
      provider: providerOfObject(ref),
      family: familyOf(ref),
    });
  for (const group of catalogue.groups)
    if (owner(group.ref) === undefined && !group.pushedFrom) structure(group.ref).groups.push(group);
  for (const set of catalogue.permissionSets)
    if (owner(set.ref) === undefined) structure(set.ref).sets.push(set);
  for (const edge of edges) {
    if (edge.carriage.by !== 'terraform' || windowState(edge.window, asOf) !== 'open') continue;
    const { stack } = edge.carriage;
    const filling =
      edge.role === 'structure'
        ? structure(objectOf(edge.edge.target))
        : fill(stack, { kind: isStanding(edge) ? 'standing' : 'ticketed', provider: providerOf(edge.edge) });
    filling.edges.push(edge);
  }
  return sorted(
    stacks.values(),
    by(({ stack }) => stack),
  ).map(ordered);
}

interface Filling extends StackContents {
  readonly groups: GroupDeclaration[];
  readonly sets: PermissionSetDeclaration[];
  readonly edges: WantedEdge[];
}

function ordered({ groups, sets, edges, ...rest }: StackContents): StackContents {
  return {
    ...rest,
    groups: sorted(
      groups,
      by(({ ref }) => refKey(ref)),
    ),
    sets: sorted(
      sets,
      by(({ ref }) => refKey(ref)),
    ),
    edges: sorted(
      edges,
      by(({ id }) => id),
    ),
  };
}
