import { digestOf, type Digest } from '../../kernel/index.js';
import type { BirthrightRule, Catalogue, EntitlementPath } from '../../manifest/index.js';
import { objectOf, refKey, targetKey, type Target } from '../../model/index.js';
import { targetsReached } from '../reach.js';

/** What a path reaches: each target with the digest of what is declared of its content, by the key of the target. */
export type DeclaredReach = (path: EntitlementPath) => ReadonlyMap<string, ReachedContent>;

/** A target with the digest of what is declared of its content. */
export interface ReachedContent {
  readonly target: Target;
  readonly content: Digest;
}

/** Every birthright that a catalogue declares: a rule for each job function, package and asset, in its order. */
export function birthrightRules(catalogue: Catalogue): readonly BirthrightRule[] {
  const packages = new Map(catalogue.packages.map((each) => [each.id, each]));
  const reachOf = declaredReach(catalogue);
  return catalogue.jobFunctions.flatMap(({ id, when, birthright }) =>
    birthright.flatMap((name) => {
      const given = packages.get(name);
      return (given?.grants ?? []).map(({ asset, entitlements }): BirthrightRule => ({
        jobFunction: id,
        package: name,
        asset,
        when,
        holders: given?.holders ?? ['employee'],
        reach: Object.fromEntries(
          entitlements.flatMap((path) =>
            [...reachOf(path)].map(([key, { content }]) => [key, content] as const),
          ),
        ),
      }));
    }),
  );
}

/** What an approved governance change has to give for a birthright to be given as it is declared. */
export function birthrightDigest(rule: BirthrightRule): Digest {
  return digestOf({ schema: 'writ.birthright/1', ...rule });
}

/**
 * What is declared of everything that a path reaches. Of what a publisher writes only the name counts here: that its text is another is no change
 * that anybody brought.
 */
export function declaredReach({ permissionSets, apps = [], ...rest }: Catalogue): DeclaredReach {
  const reached = targetsReached({ permissionSets, apps, ...rest });
  const contents = new Map<string, Digest>([
    ...permissionSets.map(({ ref, content }) => [refKey(ref), digestOf(content)] as const),
    ...apps.map(({ ref, privileged }) => [refKey(ref), digestOf({ privileged })] as const),
  ]);
  return (path) =>
    new Map(
      reached(path).map((target) => [
        targetKey(target),
        { target, content: contents.get(refKey(objectOf(target))) ?? NONE },
      ]),
    );
}

/** Of a group, which is what it reaches, and of what others own. */
const NONE = digestOf(null);
