import { by, digestOf, sorted, sortedTexts, type Digest, type Instant } from '../../kernel/index.js';
import type { BirthrightRule, Catalogue, HeldBirthright } from '../../manifest/index.js';
import { targetText } from '../../model/index.js';
import {
  birthrightDigest,
  birthrightRules,
  covers,
  declaredReach,
  isFor,
  isPartOf,
  rulesAccepted,
  rulesInForce,
  sortsOf,
  type ReachedContent,
} from '../../policy/index.js';
import { approvedAt, type AcceptedBirthrights, type ApprovedBirthrights } from './accepted.js';
import { effectiveCatalogue, narrowedTo } from './effective.js';

/** What of a catalogue is in force, and what is held back. */
export interface InForce {
  readonly catalogue: Catalogue;
  /** The birthrights that were accepted: what a person is given without a ticket is covered by one that is for them. */
  readonly accepted: readonly BirthrightRule[];
  /** What is accepted of those that are declared: what the next synthesis goes by. */
  readonly birthrights: readonly BirthrightRule[];
  /** Sorted by job function, package and asset; empty where all is in force as it is declared. */
  readonly heldBack: readonly HeldBirthright[];
  /** Approved governance changes that it goes by for the first time: digests of their records, sorted. */
  readonly goneBy: readonly Digest[];
}

/**
 * What of the declarations is in force: what birthrights would newly give is held back until an approved governance change covers exactly that
 * (docs/rules.md#rule-3). It is neither given nor taken; what was there before stays as it was. People who come and go by the feeds change nothing
 * of it: whoever an accepted rule is for is given by it.
 */
export function inForce(declared: Catalogue, before: AcceptedBirthrights, asOf: Instant): InForce {
  const own = narrowedTo(declared, before);
  const approved = approvedAt(before, asOf);
  const accepted = [...own, ...approved.flatMap(({ gives }) => gives)];
  const catalogue = effectiveCatalogue(declared, before.catalogue, accepted);
  const birthrights = rulesAccepted(catalogue, accepted);
  const heldBack = heldIn(declared, accepted);
  return {
    catalogue,
    accepted,
    birthrights,
    heldBack,
    goneBy: sortedTexts(goneBy(declared, catalogue, own, approved).map(({ record }) => record)),
  };
}

/**
 * The approvals that something is given by: first those of exactly what is declared, then whichever gives a part of it that neither these nor what was accepted
 * before give. An approval by which nothing is given is not used up.
 */
function goneBy(
  declared: Catalogue,
  catalogue: Catalogue,
  own: readonly BirthrightRule[],
  approved: readonly ApprovedBirthrights[],
): readonly ApprovedBirthrights[] {
  const exact = new Set(birthrightRules(declared).map(birthrightDigest));
  const isExact = ({ gives }: ApprovedBirthrights): boolean =>
    gives.some((rule) => exact.has(birthrightDigest(rule)));
  const used: ApprovedBirthrights[] = [];
  let given = own;
  for (const each of [...approved.filter(isExact), ...approved.filter((one) => !isExact(one))]) {
    const known = rulesInForce(catalogue, given);
    const more = rulesInForce(catalogue, each.gives);
    if (more.every((rule) => known.some((other) => isPartOf(rule, other)))) continue;
    used.push(each);
    given = [...given, ...each.gives];
  }
  return used;
}

/** Every birthright of which something would be given to somebody who was not accepted for it. */
function heldIn(declared: Catalogue, accepted: readonly BirthrightRule[]): readonly HeldBirthright[] {
  const reachOf = declaredReach(declared);
  const names = new Map(declared.accounts.map(({ id, name }) => [id as string, name]));
  const packages = new Map(declared.packages.map((each) => [each.id, each]));
  const held = birthrightRules(declared).flatMap((rule): HeldBirthright[] => {
    const sorts = sortsOf(rule, accepted);
    const paths = (packages.get(rule.package)?.grants ?? [])
      .filter(({ asset }) => asset === rule.asset)
      .flatMap(({ entitlements }) => entitlements.map(reachOf));
    const open = paths.filter(
      (reached) =>
        !sorts.every((sort) => accepted.some((each) => covers(each, reached) && isFor(each, sort))),
    );
    if (open.length === 0) return [];
    const targets = sortedTexts(
      open.flatMap((reached) =>
        [...reached]
          .filter(([key, value]) => isUncovered(key, value, sorts, accepted))
          .map(([, { target }]) => targetText(target, { account: (id) => names.get(id) ?? id })),
      ),
    );
    return [heldRule(rule, targets)];
  });
  return sorted(
    held,
    by(
      (each) => each.jobFunction,
      (each) => each.package,
      (each) => each.asset,
    ),
  );
}

function isUncovered(
  key: string,
  { content }: ReachedContent,
  sorts: ReturnType<typeof sortsOf>,
  accepted: readonly BirthrightRule[],
): boolean {
  return !sorts.every((sort) => accepted.some((each) => each.reach[key] === content && isFor(each, sort)));
}

function heldRule(rule: BirthrightRule, targets: readonly string[]): HeldBirthright {
  const { jobFunction, package: id, asset } = rule;
  const what = targets.length > 0 ? targets.slice(0, 3).join(', ') : 'what it gives together';
  return {
    ...{ jobFunction, package: id, asset },
    content: birthrightDigest(rule),
    targets,
    reason: {
      code: 'BIRTHRIGHT_HELD',
      message: `\`${id}\` on \`${asset}\` would newly be given as \`${jobFunction}\` (${what}), and no approved governance change in the ledger covers it`,
      remedy:
        'have the change that brings it approved, and record that with `writ governance --record`; until then what was there before stays as it was',
    },
  };
}

/** What was accepted, as an input of a manifest. */
export function acceptedDigest(accepted: readonly BirthrightRule[]): Digest {
  return digestOf(sortedTexts(accepted.map(birthrightDigest)));
}
