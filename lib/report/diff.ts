import { canonicalJson, counted, groupBy, listed } from '../kernel/index.js';
import type { AccessDiff, ContentDiff, DiffCause, DiffDocument, Through } from '../wanted/index.js';
import { wrapped } from './columns.js';
import type { Paint } from './paint.js';
import { personText } from './people.js';
import { clean } from './text.js';

/** How a diff is put together: by who it is that has something otherwise, or by the package that gives it. */
export type DiffBy = 'person' | 'package';

/** How many people are named on a line, and how many lines there are of each thing; what is privileged is never folded. */
const MOST_NAMED = 6;
const MOST_LINES = 60;

/** What differs alike for several, as one line. */
export interface DiffLine {
  readonly first: AccessDiff;
  readonly who: readonly string[];
}

/** The lines of a diff, and how many were folded away: only such as give nothing more that is privileged. */
export interface FoldedLines {
  readonly shown: readonly DiffLine[];
  readonly folded: readonly DiffLine[];
}

/** Those who have the same otherwise stand on one line; the riskiest stay first. */
export function diffLines({ access }: Pick<DiffDocument, 'access'>, by: DiffBy): FoldedLines {
  const alike = groupBy(access, ({ who, name: _, because, ...rest }) =>
    // What HR says of somebody is said of them alone, and keeps nobody from standing together.
    canonicalJson([by === 'person' ? who : '', rest, because.filter((each) => each.of !== 'person')]),
  );
  const lines = [...alike.values()].flatMap((all): DiffLine[] => {
    const [first] = all;
    return first ? [{ first, who: all.map(({ who, name }) => personText(who, name)) }] : [];
  });
  const kept = (line: DiffLine, index: number): boolean => index < MOST_LINES || isRisky(line.first);
  return { shown: lines.filter(kept), folded: lines.filter((line, index) => !kept(line, index)) };
}

function isRisky({ broadensAccess, privileged }: AccessDiff): boolean {
  return broadensAccess !== 'no' && privileged.length > 0;
}

/** What is folded away, in words; undefined of nothing. */
export function foldedText(folded: readonly DiffLine[]): string | undefined {
  if (folded.length === 0) return undefined;
  const counts = [...groupBy(folded, ({ first }) => first.change)].map(
    ([change, all]) => `${all.reduce((sum, { who }) => sum + who.length, 0)} ${change}`,
  );
  return `and ${counts.join(', ')}, none of it more of what is privileged; --json has them all`;
}

/** `8 grants become 2`, and how much of what. */
export function diffHeadline({ base, head, counts, principals, differs }: DiffDocument): string {
  if (!differs) return `nothing differs: ${counted(head.grants, 'grant')} at both ends`;
  const changes = Object.entries(counts).flatMap(([change, count]) =>
    count > 0 ? [`${count} ${change}`] : [],
  );
  const grants =
    base.grants === head.grants
      ? `${counted(base.grants, 'grant')} as before`
      : `${counted(base.grants, 'grant')} become ${head.grants}`;
  return changes.length === 0
    ? `${grants}, and nobody has anything otherwise`
    : `${grants}: ${changes.join(', ')}, of ${counted(principals, 'person or workload', 'people and workloads')}`;
}

/** The questions of a reviewer, answered. */
export function diffAnswers({ broadensAccess, privileged, endsAccess }: DiffDocument): string {
  const said = { yes: 'yes', no: 'no', 'cannot-tell': 'cannot tell, so it counts' } as const;
  const reasons = privileged.length === 0 ? 'no' : `yes, it ${listed(privileged, 3)}`;
  return `broadens access: ${said[broadensAccess]} · privileged: ${reasons} · ends access: ${said[endsAccess]}`;
}

/** A diff in words, as a reviewer reads it. */
export function diffText(diff: DiffDocument, by: DiffBy, paint: Paint, width: number): string[] {
  const { base, head, asOf, notes, contents, declared } = diff;
  const fold = (text: string, indent = '  '): string[] =>
    wrapped(clean(text), width - indent.length, '  ').map((line) => `${indent}${line}`);
  const part = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', paint.strong(title), ...lines];
  const { shown, folded } = diffLines(diff, by);
  const rest = foldedText(folded);
  return [
    ...fold(`${base.said} → ${head.said}, as of ${asOf}`, ''),
    ...fold(diffHeadline(diff), '').map((line) => paint.strong(line)),
    ...(diff.differs ? fold(diffAnswers(diff), '') : []),
    ...part(
      'To look at',
      notes.flatMap(({ code, id, says, place }) => fold(`${code} ${id}: ${says}${at(place)}`)),
    ),
    ...part('Who has what otherwise, the riskiest first', [
      ...shown.flatMap((line) => accessLines(line, fold, paint)),
      ...(rest === undefined ? [] : fold(rest)),
    ]),
    ...part(
      'Permission sets of another content',
      contents.flatMap((each) =>
        contentTexts(each).flatMap((text, index) => fold(text, index === 0 ? '  ' : '    ')),
      ),
    ),
    ...part(
      'Declared otherwise',
      declared
        .slice(0, MOST_LINES)
        .flatMap(({ section, id, change, fields, place }) => [
          ...fold(`${change}: ${section} ${nameIn(id)}${at(place)}`),
          ...fields.flatMap(({ field, before = 'nothing', after = 'nothing' }) =>
            fold(`${field}: ${before} is ${after} now`, '    '),
          ),
        ]),
    ),
    ...(declared.length > MOST_LINES
      ? fold(`and ${declared.length - MOST_LINES} more; --json has them all`)
      : []),
  ];
}

