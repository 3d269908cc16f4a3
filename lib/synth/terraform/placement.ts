import { refKey, type Edge, type Group, type PermissionSetRef, type SourceId } from '../../model/index.js';
import type { Carriage, Catalogue } from '../../manifest/index.js';
import type { IdentityLinks } from '../../identity/index.js';
import { findNative, isStanding, sourceOf, type Want } from '../../wanted/index.js';
import { edgeResourceId, refResourceId } from './names.js';
import { bucketOf, type ShardPlan } from './shard-plan.js';

/** Where Terraform carries each wanted edge. */
export type Place = (want: Want) => Carriage;

/** Who else's Terraform owns a declared group or permission set; undefined when it is ours. */
export type OwnerOf = (ref: Group | PermissionSetRef) => string | undefined;

/** The place of every edge: a function of its own key, whether it stands or is ticketed, and the plan. */
export function placement(owner: OwnerOf, links: IdentityLinks, plan: ShardPlan): Place {
  return (want) => {
    if (want.upstream !== undefined) return { by: 'push', upstream: want.upstream };
    const external = ownerOfEdge(want.edge, owner);
    if (external !== undefined) return { by: 'external', owner: external };
    if (want.role === 'structure') return structureCarriage(want, plan);
    return want.edge.target.kind === 'okta.group'
      ? oktaCarriage(want, want.edge.target, links, plan)
      : {
          by: 'terraform',
          stack: holdingStack(want, want.key, plan),
          address: addressOf(want),
          slot: 'resource',
        };
  };
}

/** Looks up `external` on the declarations; what is pushed from an external group is external as well. */
export function ownersOf(catalogue: Catalogue): OwnerOf {
  const owners = new Map<string, string>();
  for (const { ref, external } of [...catalogue.permissionSets, ...catalogue.groups]) {
    if (external !== undefined) owners.set(refKey(ref), external);
  }
  const sources = new Map(catalogue.groups.map((each) => [refKey(each.ref), each.pushedFrom]));
  return (ref) => {
    const source = sources.get(refKey(ref));
    return owners.get(refKey(ref)) ?? (source ? owners.get(refKey(source)) : undefined);
  };
}

/** The stack of a declared group. */
export function groupStack(ref: Group, plan: ShardPlan): string {
  return stackName(ref.source, 'groups', bucketOf(refKey(ref), plan.structure));
}

/** The stack of a permission set, its content and what carriers hold of it. */
export function setStack(ref: PermissionSetRef, plan: ShardPlan): string {
  return stackName(ref.source, 'sets', bucketOf(refKey(ref), plan.structure));
}

function structureCarriage(want: Want, plan: ShardPlan): Carriage {
  const { target } = want.edge;
  const stack = target.kind === 'aws.assignment' ? setStack(target.set, plan) : groupStack(target, plan);
  return { by: 'terraform', stack, address: addressOf(want), slot: 'resource' };
}

/** Standing members of a group share one resource; ticketed ones are spread by edge and share it within a stack. */
function oktaCarriage(want: Want, group: Group, links: IdentityLinks, plan: ShardPlan): Carriage {
  const { holder } = want.edge;
  const key = isStanding(want) ? refKey(group) : want.key;
  const element = isPrincipal(holder) ? findNative(holder, want.edge, links) : '';
  return {
    by: 'terraform',
    stack: holdingStack(want, key, plan),
    address: `okta_group_memberships.${refResourceId(group)}`,
    slot: { attribute: 'users', element },
  };
}

function holdingStack(want: Want, key: string, plan: ShardPlan): string {
  const [kind, count] = isStanding(want)
    ? (['standing', plan.standing] as const)
    : (['tickets', plan.ticketed] as const);
  return stackName(sourceOf(want.edge), kind, bucketOf(key, count));
}

function stackName(source: SourceId, kind: string, bucket: string): string {
  return `${source}-${kind}-${bucket}`;
}

function addressOf({ edge, id }: Want): string {
  return edge.target.kind === 'aws.assignment'
    ? `aws_ssoadmin_account_assignment.${edgeResourceId('assignment', id)}`
    : `aws_identitystore_group_membership.${edgeResourceId('membership', id)}`;
}

function ownerOfEdge({ holder, target }: Edge, owner: OwnerOf): string | undefined {
  const ofTarget = owner(target.kind === 'aws.assignment' ? target.set : target);
  return ofTarget ?? (isGroup(holder) ? owner(holder) : undefined);
}

function isGroup(holder: Edge['holder']): holder is Group {
  return holder.kind === 'aws.group' || holder.kind === 'okta.group';
}

function isPrincipal(
  holder: Edge['holder'],
): holder is Extract<Edge['holder'], { kind: 'person' | 'workload' }> {
  return holder.kind === 'person' || holder.kind === 'workload';
}
