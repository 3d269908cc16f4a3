import { by, canonicalJson, sorted } from '../../kernel/index.js';
import type { Catalogue } from '../../manifest/index.js';
import { gainsOf, type GainedAction, type Gains } from '../../meaning/index.js';
import {
  isAssignment,
  objectOf,
  refKey,
  targetKey,
  targetText,
  type PermissionSetContent,
  type Target,
} from '../../model/index.js';
import type { AccessChange } from './effect.js';

/** What somebody reaches, by the key of the target. */
export type ReachedTargets = ReadonlyMap<string, Target>;

/** A change of access, and the target that it is of. */
export interface TargetChange {
  readonly key: string;
  readonly change: AccessChange;
}

/** What somebody reaches, and the catalogue that says what it is. */
export interface ReachedIn {
  readonly catalogue: Catalogue;
  readonly reached: ReachedTargets;
}

/**
 * What of one reach goes beyond another. What cannot be told counts as more; a group that restricts is the other way round.
 * @param freedBy - how it is said that such a group holds nobody back who has the first reach
 */
export function accessBeyond(after: ReachedIn, before: ReachedIn, freedBy: string): readonly TargetChange[] {
  const [now, old] = [contentsOf(after.catalogue), contentsOf(before.catalogue)];
  const more = [...after.reached].flatMap(([key, target]): TargetChange[] => {
    if (isRestrictive(target, now)) return [];
    const changes = before.reached.has(key)
      ? altered(target, old, now)
      : gained(target, now, contentsOn(target, before.reached, old));
    return changes.map((change) => ({ key, change }));
  });
  const freed = [...before.reached]
    .filter(([key, target]) => !after.reached.has(key) && isRestrictive(target, old))
    .map(([key, target]) => ({
      key,
      change: told(`${named(target, old)} ${freedBy}`, UNSURE),
    }));
  return sorted(
    [...more, ...freed],
    by(
      ({ change }) => change.what,
      ({ key }) => key,
      ({ change }) => canonicalJson(change),
    ),
  );
}

/** Whether a target lets whoever has it do more by one catalogue than by another; what cannot be told counts as more. */
export function widens(target: Target, before: Catalogue, after: Catalogue): boolean {
  return altered(target, contentsOf(before), contentsOf(after)).length > 0;
}

interface Contents {
  readonly sets: ReadonlyMap<string, PermissionSetContent>;
  /** What is declared of objects beside permission sets. */
  readonly objects: ReadonlyMap<string, unknown>;
  readonly accounts: ReadonlyMap<string, string>;
  /** The keys of groups whose members are restricted by them. */
  readonly restrictive: ReadonlySet<string>;
}

const read = new WeakMap<Catalogue, Contents>();

/** Everybody is held to the same catalogue: it is read once. */
function contentsOf(catalogue: Catalogue): Contents {
  const contents = read.get(catalogue) ?? contentsIn(catalogue);
  read.set(catalogue, contents);
  return contents;
}

function contentsIn({
  permissionSets,
  apps = [],
  named: others = [],
  accounts,
  groups,
}: Catalogue): Contents {
  return {
    sets: new Map(permissionSets.map(({ ref, content }) => [refKey(ref), content])),
    objects: new Map([
      ...apps.map(({ ref, privileged }): [string, unknown] => [refKey(ref), { privileged }]),
      ...others.map(({ ref }): [string, unknown] => [refKey(ref), 'not ours']),
    ]),
    accounts: new Map(accounts.map(({ id, name }) => [id, name])),
    restrictive: new Set(groups.flatMap(({ ref, restrictive }) => (restrictive ? [targetKey(ref)] : []))),
  };
}

/** The contents that somebody has on the account of a target. */
function contentsOn(
  target: Target,
  reached: ReachedTargets,
  contents: Contents,
): readonly PermissionSetContent[] {
  if (!isAssignment(target)) return [];
  return [...reached.values()].flatMap((each) =>
    isAssignment(each) && each.account === target.account ? (contents.sets.get(refKey(each.set)) ?? []) : [],
  );
}

const NOTHING: PermissionSetContent = { managed: [], customerManaged: [], sessionMinutes: 0 };
const SURE: Weighed = { more: 'yes' };
const UNSURE: Weighed = { more: 'cannot-tell' };

type Weighed = { readonly more: AccessChange['more'] } & Partial<Omit<AccessChange, 'what' | 'more'>>;

/** What is held that was not. A set by which somebody may do no more than by one that they had there gives nothing new. */
function gained(
  target: Target,
  now: Contents,
  had: readonly PermissionSetContent[],
): readonly AccessChange[] {
  const what = named(target, now);
  if (!isAssignment(target))
    return [told(what, now.objects.get(refKey(objectOf(target))) === 'not ours' ? UNSURE : SURE)];
  const content = now.sets.get(refKey(target.set));
  if (!content) return [told(what, { ...UNSURE, unread: ['its content, which others own'] })];
  if (had.some((each) => isAtMost(content, each))) return [];
  const weighed = weigh(gainsOf(NOTHING, content));
  return [told(what, weighed ?? SURE)];
}

function isAtMost(content: PermissionSetContent, had: PermissionSetContent): boolean {
  return content.sessionMinutes <= had.sessionMinutes && gainsOf(had, content).more === 'no';
}

/** What is held as before, and gives more now. */
function altered(target: Target, old: Contents, now: Contents): readonly AccessChange[] {
  const what = named(target, now);
  const key = refKey(objectOf(target));
  if (!isAssignment(target)) {
    const [was, is] = [old.objects.get(key), now.objects.get(key)].map((each) => canonicalJson(each ?? null));
    return was === is ? [] : [told(what, UNSURE)];
  }
  const [before, after] = [old.sets.get(key), now.sets.get(key)];
  if (!before && !after) return [];
  if (!before || !after) return [told(what, { ...UNSURE, unread: ['its content, which others own'] })];
  const weighed = weigh(gainsOf(before, after));
  return [
    ...(weighed ? [told(what, weighed)] : []),
    ...(after.sessionMinutes > before.sessionMinutes
      ? [
          told(
            `${what}, sessions of ${after.sessionMinutes} instead of ${before.sessionMinutes} minutes`,
            SURE,
          ),
        ]
      : []),
  ];
}

function weigh({ more, tier, actions, among, unread, undocumented }: Gains): Weighed | undefined {
  if (more === 'no') return undefined;
  const patterns = undocumented.map((pattern) => `${pattern} (not documented)`);
  return { more, tier, actions, among: [...among.map(actionText), ...patterns].slice(0, 5), unread };
}

function actionText({ action, on, always }: GainedAction): string {
  return `${action} on ${on}${always ? '' : ', under conditions'}`;
}

function told(what: string, { more, among = [], unread = [], ...rest }: Weighed): AccessChange {
  return { what, more, ...rest, among, unread };
}

function named(target: Target, { accounts }: Contents): string {
  return targetText(target, { account: (id) => accounts.get(id) ?? id });
}

function isRestrictive(target: Target, { restrictive }: Contents): boolean {
  return restrictive.has(targetKey(target));
}
