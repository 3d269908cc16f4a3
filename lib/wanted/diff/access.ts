import { canonicalJson, groupBy, sortedTexts } from '../../kernel/index.js';
import { privilegedBy, type Catalogue } from '../../manifest/index.js';
import { allowedBy, higher, type Tier } from '../../meaning/index.js';
import {
  groupOf,
  isAssignment,
  refKey,
  targetText,
  tryParsePrincipal,
  type Target,
} from '../../model/index.js';
import { accessBeyond, type TargetChange } from '../../policy/index.js';
import { causesBetween, type PlaceOf } from './causes.js';
import { differencesOf, type Difference } from './differences.js';
import type { AccessDiff } from './document.js';
import { throughOf, type DiffSide, type ReachedAccess, type SideReach } from './reach.js';

interface BothEnds {
  readonly before: SideReach;
  readonly after: SideReach;
  readonly placeOf: PlaceOf;
}

/** What each principal has otherwise; of what is the same nothing is asked. */
export function accessOf(
  base: DiffSide,
  head: DiffSide,
  { before, after, placeOf }: BothEnds,
): readonly AccessDiff[] {
  const [old, now] = [base.manifest.catalogue, head.manifest.catalogue];
  const causesOf = causesBetween(base, head, placeOf);
  const reasons = [privilegedBy(base.manifest), privilegedBy(head.manifest)];
  const names = new Map(
    [base, head].flatMap(({ identity }) =>
      (identity?.people ?? []).map(({ id, name }) => [`hr:${id}`, name]),
    ),
  );
  const touched = alteredIn(old, now);
  const isRestrictive = restrictiveIn(old, now);
  return sortedTexts([...before.reached.keys(), ...after.reached.keys()]).flatMap((who): AccessDiff[] => {
    const principal = tryParsePrincipal(who);
    const [was, is] = [before.reached.get(who) ?? NOTHING, after.reached.get(who) ?? NOTHING];
    if (!principal || isSame(was, is, touched)) return [];
    const compared = {
      ...{ old: was, now: is, isRestrictive },
      gains: byKey(
        accessBeyond(
          { catalogue: now, reached: targets(is) },
          { catalogue: old, reached: targets(was) },
          'no longer restricts them',
        ),
      ),
      losses: byKey(
        accessBeyond(
          { catalogue: old, reached: targets(was) },
          { catalogue: now, reached: targets(is) },
          'restricts them',
        ),
      ),
    };
    const told = differencesOf(compared).map((each) => ({
      ...accessDiff(each, { old, now, reasons }),
      because: causesOf(principal, each),
    }));
    const name = names.get(who);
    return merged(told).map((each) => ({ ...each, who, ...(name === undefined ? {} : { name }) }));
  });
}

const NOTHING: ReadonlyMap<string, ReachedAccess> = new Map();

/** Whether nothing of what somebody reaches is given otherwise, so that nothing has to be compared. */
function isSame(
  was: ReadonlyMap<string, ReachedAccess>,
  is: ReadonlyMap<string, ReachedAccess>,
  touched: (target: Target) => boolean,
): boolean {
  if (was.size !== is.size) return false;
  return [...was].every(([key, { target, rows }]) => {
    const other = is.get(key);
    return other !== undefined && !touched(target) && textOf(rows) === textOf(other.rows);
  });
}

function textOf(rows: ReachedAccess['rows']): string {
  return sortedTexts(rows.map((row) => canonicalJson(row))).join();
}

/** What is declared otherwise of a target itself, whoever has it. */
function alteredIn(old: Catalogue, now: Catalogue): (target: Target) => boolean {
  const texts = ({ permissionSets, apps = [], named = [], groups }: Catalogue): ReadonlyMap<string, string> =>
    new Map(
      [...permissionSets, ...apps, ...named, ...groups].map((each) => [
        refKey(each.ref),
        canonicalJson(each),
      ]),
    );
  const [before, after] = [texts(old), texts(now)];
  return (target) => {
    const key = refKey(isAssignment(target) ? target.set : target);
    return before.get(key) !== after.get(key);
  };
}

