import { counted } from '../kernel/index.js';
import {
  fallbackText,
  type Against,
  type ApprovedBefore,
  type DecideDocument,
  type DecisionRecord,
} from '../policy/index.js';
import { indented, wrapped } from './columns.js';
import type { NameOf } from './drift-words.js';
import type { Paint } from './paint.js';
import { withNames } from './people.js';
import { clean } from './text.js';

/**
 * Decisions in words: the outcome first, then why, who is waited for, and which reviews count. Then the files of which nothing could be
 * decided, and that nothing was there to decide, since silence would look like either.
 */
export function decideText(
  { decisions, unreadable, approvedBefore = [] }: Omit<DecideDocument, 'schema'>,
  paint: Paint,
  width: number,
  nameOf: NameOf,
): string[] {
  const parts = [
    ...decisions.map((record) => {
      const before = approvedBefore.find(({ ticket }) => ticket === record.ticket);
      return [...decisionLines(record, paint, width, nameOf), ...beforeLines(before, paint, width, nameOf)];
    }),
    ...(unreadable.length > 0 ? [unreadableLines(unreadable, 'decided', paint, width)] : []),
  ];
  if (parts.length === 0) return ['no ticket waits for a decision'];
  return parts.flatMap((lines) => [...lines, '']).slice(0, -1);
}

/** That it stands approved, and by whom: what is above is how it would be decided now. */
function beforeLines(
  before: ApprovedBefore | undefined,
  paint: Paint,
  width: number,
  nameOf: NameOf,
): string[] {
  if (!before) return [];
  const { at, approvers, from } = before;
  const who = approvers.length > 0 ? approvers.join(', ') : 'nobody, as its route asks for';
  const where = from === 'ledger' ? 'the ledger' : 'the file of decisions';
  const words = withNames(
    `approved first at ${at}, by ${who} (${where}); above is how it would be decided now`,
    nameOf,
  );
  return wrapped(words, width - 2, '  ').map((line) => paint.faint(`  ${line}`));
}

/** The ticket files of which nothing could be done, and why. */
export function unreadableLines(
  files: DecideDocument['unreadable'],
  done: 'decided' | 'compared',
  paint: Paint,
  width: number,
): string[] {
  const fold = (text: string, indent: number): string[] =>
    indented(wrapped(text, width - indent, '  '), indent);
  return [
    paint.bad(
      `${counted(files.length, 'ticket file')} cannot be read, so nothing is ${done} of ${files.length === 1 ? 'it' : 'them'}`,
    ),
    ...files.flatMap(({ file, code, message }) => fold(`${clean(file)}: ${code}: ${clean(message)}`, 2)),
    ...fold('`writ request validate` says what is wrong with each', 2),
  ];
}

function decisionLines(record: DecisionRecord, paint: Paint, width: number, nameOf: NameOf): string[] {
  const { ticket, outcome, reasons, conditions, reviews, rules, expires } = record;
  const fold = (text: string, indent = '  '): string[] =>
    wrapped(withNames(text, nameOf), width - indent.length, '  ').map((line) => `${indent}${line}`);
  return [
    `${clean(ticket)}  ${paint.strong(outcome)}${expires ? paint.faint(`  (until ${expires})`) : ''}`,
    ...reasons.flatMap(({ code, message, remedy, against = [] }) => [
      ...fold(`${code}: ${message}`),
      ...against.flatMap((each) => fold(againstText(each), '    ')),
      ...fold(remedy, '    '),
    ]),
    ...conditions
      .filter(({ filledBy }) => filledBy !== undefined)
      .flatMap(({ role, filledBy = '', fallback }) =>
        fold(`${role}: approved by ${filledBy}${fallback ? `; ${fallbackText(fallback)}` : ''}`),
      ),
    ...reviews
      .filter(({ counted }) => !counted)
      .flatMap(({ login, reasons: why }) =>
        fold(`not counted: ${login}: ${why.map(({ message }) => message).join('; ')}`),
      ),
    paint.faint(`  by ${rules.map(({ id }) => id).join(', ') || 'no rule'}`),
  ];
}

const STATES = { held: 'held', decided: 'decided and not applied yet', open: 'asked for' } as const;

/** `prod-admin on payments-platform, asked for by ACC-0042`; `manager-left: …`. */
function againstText(found: Against): string {
  if (found.kind === 'check') return clean(`${found.check}: ${found.message}`);
  const { package: pack, asset, state, ticket } = found;
  return clean(`${pack} on ${asset}, ${STATES[state]}${ticket === undefined ? '' : ` by ${ticket}`}`);
}
