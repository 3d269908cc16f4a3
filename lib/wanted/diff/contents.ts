import { by, groupBy, sorted } from '../../kernel/index.js';
import type { Change, ChangeQuestions, Manifest } from '../../manifest/index.js';
import { changeOf, type Gains } from '../../meaning/index.js';
import { isAssignment, refKey, type PermissionSetRef } from '../../model/index.js';
import type { PlaceOf } from './causes.js';
import type { ContentDiff } from './document.js';
import type { SideReach } from './reach.js';

/** What contents are compared with. */
export interface ContentGround {
  readonly before: SideReach;
  readonly after: SideReach;
  readonly changes: readonly Change[];
  readonly questions: ChangeQuestions;
  readonly placeOf: PlaceOf;
}

/** Permission sets of both ends whose content is another, with how many have them. */
export function contentDiffs(
  base: Manifest,
  head: Manifest,
  { before, after, changes, questions, placeOf }: ContentGround,
): readonly ContentDiff[] {
  const [old, now] = [setsOf(base), setsOf(head)];
  const altered = changes.flatMap((change) =>
    change.what === 'content' && change.before !== 'absent' && change.after !== 'absent' ? [change] : [],
  );
  const [had, has] = altered.length === 0 ? [NOBODY, NOBODY] : [holdersIn(before), holdersIn(after)];
  const diffs = altered.map((change): ContentDiff => {
    const key = refKey(change.of);
    const [was, is] = [old.get(key), now.get(key)];
    const place = placeOf('permission set', change.of.name);
    const meaning = was && is ? changeOf(was, is) : undefined;
    return {
      set: change.of.name,
      holders: (has.get(key) ?? had.get(key))?.size ?? 0,
      broadensAccess: questions.broadensAccess(change),
      endsAccess: questions.endsAccess(change),
      privileged: questions.privileged(change),
      allows: meaning ? examplesIn(meaning.gained) : [],
      denies: meaning ? examplesIn(meaning.lost) : [],
      ...(place === undefined ? {} : { place }),
    };
  });
  return sorted(
    diffs,
    by(
      ({ broadensAccess }) => (broadensAccess === 'no' ? '1' : '0'),
      ({ privileged }) => (privileged.length > 0 ? '0' : '1'),
      ({ set }) => set,
    ),
  );
}

const NOBODY: ReadonlyMap<string, ReadonlySet<string>> = new Map();

function setsOf({ catalogue }: Manifest) {
  return new Map(catalogue.permissionSets.map(({ ref, content }) => [refKey(ref), content]));
}

function examplesIn({ among, undocumented }: Gains): readonly string[] {
  return [
    ...among.map(({ action, on, always }) => `${action} on ${on}${always ? '' : ', under conditions'}`),
    ...undocumented.map((pattern) => `${pattern} (not documented)`),
  ].slice(0, 5);
}

/** Who has each set, on whichever account. */
function holdersIn({ reached }: SideReach): ReadonlyMap<string, ReadonlySet<string>> {
  const pairs = [...reached].flatMap(([who, own]) =>
    [...own.values()].flatMap(({ target }): { set: PermissionSetRef; who: string }[] =>
      isAssignment(target) ? [{ set: target.set, who }] : [],
    ),
  );
  return new Map(
    [...groupBy(pairs, ({ set }) => refKey(set))].map(([key, all]) => [
      key,
      new Set(all.map(({ who }) => who)),
    ]),
  );
}
