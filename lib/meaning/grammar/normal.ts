import { by, canonicalJson, sorted } from '../../kernel/index.js';
import type { PolicyStatement } from './policy.js';

/** The statements in a total order, each once: an order that somebody chose says nothing. */
export function sortedStatements(statements: readonly PolicyStatement[]): readonly PolicyStatement[] {
  const byText = new Map(statements.map((statement) => [canonicalJson(statement), statement]));
  return sorted(
    byText.entries(),
    by(([text]) => text),
  ).map(([, statement]) => statement);
}
