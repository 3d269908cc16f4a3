import {
  isGroup,
  isPrincipal,
  objectOf,
  refKey,
  sourceOf,
  type Edge,
  type ObjectRef,
  type SourceId,
} from '../../model/index.js';
import type { Carriage, Catalogue } from '../../manifest/index.js';
import type { IdentityLinks } from '../../identity/index.js';
import { findNative, isStanding, type Want } from '../../wanted/index.js';
import { familyOf, slotOf } from './carriage.js';
import { bucketOf, type ShardPlan } from './shard-plan.js';

/** Where Terraform carries each wanted edge. */
export type CarriageOf = (want: Want) => Carriage;

/** Who else's Terraform owns a declared group or permission set; undefined when it is ours. */
export type OwnerOf = (ref: ObjectRef) => string | undefined;

/** The place of every edge: a function of its own key, whether it stands or is ticketed, and the plan. */
export function placement(owner: OwnerOf, links: IdentityLinks, plan: ShardPlan): CarriageOf {
  return (want) => {
    if (want.upstream !== undefined) return { by: 'push', upstream: want.upstream };
    const external = ownerOfEdge(want.edge, owner);
    if (external !== undefined) return { by: 'external', owner: external };
    const { address, attribute, sharedBy } = slotOf(want);
    const stack =
      want.role === 'structure'
        ? objectStack(objectOf(want.edge.target), plan)
        : holdingStack(want, sharedBy !== undefined && isStanding(want) ? sharedBy : want.key, plan);
    const slot = attribute === undefined ? 'resource' : { attribute, element: elementOf(want, links) };
    return { by: 'terraform', stack, address, slot };
  };
}

/** Looks up `external` on the declarations; what is pushed from an external group is external as well. */
export function ownersOf(catalogue: Catalogue): OwnerOf {
  const owners = new Map<string, string>();
  for (const { ref, external } of [
    ...catalogue.permissionSets,
    ...catalogue.groups,
    ...(catalogue.apps ?? []),
  ]) {
    if (external !== undefined) owners.set(refKey(ref), external);
  }
  const sources = new Map(catalogue.groups.map((each) => [refKey(each.ref), each.pushedFrom]));
  return (ref) => {
    const source = sources.get(refKey(ref));
    return owners.get(refKey(ref)) ?? (source ? owners.get(refKey(source)) : undefined);
  };
}

/** The stack of a declared object: its content, and what carriers hold of it. */
export function objectStack(ref: ObjectRef, plan: ShardPlan): string {
  return stackName(ref.source, familyOf(ref), bucketOf(refKey(ref), plan.structure));
}

/** Members of one resource are its elements: standing ones in one stack, ticketed ones spread by edge. */
function elementOf({ edge }: Want, links: IdentityLinks): string {
  return isPrincipal(edge.holder) ? findNative(edge.holder, edge, links) : '';
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

function ownerOfEdge({ holder, target }: Edge, owner: OwnerOf): string | undefined {
  const ofTarget = owner(objectOf(target));
  return ofTarget ?? (isGroup(holder) ? owner(holder) : undefined);
}
