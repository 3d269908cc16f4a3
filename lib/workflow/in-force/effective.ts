import { isList, type Digest } from '../../kernel/index.js';
import type { BirthrightRule, Catalogue, EntitlementPath, PackageDeclaration } from '../../manifest/index.js';
import { isGroup, objectOf, refKey, targetKey, type Target } from '../../model/index.js';
import {
  birthrightRules,
  bothFor,
  declaredReach,
  isFor,
  isWithin,
  sortsOf,
  targetsReached,
  widens,
  type DeclaredReach,
} from '../../policy/index.js';
import type { AcceptedBirthrights } from './accepted.js';

/**
 * What is in force of what is declared: without what a carrier would newly hold for people who are in it by birthright, and with the role as it was
 * where it would let them do more. All else is as declared, what lets them do less too.
 * @param accepted - every birthright that was accepted, those of approved changes too
 */
export function effectiveCatalogue(
  declared: Catalogue,
  before: Catalogue,
  accepted: readonly BirthrightRule[],
): Catalogue {
  return withFormerContents(withoutNewlyCarried(declared, before, accepted), before, accepted);
}

/** Accepted birthrights, where what they reach lets people do less now: what is no more than was accepted is accepted. */
export function narrowedTo(
  declared: Catalogue,
  { catalogue: before, birthrights }: AcceptedBirthrights,
): readonly BirthrightRule[] {
  const [old, now] = [contentsIn(before), contentsIn(declared)];
  const narrowed = new Map(
    [...now].filter(([key, { target, content }]) => {
      const was = old.get(key);
      return was !== undefined && was.content !== content && !widens(target, before, declared);
    }),
  );
  if (narrowed.size === 0) return birthrights;
  return birthrights.map((rule) => ({
    ...rule,
    reach: Object.fromEntries(
      Object.entries(rule.reach).map(([key, content]) => [
        key,
        content === old.get(key)?.content ? (narrowed.get(key)?.content ?? content) : content,
      ]),
    ),
  }));
}

/** Everything that birthrights of a catalogue reach. */
function contentsIn(catalogue: Catalogue): ReturnType<DeclaredReach> {
  const reachOf = declaredReach(catalogue);
  return new Map(pathsOf(catalogue).flatMap((path) => [...reachOf(path)]));
}

function pathsOf({ packages }: Catalogue): readonly EntitlementPath[] {
  return packages.flatMap(({ grants }) => grants.flatMap(({ entitlements }) => [...entitlements]));
}

/** Roles and apps that people have by birthright and that would let them do more: as they were. */
function withFormerContents(
  declared: Catalogue,
  before: Catalogue,
  accepted: readonly BirthrightRule[],
): Catalogue {
  const former = new Set<string>();
  const rules = birthrightRules(declared);
  for (const [key, { target, content }] of contentsIn(declared)) {
    if (widens(target, before, declared) && !isAcceptedForAll(key, content, rules, accepted))
      former.add(refKey(objectOf(target)));
  }
  const restored = <T extends { readonly ref: Parameters<typeof refKey>[0] }>(
    now: readonly T[],
    old: readonly T[],
  ): readonly T[] =>
    now.map((each) =>
      former.has(refKey(each.ref)) ? (old.find(({ ref }) => refKey(ref) === refKey(each.ref)) ?? each) : each,
    );
  if (former.size === 0) return declared;
  return {
    ...declared,
    permissionSets: restored(declared.permissionSets, before.permissionSets),
    ...(declared.apps ? { apps: restored(declared.apps, before.apps ?? []) } : {}),
  };
}

/**
 * Whether everybody who was accepted for a target and would keep it was accepted for this content of it. One role is the same for all: what was
 * accepted for others must not reach those for whom it is held back, who keep what they had.
 */
function isAcceptedForAll(
  key: string,
  content: Digest,
  rules: readonly BirthrightRule[],
  accepted: readonly BirthrightRule[],
): boolean {
  const given = accepted.filter(({ reach }) => reach[key] !== undefined);
  const accepting = given.filter(({ reach }) => reach[key] === content);
  return rules
    .filter(({ reach }) => reach[key] !== undefined)
    .every((rule) =>
      given.every((had) => {
        const who = bothFor(rule, had);
        return !who || sortsOf(who, accepting).every((sort) => accepting.some((each) => isFor(each, sort)));
      }),
    );
}

/** Without what a carrier would hold that people are in by birthright, where it did not hold it for them. */
function withoutNewlyCarried(
  declared: Catalogue,
  before: Catalogue,
  accepted: readonly BirthrightRule[],
): Catalogue {
  const carriedBefore = new Set(pathsOf(before).filter(isCarried).map(carriedKey));
  const fresh = pathsOf(declared).filter((path) => isCarried(path) && !carriedBefore.has(carriedKey(path)));
  const dropped = new Set(fresh.filter((path) => isNewToSome(path, declared, accepted)));
  if (dropped.size === 0) return declared;
  return { ...declared, packages: declared.packages.map((each) => without(each, dropped)) };
}

/** Whether somebody who is in the carrier by an accepted birthright does not have what the path would have it hold. */
function isNewToSome(
  path: EntitlementPath,
  declared: Catalogue,
  accepted: readonly BirthrightRule[],
): boolean {
  const key = targetKey(path.target);
  const reached = targetsReached(declared);
  const through = (own: EntitlementPath): boolean =>
    own !== path && own.join !== undefined && reached(own).some((each: Target) => targetKey(each) === key);
  const packages = new Map(declared.packages.map((each) => [each.id, each]));
  return birthrightRules(declared).some((rule) => {
    const others = (packages.get(rule.package)?.grants ?? [])
      .filter(({ asset }) => asset === rule.asset)
      .flatMap(({ entitlements }) => entitlements.filter(through));
    return others.some((own) =>
      accepted.some((before) => {
        const who = before.reach[targetKey(own.target)] === undefined ? undefined : bothFor(rule, before);
        return who && !accepted.some((other) => other.reach[key] !== undefined && isWithin(who, other));
      }),
    );
  });
}

/** A package without some of its paths. What would be left with nothing stays: who would get it is held back by itself. */
function without(pack: PackageDeclaration, dropped: ReadonlySet<EntitlementPath>): PackageDeclaration {
  const grants = pack.grants.map((grant) => {
    const left = grant.entitlements.filter((path) => !dropped.has(path));
    return isList(left) ? { ...grant, entitlements: left } : grant;
  });
  return isList(grants) ? { ...pack, grants } : pack;
}

function isCarried({ target, join }: EntitlementPath): boolean {
  return join !== undefined && !(isGroup(target) && refKey(target) === refKey(join));
}

function carriedKey({ target, join }: EntitlementPath): string {
  return JSON.stringify([targetKey(target), join ? refKey(join) : '']);
}
