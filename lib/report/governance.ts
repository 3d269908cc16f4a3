import type {
  AccessChange,
  ChangeKind,
  DeclaredChange,
  GovernanceEffect,
  GovernanceRecord,
  HolderEffect,
} from '../policy/index.js';
import { canonicalJson, counted, groupBy, listed } from '../kernel/index.js';
import { wrapped } from './columns.js';
import type { Paint } from './paint.js';
import { clean } from './text.js';

/** A change in words, as an approver reads it: what is decided, why, then what it does to whom. */
export function governanceText(record: GovernanceRecord, paint: Paint, width: number): string[] {
  const { change, kind, outcome, content, expires, paths, reasons, conditions, reviews, effect, manifest } =
    record;
  const fold = foldTo(width);
  return [
    `${clean(change)}  ${paint.strong(outcome ?? kind)}${expires ? paint.faint(`  (until ${expires})`) : ''}`,
    ...fold(outcome === undefined ? NOT_OURS[kind] : `it is ${kind}: ${counted(paths.length, 'path')}`),
    ...reasons.flatMap(({ code, message, remedy }) => [
      ...fold(`${code}: ${message}`),
      ...fold(remedy, '    '),
    ]),
    ...conditions.flatMap(({ role, filledBy }) =>
      filledBy === undefined ? [] : fold(`${role}: approved by ${filledBy}`),
    ),
    ...reviews
      .filter((each) => !each.counted)
      .flatMap(({ login, reasons: why }) =>
        fold(`not counted: ${login}: ${why.map(({ message }) => message).join('; ')}`),
      ),
    ...(effect ? effectLines(effect, paint, width) : []),
    ...(manifest
      ? [
          manifest.state === 'claimed'
            ? paint.warn(`  the manifest of the head is claimed: nobody reproduced ${manifest.digest}`)
            : paint.faint(`  the manifest of the head is reproduced: ${manifest.digest}`),
        ]
      : []),
    ...(content === undefined ? [] : [paint.faint(`  an approval of it covers ${content}`)]),
  ];
}

const NOT_OURS: Readonly<Record<ChangeKind, string>> = {
  tickets: 'it brings tickets and nothing else: `writ decide` judges them',
  records: 'it brings records of decisions and nothing else: every synthesis judges them again',
  documentation: 'it brings plain documentation and nothing else',
  governance: 'it is governance',
  mixed: 'it is tickets and governance',
  unknown: 'it is not known what it is',
};

function effectLines(effect: GovernanceEffect, paint: Paint, width: number): string[] {
  const { declared, rules, holders, birthrights, tickets } = effect;
  const fold = foldTo(width);
  const part = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', paint.strong(title), ...lines];
  return [
    ...part(
      'Declared otherwise',
      declared.flatMap((each) => declaredLines(each, fold)),
    ),
    ...part(
      'Rules',
      rules.flatMap(({ id, change }) => fold(`${change}: ${id}`)),
    ),
    ...part(
      'Who gets more and less, if every basis stood',
      alike(holders).flatMap(([who, { gains, losses }]) => [
        ...fold(who),
        ...gains.flatMap((each) => fold(`more: ${accessText(each)}`, '    ')),
        ...losses.flatMap((each) => fold(`less: ${accessText(each)}`, '    ')),
      ]),
    ),
    ...part(
      'Given without a ticket',
      [
        ...groupBy(
          birthrights,
          ({ package: id, asset, jobFunction, change }) => `${change}: ${id} on ${asset}, as ${jobFunction}`,
        ),
      ].flatMap(([what, all]) =>
        fold(
          `${what}: ${listed(
            all.map(({ who }) => who),
            MOST_NAMED,
          )}`,
        ),
      ),
    ),
    ...part(
      'Tickets that need a new decision, and give nothing until then',
      tickets.flatMap(({ ticket, who, package: id, asset, after, widened }) =>
        fold(
          `${ticket}: ${id} on ${asset} for ${who}${after === undefined ? ', which could not be given any more' : widened ? ', which would give more' : ''}`,
        ),
      ),
    ),
    '',
  ];
}

const MOST_NAMED = 6;

/** Holders who get the same, together. */
function alike(holders: readonly HolderEffect[]): readonly (readonly [string, HolderEffect])[] {
  const groups = groupBy(holders, ({ gains, losses }) => canonicalJson({ gains, losses }));
  return [...groups.values()].flatMap((all) => {
    const [first] = all;
    const names = all.map(({ who }) => who);
    return first ? [[listed(names, MOST_NAMED), first] as const] : [];
  });
}

type Fold = (text: string, indent?: string) => string[];

function foldTo(width: number): Fold {
  return (text, indent = '  ') =>
    wrapped(clean(text), width - indent.length, '  ').map((line) => `${indent}${line}`);
}

function declaredLines({ section, id, change, fields }: DeclaredChange, fold: Fold): string[] {
  return [
    ...fold(`${change}: ${section} ${id}`),
    ...fields.flatMap(({ field, before = 'nothing', after = 'nothing' }) =>
      fold(`${field}: ${before} is ${after} now`, '    '),
    ),
  ];
}

function accessText({ what, more, tier, actions, among, unread }: AccessChange): string {
  const sure = more === 'cannot-tell' ? ' (cannot tell, so it counts)' : '';
  const weight =
    actions === undefined || actions === 0 ? '' : `: ${counted(actions, 'action')}, up to ${tier ?? 'none'}`;
  const named = among.length > 0 ? ` (${among.join(', ')})` : '';
  return `${what}${sure}${weight}${named}${unread.length > 0 ? `; not read: ${unread.join(', ')}` : ''}`;
}
