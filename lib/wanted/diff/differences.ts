import { canonicalJson, sortedTexts } from '../../kernel/index.js';
import { isCovered } from '../../manifest/index.js';
import type { Answer } from '../../meaning/index.js';
import { accountOf, type Target, type Window } from '../../model/index.js';
import type { AccessChange } from '../../policy/index.js';
import type { AccessDifference } from './document.js';
import type { ReachedAccess, ReachedRow } from './reach.js';

/** One target that somebody has otherwise. */
export interface Difference {
  readonly change: AccessDifference;
  /** What it is at the base and at the head; of what moved these may be two. */
  readonly targets: readonly Target[];
  readonly before: readonly ReachedRow[];
  readonly after: readonly ReachedRow[];
  readonly broadens: Answer;
  readonly ends: Answer;
  /** What it means, where that was compared. */
  readonly meaning?: AccessChange;
}

/** What one principal reaches at either end, with what of it is more and less by meaning, by the key of the target. */
export interface ComparedAccess {
  readonly old: ReadonlyMap<string, ReachedAccess>;
  readonly now: ReadonlyMap<string, ReachedAccess>;
  readonly gains: ReadonlyMap<string, readonly AccessChange[]>;
  readonly losses: ReadonlyMap<string, readonly AccessChange[]>;
  /** Whether members of the target are restricted by it. */
  readonly isRestrictive: (target: Target) => boolean;
}

/** Every difference for one principal, by target. */
export function differencesOf(compared: ComparedAccess): readonly Difference[] {
  const { old, now } = compared;
  const keys = sortedTexts([...old.keys(), ...now.keys()]);
  const moves = pairs(keys, compared);
  const moved = new Set(moves.flatMap(([from, to]) => [from, to]));
  return [
    ...keys.filter((key) => !moved.has(key)).flatMap((key) => differencesIn(key, compared)),
    ...moves.flatMap(([from, to]) => movedTo(old.get(from), now.get(to))),
  ];
}

function differencesIn(key: string, compared: ComparedAccess): readonly Difference[] {
  const [was, is] = [compared.old.get(key), compared.now.get(key)];
  const [gain] = compared.gains.get(key) ?? [];
  const [loss] = compared.losses.get(key) ?? [];
  if (was && is) return bothHave(was, is, compared, { gain, loss });
  if (is) {
    const broadens = gain?.more ?? notMore(is, compared.old, compared);
    return [
      { change: 'gained', ...one(is.target, [], is.rows), broadens, ends: loss?.more ?? 'no', ...told(gain) },
    ];
  }
  if (!was) return [];
  const ends = loss?.more ?? notMore(was, compared.now, compared);
  return [
    { change: 'lost', ...one(was.target, was.rows, []), broadens: gain?.more ?? 'no', ends, ...told(loss) },
  ];
}

function bothHave(
  was: ReachedAccess,
  is: ReachedAccess,
  { isRestrictive }: ComparedAccess,
  { gain, loss }: { gain: AccessChange | undefined; loss: AccessChange | undefined },
): readonly Difference[] {
  const here = one(is.target, was.rows, is.rows);
  const [longer, shorter] = [isBeyond(is, was), isBeyond(was, is)];
  const turned = isRestrictive(is.target);
  const found: Difference[] = [];
  if (gain) found.push({ change: 'widened', ...here, broadens: gain.more, ends: 'no', ...told(gain) });
  if (loss) found.push({ change: 'narrowed', ...here, broadens: 'no', ends: loss.more, ...told(loss) });
  if (longer) found.push({ change: 'lengthened', ...here, ...answers(turned, 'broadens') });
  if (shorter) found.push({ change: 'shortened', ...here, ...answers(turned, 'ends') });
  if (!longer && !shorter && waysOf(was) !== waysOf(is))
    found.push({ change: 'moved', ...here, broadens: 'no', ends: 'no' });
  return found;
}

/** More of what restricts is less access, nobody knows how much. */
function answers(turned: boolean, which: 'broadens' | 'ends'): Pick<Difference, 'broadens' | 'ends'> {
  const broadens = which === 'broadens' ? !turned : turned;
  const answer: Answer = turned ? 'cannot-tell' : 'yes';
  return { broadens: broadens ? answer : 'no', ends: broadens ? 'no' : answer };
}

function one(
  target: Target,
  before: readonly ReachedRow[],
  after: readonly ReachedRow[],
): Pick<Difference, 'targets' | 'before' | 'after'> {
  return { targets: [target], before, after };
}

function told(meaning: AccessChange | undefined): Pick<Difference, 'meaning'> {
  return meaning ? { meaning } : {};
}

/** Whether somebody has something at an instant at which they had it not. */
function isBeyond({ rows }: ReachedAccess, other: ReachedAccess): boolean {
  const windows = windowsOf(other);
  return rows.some(({ window }) => !isCovered(window, windows));
}

function windowsOf({ rows }: ReachedAccess): readonly Window[] {
  return rows.map(({ window }) => window);
}

/**
 * What allows no more than something that somebody has there already is no more only as long as they have all of that: which one it lies within was
 * not asked.
 */
function notMore(
  { target, rows }: ReachedAccess,
  others: ReadonlyMap<string, ReachedAccess>,
  { isRestrictive }: ComparedAccess,
): Answer {
  if (isRestrictive(target)) return 'no';
  const beside = besides(target, others);
  return rows.every(({ window }) => beside.every((each) => isCovered(window, windowsOf(each))))
    ? 'no'
    : 'cannot-tell';
}

function besides(target: Target, others: ReadonlyMap<string, ReachedAccess>): readonly ReachedAccess[] {
  const account = accountOf(target);
  return [...others.values()].filter((each) => account !== undefined && accountOf(each.target) === account);
}

/** Through what and over which edges. */
function waysOf({ rows }: ReachedAccess): string {
  return canonicalJson(
    sortedTexts(rows.map(({ package: id, asset, basis, via }) => canonicalJson({ id, asset, basis, via }))),
  );
}

/** What is gone and what came that allow the same, at the same times, on the same account: a set that has another name. */
function pairs(
  keys: readonly string[],
  { old, now, gains, losses, isRestrictive }: ComparedAccess,
): readonly (readonly [string, string])[] {
  const free = (key: string): boolean => !gains.has(key) && !losses.has(key);
  const came = new Map(
    keys.flatMap((key) => {
      const is = now.get(key);
      return is && !old.has(key) && free(key) && !isRestrictive(is.target) ? [[key, is] as const] : [];
    }),
  );
  return keys.flatMap((key) => {
    const was = old.get(key);
    if (!was || now.has(key) || !free(key) || isRestrictive(was.target)) return [];
    const match = [...came].find(
      ([, is]) =>
        accountOf(is.target) !== undefined &&
        accountOf(is.target) === accountOf(was.target) &&
        !isBeyond(is, was) &&
        !isBeyond(was, is),
    );
    if (!match) return [];
    came.delete(match[0]);
    return [[key, match[0]] as const];
  });
}

function movedTo(was: ReachedAccess | undefined, is: ReachedAccess | undefined): readonly Difference[] {
  if (!was || !is) return [];
  return [
    {
      change: 'moved',
      targets: [was.target, is.target],
      before: was.rows,
      after: is.rows,
      broadens: 'no',
      ends: 'no',
    },
  ];
}
