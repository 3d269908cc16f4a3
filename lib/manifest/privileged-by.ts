import { groupBy, sortedTexts } from '../kernel/index.js';
import { privilegeOf } from '../meaning/index.js';
import {
  groupOf,
  isGroup,
  objectOf,
  ofObject,
  refKey,
  type Group,
  type ObjectKind,
  type ObjectRef,
  type Objects,
  type Target,
} from '../model/index.js';
import type { Catalogue } from './catalogue.js';
import type { WantedEdge } from './manifest.js';
import { declaredPushes } from './way.js';

/** What says why a target is privileged: what is declared of objects, and what groups hold. */
export interface PrivilegeGround {
  readonly edges: readonly Pick<WantedEdge, 'edge'>[];
  readonly catalogue: Pick<Catalogue, 'permissionSets' | 'groups' | 'apps' | 'named'>;
}

/**
 * Why what a target gives counts as privileged, in plain words that follow "it", sorted; empty when it does not. Of a group that is what it and
 * the groups that it is pushed to hold. What nobody describes is privileged: what is not known is not safe.
 */
export function privilegedBy({ edges, catalogue }: PrivilegeGround): (target: Target) => readonly string[] {
  const { permissionSets, apps = [], named = [] } = catalogue;
  const sets = new Map(permissionSets.map((each) => [refKey(each.ref), each]));
  const told = new Map([...apps, ...named].map(({ ref, privileged }) => [refKey(ref), privileged]));
  const pushes = declaredPushes(catalogue);
  const held = groupBy(
    edges.flatMap(({ edge: { holder, target } }) =>
      holder.kind !== 'unlinked' && isGroup(holder) ? [{ holder, target }] : [],
    ),
    ({ holder }) => refKey(holder),
  );
  const known = new Map<string, readonly string[]>();
  const byGroup = (group: Group): readonly string[] => [
    ...(told.get(refKey(group)) ?? []),
    ...pushes
      .downstream(group)
      .flatMap((each) => held.get(refKey(each)) ?? [])
      .flatMap(({ target }) => (groupOf(target) ? [] : of(objectOf(target)))),
  ];
  const privileges: { readonly [K in ObjectKind]: (object: Objects[K]) => readonly string[] } = {
    'okta.group': byGroup,
    'aws.group': byGroup,
    'aws.permission-set': (ref) => {
      const set = sets.get(refKey(ref));
      return set
        ? [...set.privileged, ...privilegeOf(set.content)]
        : (told.get(refKey(ref)) ?? ['is described by nobody here']);
    },
    'okta.app': (app) => told.get(refKey(app)) ?? [],
  };
  const of = (object: ObjectRef): readonly string[] => {
    const key = refKey(object);
    const reasons = known.get(key) ?? sortedTexts(ofObject(privileges, object));
    known.set(key, reasons);
    return reasons;
  };
  return (target) => of(objectOf(target));
}
