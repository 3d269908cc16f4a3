import { counted, listed } from '../kernel/index.js';
import type { PolicyWhatifDocument } from '../policy/index.js';
import { unreadableLines } from './decide.js';
import { indented, wrapped } from './columns.js';
import { minute } from './drift-words.js';
import type { Paint } from './paint.js';
import { personText } from './people.js';
import { clean } from './text.js';

type WhatifLine = PolicyWhatifDocument['differing'][number];

const TITLES: Readonly<Record<WhatifLine['change'], string>> = {
  approves: 'NEWLY APPROVED',
  loosens: 'loosened',
  tightens: 'tightened',
  otherwise: 'for other reasons, with the same outcome',
};

/** What other rules would decide differently: what they newly approve first. */
export function policyWhatifText(document: PolicyWhatifDocument, paint: Paint, width: number): string[] {
  const { differing, faults, compared, unreadable } = document;
  const fold = (text: string, at = 0): string[] => indented(wrapped(clean(text), width - at, '  '), at);
  const changes = [...new Set(differing.map(({ change }) => change))];
  return [
    ...faults.flatMap(({ code, message, remedy }) => [
      ...fold(`the other rules: ${code}: ${message}`),
      ...fold(remedy, 2),
    ]),
    ...changes.flatMap((change) => [
      change === 'approves' ? paint.bad(TITLES[change]) : paint.strong(TITLES[change]),
      ...differing.filter((each) => each.change === change).flatMap((each) => ticketLines(each, fold)),
      '',
    ]),
    ...fold(rulesText(document)),
    ...fold(
      `${differing.length === 0 ? 'nothing differs' : `${counted(differing.length, 'ticket')} would be decided differently`}: ${comparedText(compared)}`,
    ),
    ...(unreadable.length > 0 ? unreadableLines(unreadable, 'compared', paint, width) : []),
    ...fold(
      'only rules were exchanged; declarations, operating model and feeds are those of today. Birthrights and ends are decided by no rule.',
    ).map(paint.faint),
  ];
}

function ticketLines(
  { ticket, state, principal, package: pack, asset, before, after, rules }: WhatifLine,
  fold: (text: string, at?: number) => string[],
): string[] {
  return [
    ...fold(`${ticket}  ${saidText(before)} -> ${saidText(after)}  [${state}]`, 2),
    ...fold(`${personText(principal.id, principal.name)}: ${pack} on ${asset}`, 4),
    ...(state !== 'open' && (after.outcome === 'deny' || after.outcome === 'refuse')
      ? fold('what it gives is left as it is, and given anew no more, until it is decided again or ended', 4)
      : []),
    ...(rules.length === 0 ? [] : fold(rules.map(ruleText).join('; '), 4)),
  ];
}

const HOLDS = { before: 'no longer holds', after: 'now holds', both: 'holds still' } as const;

function ruleText({ id, holds, rule }: WhatifLine['rules'][number]): string {
  return `${id} ${HOLDS[holds]}${rule === 'same' ? '' : ` (${rule})`}`;
}

function saidText({ outcome, codes, expires }: WhatifLine['before']): string {
  const until = expires === undefined ? '' : ` until ${minute(expires)}`;
  return `${[outcome, ...codes].join(' ')}${until}`;
}

function rulesText({ before, after, rules: { added, removed, changed } }: PolicyWhatifDocument): string {
  if (before === after) return 'rules: they are the same as today';
  const parts = [
    ['added', added],
    ['removed', removed],
    ['changed', changed],
  ] as const;
  const said = parts.flatMap(([name, ids]) =>
    ids.length === 0 ? [] : [`${String(ids.length)} ${name} (${listed(ids, 5)})`],
  );
  return `rules: ${said.join(', ')}`;
}

function comparedText({ open, decided, live }: PolicyWhatifDocument['compared']): string {
  const seen =
    live === undefined ? 'nothing tells which of them are live' : `${String(live)} of them seen live`;
  return `${counted(open, 'open ticket')} and ${counted(decided, 'approved ticket')} that ${decided === 1 ? 'gives' : 'give'}, ${seen}, were judged by both`;
}