function restrictiveIn(...catalogues: readonly Catalogue[]): (target: Target) => boolean {
  const keys = new Set(
    catalogues.flatMap(({ groups }) =>
      groups.flatMap((each) => (each.restrictive ? [refKey(each.ref)] : [])),
    ),
  );
  return (target) => {
    const group = groupOf(target);
    return group !== undefined && keys.has(refKey(group));
  };
}

function targets(reached: ReadonlyMap<string, ReachedAccess>): ReadonlyMap<string, Target> {
  return new Map([...reached].map(([key, { target }]) => [key, target]));
}

function byKey(changes: readonly TargetChange[]): ReadonlyMap<string, readonly TargetChange['change'][]> {
  return new Map(
    [...groupBy(changes, ({ key }) => key)].map(([key, all]) => [key, all.map(({ change }) => change)]),
  );
}

type Untold = Omit<AccessDiff, 'who' | 'name'>;

function accessDiff(
  { change, targets: of, before, after, broadens, ends, meaning }: Difference,
  {
    old,
    now,
    reasons,
  }: { old: Catalogue; now: Catalogue; reasons: readonly ((target: Target) => readonly string[])[] },
): Omit<Untold, 'because'> {
  const accounts = new Map<string, string>(
    [...old.accounts, ...now.accounts].map(({ id, name }) => [id, name]),
  );
  const tier = tierOfChange(change, [tierOf(of, old), tierOf(of, now)], meaning?.tier);
  return {
    change,
    gives: [of.map((each) => targetText(each, { account: (id) => accounts.get(id) ?? id })).join(', now ')],
    before: throughOf(before),
    after: throughOf(after),
    ...(tier === undefined ? {} : { tier }),
    among: meaning?.among ?? [],
    unread: meaning?.unread ?? [],
    privileged: sortedTexts(of.flatMap((each) => reasons.flatMap((reasonsOf) => reasonsOf(each)))),
    broadensAccess: broadens,
    endsAccess: ends,
  };
}

/** Of what comes or goes the whole; of what is widened or narrowed the part, unless the whole is another tier by it. */
function tierOfChange(
  change: AccessDiff['change'],
  [was, is]: readonly [Tier | undefined, Tier | undefined],
  part: Tier | undefined,
): Tier | undefined {
  switch (change) {
    case 'gained':
      return is;
    case 'lost':
      return was;
    case 'widened':
      return was === is ? part : is;
    case 'narrowed':
      return was === is ? part : was;
    default:
      return was && is ? higher(was, is) : (was ?? is);
  }
}

/** How much the sets among targets allow; undefined where there are none, or nobody here describes them. */
function tierOf(of: readonly Target[], { permissionSets }: Catalogue): Tier | undefined {
  const sets = of
    .filter(isAssignment)
    .flatMap(({ set }) => permissionSets.filter(({ ref }) => refKey(ref) === refKey(set)));
  const tiers = sets.map(({ ref: { name }, content }) => allowedBy([{ name, content }]).tier);
  return tiers.length === 0 ? undefined : tiers.reduce(higher);
}

/** What is given alike is one line: a package on all of its accounts. */
function merged(all: readonly Untold[]): readonly Untold[] {
  const alike = groupBy(all, ({ change, before, after, because, broadensAccess, endsAccess }) =>
    canonicalJson({ change, before, after, because, broadensAccess, endsAccess }),
  );
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const tiers = group.flatMap(({ tier }) => tier ?? []);
    const heaviest = tiers.length === 0 ? undefined : tiers.reduce(higher);
    const telling = group.find(({ tier }) => tier === heaviest) ?? first;
    return [
      {
        ...first,
        ...(heaviest === undefined ? {} : { tier: heaviest }),
        gives: sortedTexts(group.flatMap(({ gives }) => gives)),
        among: telling.among,
        unread: sortedTexts(group.flatMap(({ unread }) => unread)),
        privileged: sortedTexts(group.flatMap(({ privileged }) => privileged)),
      },
    ];
  });
}
