import { listed } from '../kernel/index.js';
import type { DiffDocument } from '../wanted/index.js';
import {
  accessDetails,
  contentTexts,
  diffAnswers,
  diffHeadline,
  diffLines,
  foldedText,
  nameIn,
  whoText,
  type DiffBy,
  type DiffLine,
} from './diff.js';
import { markdown } from './text.js';

/** GitHub keeps the first 65,536 characters of a comment. */
const MOST_CHARACTERS = 60_000;
const MOST_DECLARED = 40;

/** A diff as Markdown, for a comment on a pull request. Nothing that anybody wrote is markup, a link or a mention in it. */
export function diffMarkdown(diff: DiffDocument, by: DiffBy): string[] {
  const { base, head, asOf, notes, contents, declared } = diff;
  const part = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', `### ${title}`, '', ...lines];
  const { shown, folded } = diffLines(diff, by);
  const before = [
    `## ${markdown(diffHeadline(diff))}`,
    '',
    markdown(`${base.said} → ${head.said}, as of ${asOf}`),
    ...(diff.differs ? ['', `**${markdown(diffAnswers(diff))}**`] : []),
    ...part(
      'To look at',
      notes.map(({ code, id, says, place }) => `- \`${code}\` ${markdown(`${id}: ${says}`)}${at(place)}`),
    ),
  ];
  const after = [
    ...part(
      'Permission sets of another content',
      contents.map((each) => `- ${contentTexts(each).map(markdown).join('<br>')}`),
    ),
    ...part('Declared otherwise', [
      ...declared.slice(0, MOST_DECLARED).map(
        ({ section, id, change, fields, place }) =>
          `- ${change}: ${markdown(`${section} ${nameIn(id)}`)}${
            fields.length > 0
              ? ` (${markdown(
                  listed(
                    fields.map(({ field }) => field),
                    8,
                  ),
                )})`
              : ''
          }${at(place)}`,
      ),
      ...(declared.length > MOST_DECLARED ? [`- and ${declared.length - MOST_DECLARED} more`] : []),
    ]),
  ];
  const room = MOST_CHARACTERS - [...before, ...after].join('\n').length;
  const { rows, cut } = fitting(shown, room);
  const rest = foldedText([...cut, ...folded]);
  return [
    ...before,
    ...part('Who has what otherwise, the riskiest first', rows.length === 0 ? [] : [...TABLE, ...rows]),
    ...(rest === undefined ? [] : ['', markdown(rest)]),
    ...after,
  ];
}

const TABLE = ['| change | who | what | how and why |', '|---|---|---|---|'];

/** As many rows as there is room for. They come riskiest first, so that what is cut is the least; what is privileged and more is never cut. */
function fitting(lines: readonly DiffLine[], room: number): { rows: string[]; cut: DiffLine[] } {
  const rows: string[] = [];
  const cut: DiffLine[] = [];
  let filled = 0;
  for (const line of lines) {
    const row = rowOf(line);
    filled += row.length + 1;
    const { broadensAccess, privileged } = line.first;
    if (filled <= room || (broadensAccess !== 'no' && privileged.length > 0)) rows.push(row);
    else cut.push(line);
  }
  return { rows, cut };
}

function rowOf({ first, who }: DiffLine): string {
  const mark = first.broadensAccess !== 'no' && first.privileged.length > 0 ? '**' : '';
  const cells = [
    `${mark}${first.change}${mark}`,
    markdown(whoText(who)),
    markdown(listed(first.gives, 4)),
    accessDetails(first).map(markdown).join('<br>'),
  ];
  return `| ${cells.join(' | ')} |`;
}

function at(place: string | undefined): string {
  return place === undefined ? '' : `, ${markdown(place)}`;
}
