import { counted } from '../kernel/index.js';
import type { Paint } from './paint.js';
import type { EdgeView, EndedView, GrantView, Liveness, ShowView } from '../wanted/index.js';
import { beyondText } from './allows.js';
import { minute } from './drift-words.js';
import { labelled, wrapped } from './columns.js';
import { clean } from './text.js';

/** One grant, principal or package in words. */
export function showText(view: ShowView, paint: Paint, width: number): string[] {
  return [
    paint.strong(`${view.what} ${clean(view.id)}: ${clean(view.title)}`),
    ...view.about.flatMap(({ label, text }) => labelled(`  ${label}:`, clean(text), { width, at: 14 })),
    ...beyondLines(view, width),
    '',
    counted(view.grants.length, 'grant'),
    ...view.grants.flatMap((grant) => grantLines(grant, view.what, paint, width)),
    ...(view.ended.length > 0
      ? ['', `${counted(view.ended.length, 'ended grant')}, which must not be live`]
      : []),
    ...view.ended.flatMap((grant) => endedLines(grant, paint)),
    ...(view.unwanted.length > 0
      ? ['', paint.bad('live, and not wanted:'), ...view.unwanted.map((text) => `  ${clean(text)}`)]
      : []),
    ...(view.complete
      ? []
      : [paint.warn('part of the world could not be read: more may be live than is shown')]),
  ];
}

function beyondLines({ against }: ShowView, width: number): string[] {
  if (!against) return [];
  const said = against.broadens === 'no' ? 'nothing: proved' : beyondText(against);
  return labelled('  more:', `than ${clean(against.name)}: ${clean(said)}`, { width, at: 14 });
}

function grantLines(grant: GrantView, what: ShowView['what'], paint: Paint, width: number): string[] {
  const who = what === 'principal' ? '' : `${clean(grant.name)} (${grant.principal}): `;
  return [
    ...wrapped(
      `${who}${clean(grant.title)} on ${clean(grant.asset)}, which is ${clean(grant.gives)}`,
      width - 2,
      '  ',
    ).map((line) => `  ${line}`),
    ...grant.bases.map(({ basis, start, end, state }) => {
      const until = end === 'standing' ? 'with no end of its own' : `until ${minute(end)}`;
      return `    ${clean(basis)}, from ${minute(start)} ${until} (${state})`;
    }),
    ...grant.edges.flatMap((edge) => edgeLines(edge, paint)),
  ];
}

function endedLines(grant: EndedView, paint: Paint): string[] {
  return [
    `  ${clean(grant.name)} (${grant.principal}): ${clean(grant.package)} on ${clean(grant.asset)}; ${clean(grant.basis)} ended ${minute(grant.endedAt)} (${grant.why})`,
    ...grant.edges.filter((edge) => edge.live !== 'not-asked').flatMap((edge) => edgeLines(edge, paint)),
  ];
}

function edgeLines(edge: EdgeView, paint: Paint): string[] {
  const live = edge.live === 'not-asked' ? '' : ` [${LIVE[edge.live]}]`;
  return [
    `    ${paint.faint(edge.id)} ${clean(edge.says)}${live}`,
    paint.faint(`      by ${clean(edge.carriedBy)}`),
  ];
}

const LIVE: Readonly<Record<Liveness, string>> = {
  'not-asked': '',
  live: 'live',
  absent: 'not live',
  unreadable: 'could not be read',
};
