import { by, canonicalJson, groupBy, sorted } from '../../../kernel/index.js';
import { principalText, targetKey, type Grant } from '../../../model/index.js';
import { targetsReached, type BirthrightEffect } from '../../../policy/index.js';
import type { HolderChange } from './holders.js';
import type { World } from './world.js';

type GivenTo = Omit<BirthrightEffect, 'change'>;

/** What job functions give somebody, or give more of, or no longer: nobody asks for it, so that nobody else decides on it. */
export function birthrightEffects(
  base: World,
  head: World,
  changes: readonly HolderChange[],
): readonly BirthrightEffect[] {
  const gained = new Map(changes.map(({ who, gains }) => [who, new Set(gains.map(({ key }) => key))]));
  const [before, after] = [givenIn(base), givenIn(head)];
  const reaches = keysReached(head);
  const effects = [
    ...[...after].flatMap(([key, { given, grants }]): BirthrightEffect[] => {
      if (!before.has(key)) return [{ ...given, change: 'appears' }];
      const widened = grants.some((grant) => reaches(grant).some((each) => gained.get(given.who)?.has(each)));
      return widened ? [{ ...given, change: 'widened' }] : [];
    }),
    ...[...before].flatMap(([key, { given }]): BirthrightEffect[] =>
      after.has(key) ? [] : [{ ...given, change: 'vanishes' }],
    ),
  ];
  return sorted(
    effects,
    by(
      (each) => each.package,
      (each) => each.asset,
      (each) => each.who,
      (each) => each.jobFunction,
    ),
  );
}

interface GivenBy {
  readonly given: GivenTo;
  readonly grants: readonly Grant[];
}

function givenIn({ grants }: World): ReadonlyMap<string, GivenBy> {
  const each = grants.flatMap((grant) =>
    grant.bases.flatMap(({ basis }) =>
      basis.kind === 'birthright'
        ? [
            {
              grant,
              given: {
                who: principalText(grant.principal),
                package: grant.package,
                asset: grant.asset,
                jobFunction: basis.jobFunction,
              },
            },
          ]
        : [],
    ),
  );
  return new Map(
    [...groupBy(each, ({ given }) => canonicalJson(given))].flatMap(([key, all]) => {
      const [first] = all;
      return first ? [[key, { given: first.given, grants: all.map(({ grant }) => grant) }] as const] : [];
    }),
  );
}

/** The keys of what a grant reaches at a head. */
function keysReached({ catalogue }: World): (grant: Grant) => readonly string[] {
  const reachOf = targetsReached(catalogue);
  return ({ package: id, asset, entitlement }) => {
    const key = targetKey(entitlement);
    const paths = catalogue.packages
      .filter((each) => each.id === id)
      .flatMap(({ grants }) => grants.filter((each) => each.asset === asset))
      .flatMap(({ entitlements }) => entitlements.filter(({ target }) => targetKey(target) === key));
    return paths.flatMap(reachOf).map(targetKey);
  };
}
