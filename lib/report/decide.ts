import type { DecisionRecord } from '../policy/index.js';
import { wrapped } from './columns.js';
import type { NameOf } from './drift-words.js';
import type { Paint } from './paint.js';
import { withNames } from './people.js';
import { clean } from './text.js';

/** Decisions in words: the outcome first, then why, who is waited for, and which reviews count. */
export function decideText(
  records: readonly DecisionRecord[],
  paint: Paint,
  width: number,
  nameOf: NameOf,
): string[] {
  return records.flatMap((record) => [...decisionLines(record, paint, width, nameOf), '']).slice(0, -1);
}

function decisionLines(record: DecisionRecord, paint: Paint, width: number, nameOf: NameOf): string[] {
  const { ticket, outcome, reasons, conditions, reviews, rules, expires } = record;
  const fold = (text: string, indent = '  '): string[] =>
    wrapped(withNames(text, nameOf), width - indent.length, '  ').map((line) => `${indent}${line}`);
  return [
    `${clean(ticket)}  ${paint.strong(outcome)}${expires ? paint.faint(`  (until ${expires})`) : ''}`,
    ...reasons.flatMap(({ code, message, remedy }) => [
      ...fold(`${code}: ${message}`),
      ...fold(remedy, '    '),
    ]),
    ...conditions
      .filter(({ filledBy }) => filledBy !== undefined)
      .flatMap(({ role, filledBy = '' }) => fold(`${role}: approved by ${filledBy}`)),
    ...reviews
      .filter(({ counted }) => !counted)
      .flatMap(({ login, reasons: why }) =>
        fold(`not counted: ${login}: ${why.map(({ message }) => message).join('; ')}`),
      ),
    paint.faint(`  by ${rules.map(({ id }) => id).join(', ') || 'no rule'}`),
  ];
}
