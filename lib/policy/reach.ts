import { by, digestOf, groupBy, sorted, sortedTexts, type Digest } from '../kernel/index.js';
import { resolvedDigest, type FindPublished } from '../meaning/index.js';
import {
  isGroup,
  ofTarget,
  refKey,
  type Group,
  type ObjectRef,
  type PerTarget,
  type Target,
} from '../model/index.js';
import { declaredPushes, joinedFor, type Catalogue, type EntitlementPath } from '../manifest/index.js';

/** What an entitlement gives, over everything that its edges reach; as data to be digested. */
export type ReachOf = (path: EntitlementPath) => unknown;

/**
 * docs/rules.md#rule-2: an approval covers the content of every entitlement, and of all that the groups on its way hold and are
 * pushed to, whichever package declares it. Titles, paths and the order of declarations are no content.
 */
export function contentReachOf(catalogue: Catalogue, find?: FindPublished): ReachOf {
  const content = contentsOf(catalogue, find);
  const pushes = declaredPushes(catalogue);
  const declared = new Set(catalogue.groups.map((group) => refKey(group.ref)));
  const held = groupBy(carriedPaths(catalogue), ({ join }) => (join ? refKey(join) : ''));
  const known = new Map<string, readonly Digest[]>();

  const holdings = (key: string): readonly Digest[] => {
    const made =
      known.get(key) ??
      sortedTexts(new Set((held.get(key) ?? []).map(({ target }) => digestOf([target, content(target)]))));
    known.set(key, made);
    return made;
  };
  const walk = (group: Group, seen: ReadonlySet<string> = new Set()): unknown => {
    const key = refKey(group);
    if (!declared.has(key) || seen.has(key)) return group;
    const targets = sorted(pushes.targetsOf(group), by(refKey));
    const next = targets.map((target) => walk(target, new Set([...seen, key])));
    return { group, holds: holdings(key), pushedTo: next.length > 1 ? next : (next[0] ?? null) };
  };
  return (path) => ({
    ...path,
    content: content(path.target),
    reach: groupsOn(path).map((group) => walk(joinedFor(group, pushes))),
  });
}

/**
 * What is reached by a path to an entitlement: itself, where a group is given the groups that it is pushed to, and whatever the groups on the way
 * carry, of whichever package.
 */
export function targetsReached(catalogue: Catalogue): (path: EntitlementPath) => readonly Target[] {
  const pushes = declaredPushes(catalogue);
  const held = groupBy(carriedPaths(catalogue), ({ join }) => (join ? refKey(join) : ''));
  const downstream = (group: Group): readonly Group[] => pushes.downstream(joinedFor(group, pushes));
  return (path) => [
    path.target,
    ...(isGroup(path.target) ? downstream(path.target) : []),
    ...groupsOn(path)
      .flatMap(downstream)
      .flatMap((group) => (held.get(refKey(group)) ?? []).map(({ target }) => target)),
  ];
}

/** Every path over a carrier, of every package. */
function carriedPaths({ packages }: Catalogue): EntitlementPath[] {
  return packages
    .flatMap(({ grants }) => grants.flatMap(({ entitlements }) => [...entitlements]))
    .filter(
      ({ target, join }) => join !== undefined && !(isGroup(target) && refKey(target) === refKey(join)),
    );
}

/** The groups that a holder of the path is put into. */
function groupsOn({ target, join }: EntitlementPath): readonly Group[] {
  const groups = [...(join ? [join] : []), ...(isGroup(target) ? [target] : [])];
  return groups.filter(
    (group, index) => groups.findIndex((each) => refKey(each) === refKey(group)) === index,
  );
}

/** The content that an approval binds of a target of each kind; a group's is what it holds, which {@link contentReachOf} adds. */
function contentsOf(
  { permissionSets, apps = [], named = [] }: Catalogue,
  find: FindPublished | undefined,
): (target: Target) => Digest | null {
  const made = new Map(
    permissionSets.map(({ ref, content }) => [refKey(ref), resolvedDigest(ref, content, find)]),
  );
  const declaredApps = new Map(apps.map(({ ref, privileged }) => [refKey(ref), digestOf(privileged)]));
  // What others own has no content here: an approval says so, and is void the day that it is described after all.
  const others = new Map(named.map(({ ref }) => [refKey(ref), digestOf({ ref, content: 'not ours' })]));
  const othersOr = (ref: ObjectRef, own?: Digest): Digest | null => own ?? others.get(refKey(ref)) ?? null;
  const contents: PerTarget<Digest | null> = {
    'okta.group-membership': (group) => othersOr(group),
    'aws.group-membership': (group) => othersOr(group),
    'aws.assignment': ({ set }) => othersOr(set, made.get(refKey(set))),
    // What an app lets people do is set in the app: of its content an approval binds what is declared of it.
    'okta.app-assignment': (app) => othersOr(app, declaredApps.get(refKey(app))),
  };
  return (target) => ofTarget(contents, target);
}
