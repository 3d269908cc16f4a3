import { by, sorted, type Instant } from '../../kernel/index.js';
import { refKey, windowState } from '../../model/index.js';
import type {
  Catalogue,
  GroupDeclaration,
  PermissionSetDeclaration,
  Shard,
  WantedEdge,
} from '../../manifest/index.js';
import { isStanding } from '../../wanted/index.js';
import { groupStack, setStack, type OwnerOf } from './placement.js';
import type { ShardPlan } from './shard-plan.js';

/** What goes into one stack, in total order. */
export interface StackContents {
  readonly stack: string;
  readonly kind: Shard['kind'];
  readonly provider: Shard['provider'];
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
  const fill = (stack: string, kind: Shard['kind'], provider: Shard['provider']): Filling => {
    const filling = stacks.get(stack) ?? { stack, kind, provider, groups: [], sets: [], edges: [] };
    stacks.set(stack, filling);
    return filling;
  };
  for (const group of catalogue.groups) {
    if (owner(group.ref) !== undefined || group.pushedFrom) continue;
    const provider = group.ref.kind === 'okta.group' ? 'okta' : 'aws';
    fill(groupStack(group.ref, plan), 'structure', provider).groups.push(group);
  }
  for (const set of catalogue.permissionSets) {
    if (owner(set.ref) === undefined) fill(setStack(set.ref, plan), 'structure', 'aws').sets.push(set);
  }
  for (const edge of edges) {
    if (edge.carriage.by !== 'terraform' || windowState(edge.window, asOf) !== 'open') continue;
    fill(edge.carriage.stack, kindOfEdge(edge), providerOf(edge)).edges.push(edge);
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

function kindOfEdge(edge: WantedEdge): Shard['kind'] {
  if (edge.role === 'structure') return 'structure';
  return isStanding(edge) ? 'standing' : 'ticketed';
}

function providerOf({ edge }: WantedEdge): Shard['provider'] {
  return edge.target.kind === 'okta.group' ? 'okta' : 'aws';
}
