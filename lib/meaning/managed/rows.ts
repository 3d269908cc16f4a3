import { branded, groupBy } from '../../kernel/index.js';
import { decoded, encoded } from '../encode.js';
import { operatorOf, operatorText } from '../grammar/conditions.js';
import type { ActionPattern, ConditionClause, Patterns, PolicyStatement } from '../grammar/index.js';
import type { ClauseRow, PatternsRow, StatementRow } from './format.js';

const BUT = '!';

/** A statement as the file holds it. What the file has no place for (principals) is lost: digests tell. */
export function toRow({ effect, actions, resources, conditions }: PolicyStatement): StatementRow {
  return [
    effect === 'Allow' ? 'A' : 'D',
    patternsRow({ ...actions, of: byService(actions.of) }),
    patternsRow({ ...resources, of: resources.of.map(decoded) }),
    conditions.map(clauseRow),
  ];
}

/** The statement that a row holds. */
export function fromRow([effect, actions, resources, conditions]: StatementRow): PolicyStatement {
  return {
    effect: effect === 'A' ? 'Allow' : 'Deny',
    actions: patterns(actions, actionsOf),
    resources: patterns(resources, (text) => [branded<'resource-pattern'>(sealed(text))]),
    conditions: conditions.map(clause),
  };
}

function patternsRow({ except, of }: Patterns<string>): PatternsRow {
  return except ? [BUT, ...of] : of;
}

function patterns<Pattern extends string>(
  row: PatternsRow,
  read: (text: string) => readonly Pattern[],
): Patterns<Pattern> {
  const except = row[0] === BUT;
  return { except, of: (except ? row.slice(1) : row).flatMap(read) };
}

/** In their order the actions of one service stand together. */
function byService(actions: readonly string[]): readonly string[] {
  const services = groupBy(actions, (action) => action.split(':')[0] ?? '');
  return [...services].map(([service, of]) =>
    [service, ...of.flatMap((action) => action.split(':').slice(1))].join(' '),
  );
}

function actionsOf(row: string): readonly ActionPattern[] {
  const [service = '', ...names] = row.split(' ');
  const texts = names.length === 0 ? [service] : names.map((name) => `${service}:${name}`);
  return texts.map((text) => branded<'action-pattern'>(text));
}

function clauseRow(clause: ConditionClause): ClauseRow {
  return [operatorText(clause), clause.key, ...clause.values.map(decoded)];
}

function clause([said, key, ...values]: ClauseRow): ConditionClause {
  const found = operatorOf(said);
  if (!found) throw new RangeError(`\`${said}\` is no condition operator`);
  const { set, operator, ifExists } = found;
  return { ...(set ? { set } : {}), operator, ifExists, key, values: values.map(sealed) };
}

function sealed(text: string): string {
  return encoded(text) ?? text;
}