function accessLines(
  { first, who }: DiffLine,
  fold: (text: string, indent?: string) => string[],
  paint: Paint,
): string[] {
  const [head = '', ...more] = fold(`${first.change}  ${whoText(who)}: ${listed(first.gives, 4)}`);
  return [
    `  ${stress(first, paint)(first.change)}${head.slice(2 + first.change.length)}`,
    ...more,
    ...accessDetails(first).flatMap((text) => fold(text, '    ')),
  ];
}

function stress(
  { broadensAccess, endsAccess, privileged }: AccessDiff,
  paint: Paint,
): (text: string) => string {
  if (broadensAccess !== 'no') return privileged.length > 0 ? paint.bad : paint.warn;
  return endsAccess !== 'no' ? paint.strong : paint.faint;
}

/** Who it is, the first by name, and how many there are where they are several. */
export function whoText(who: readonly string[]): string {
  if (who.length === 1) return who[0] ?? '';
  const all = who.every((each) => each.startsWith('hr:')) ? 'people' : 'people and workloads';
  return `${who.length} ${all}: ${listed(who, MOST_NAMED)}`;
}

/** Everything else that is said of a line: through what, what it means, and what it comes of. */
export function accessDetails(access: AccessDiff): readonly string[] {
  const { before, after, tier, among, unread, privileged, broadensAccess, endsAccess, because } = access;
  const through =
    before.length === 0
      ? [`through ${throughText(after)}`]
      : after.length === 0
        ? [`it was through ${throughText(before)}`]
        : [
            `through ${throughText(before)}`,
            ...(canonicalJson(before) === canonicalJson(after) ? [] : [`now through ${throughText(after)}`]),
          ];
  const unsure = broadensAccess === 'cannot-tell' || endsAccess === 'cannot-tell';
  return [
    ...through,
    ...(tier === undefined && among.length === 0
      ? []
      : [`${tier === undefined ? '' : `up to ${tier}`}${among.length > 0 ? `: ${among.join(', ')}` : ''}`]),
    ...(privileged.length > 0 ? [`privileged: it ${listed(privileged, 3)}`] : []),
    ...(unread.length > 0 ? [`not read: ${unread.join(', ')}`] : []),
    ...(unsure ? ['whether it is more or less cannot be told, so it counts'] : []),
    ...(because.length > 0 ? [`by ${because.map(causeText).join(', ')}`] : []),
  ];
}

function throughText(through: readonly Through[]): string {
  return listed(
    through.map(
      ({ package: id, asset, basis, until }) =>
        `${id} on ${asset} (${basis}${until === 'standing' ? '' : `, until ${until}`})`,
    ),
    4,
  );
}

function causeText({ of, id, says, place }: DiffCause): string {
  return `${of} ${id}${says === undefined ? '' : ` (${says})`}${at(place)}`;
}

/** A content in words: who has it, and what it allows and no longer allows, by example. */
export function contentTexts({
  set,
  holders,
  allows,
  denies,
  privileged,
  place,
  ...asked
}: ContentDiff): readonly string[] {
  const { broadensAccess: more, endsAccess: less } = asked;
  const change =
    more === 'no'
      ? less === 'no'
        ? 'allows the same'
        : 'narrowed'
      : less === 'no'
        ? 'widened'
        : 'widened and narrowed';
  return [
    `${set}: ${change} for ${counted(holders, 'holder')}${at(place)}`,
    ...(allows.length > 0 ? [`newly allowed, for example ${allows.join(', ')}`] : []),
    ...(denies.length > 0 ? [`no longer allowed, for example ${denies.join(', ')}`] : []),
    ...(privileged.length > 0 ? [`privileged: it ${listed(privileged, 3)}`] : []),
  ];
}

function at(place: string | undefined): string {
  return place === undefined ? '' : `, ${place}`;
}

/** A ref's key is for comparing; people read its name. */
export function nameIn(id: string): string {
  return id.startsWith('{') ? (JSON.parse(id) as { name: string }).name : id;
}
