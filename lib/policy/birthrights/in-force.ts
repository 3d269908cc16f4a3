import { canonicalJson, digestOf } from '../../kernel/index.js';
import type { BirthrightRule, Catalogue, EntitlementPath } from '../../manifest/index.js';
import type { JobRecord } from '../job-functions.js';
import { birthrightRules, declaredReach, type ReachedContent } from './rules.js';
import { bothFor, isFor, type ForWhom } from './who.js';

/** Whether somebody may be given a path by birthright: everything that it reaches is in force for them. */
export type MayBeGiven = (path: EntitlementPath, record: JobRecord) => boolean;

/** The birthrights that were accepted say what may be given under a catalogue. */
export function mayBeGiven(catalogue: Catalogue, accepted: readonly BirthrightRule[]): MayBeGiven {
  const reachOf = declaredReach(catalogue);
  const covering = new Map<EntitlementPath, readonly BirthrightRule[]>();
  return (path, record) => {
    const known = covering.get(path) ?? accepted.filter((rule) => covers(rule, reachOf(path)));
    covering.set(path, known);
    return known.some((rule) => isFor(rule, record));
  };
}

/** Whether a birthright that was accepted gives all of a reach, with that content. */
export function covers({ reach }: BirthrightRule, reached: ReadonlyMap<string, ReachedContent>): boolean {
  return [...reached].every(([key, { content }]) => reach[key] === content);
}

/**
 * The birthrights by which something is given: of those that a catalogue declares what was accepted, and nothing that is not declared any more. What
 * a later change would give is held to these.
 */
export function rulesInForce(
  catalogue: Catalogue,
  accepted: readonly BirthrightRule[],
): readonly BirthrightRule[] {
  return partsOf(catalogue, accepted, covers);
}

/**
 * What is still accepted of the birthrights that a catalogue declares, that by which nothing is given now among it: a path that is held back since it
 * reaches more stays accepted for what it did reach, which people still have.
 */
export function rulesAccepted(
  catalogue: Catalogue,
  accepted: readonly BirthrightRule[],
): readonly BirthrightRule[] {
  return partsOf(catalogue, accepted, () => true);
}

function partsOf(
  catalogue: Catalogue,
  accepted: readonly BirthrightRule[],
  counts: (rule: BirthrightRule, reached: ReadonlyMap<string, ReachedContent>) => boolean,
): readonly BirthrightRule[] {
  const reachOf = declaredReach(catalogue);
  const packages = new Map(catalogue.packages.map((each) => [each.id, each]));
  const parts = birthrightRules(catalogue).flatMap((rule) =>
    accepted.flatMap((before): BirthrightRule[] => {
      const who = bothFor(rule, before);
      if (!who) return [];
      const paths = (packages.get(rule.package)?.grants ?? [])
        .filter(({ asset }) => asset === rule.asset)
        .flatMap(({ entitlements }) => entitlements.map(reachOf))
        .filter((reached) => counts(before, reached));
      const reach = paths.flatMap((reached) =>
        [...reached].flatMap(([key, { content }]) =>
          before.reach[key] === content ? [[key, content] as const] : [],
        ),
      );
      return reach.length === 0 ? [] : [{ ...rule, ...who, reach: Object.fromEntries(reach) }];
    }),
  );
  const whole = [...new Map(parts.map((part) => [digestOf(part), part])).values()];
  return whole.filter((part) => !whole.some((other) => other !== part && isPartOf(part, other)));
}

/** Whether one says nothing that the other, of the same job function, package and asset, does not say of more people or more. */
export function isPartOf(part: BirthrightRule, of: BirthrightRule): boolean {
  if (part.jobFunction !== of.jobFunction || part.package !== of.package || part.asset !== of.asset)
    return false;
  return (
    isWithin(part, of) && Object.entries(part.reach).every(([key, content]) => of.reach[key] === content)
  );
}

/** Whether whoever the first is for has the second. */
export function isWithin(a: ForWhom, b: ForWhom): boolean {
  const both = bothFor(a, b);
  return both !== undefined && canonicalJson(plain(both)) === canonicalJson(plain(a));
}

function plain({ when, holders }: ForWhom): object {
  const lists = Object.entries(when).map(([name, values]) => [name, [...values].sort()] as const);
  return { when: Object.fromEntries(lists), holders: [...holders].sort() };
}
