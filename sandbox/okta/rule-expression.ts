import { valuesAt } from './filter.js';

/** Tells whether a user, by its profile, is meant by a rule. */
export type Condition = (profile: Readonly<Record<string, unknown>>) => boolean;

const TOKEN = /\s*(?:(\(|\)|==|!=|&&|\|\|)|("(?:[^"\\]|\\.)*"|'[^']*')|(user\.[A-Za-z]\w*)|([A-Za-z]+))/y;

const parsed = new Map<string, Condition | undefined>();

/** The condition of an expression; each expression is parsed once. */
export function conditionOf(expression: string): Condition | undefined {
  if (!parsed.has(expression)) parsed.set(expression, parseCondition(expression));
  return parsed.get(expression);
}

/**
 * Parses the part of Okta's expression language that the sandbox evaluates: `user.attr == "value"` and `!=`,
 * joined by `AND`, `OR`, `NOT` (or their symbols) and parentheses; undefined for anything else.
 */
export function parseCondition(expression: string): Condition | undefined {
  const tokens = tokenize(expression);
  if (tokens === undefined) return undefined;
  const reader = new Reader(tokens);
  const condition = disjunction(reader);
  return reader.done ? condition : undefined;
}

function tokenize(expression: string): string[] | undefined {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (expression.slice(TOKEN.lastIndex).trim() !== '') {
    const match = TOKEN.exec(expression);
    if (match === null) return undefined;
    tokens.push(match[0].trim());
  }
  return tokens;
}

class Reader {
  private at = 0;

  constructor(private readonly tokens: readonly string[]) {}

  get done(): boolean {
    return this.at === this.tokens.length;
  }

  take(): string | undefined {
    return this.tokens[this.at++];
  }

  accept(...words: string[]): boolean {
    if (!words.includes(this.tokens[this.at]?.toUpperCase() ?? '')) return false;
    this.at += 1;
    return true;
  }
}

function disjunction(reader: Reader): Condition | undefined {
  return joined(reader, conjunction, ['OR', '||'], (parts) => (p) => parts.some((part) => part(p)));
}

function conjunction(reader: Reader): Condition | undefined {
  return joined(reader, term, ['AND', '&&'], (parts) => (p) => parts.every((part) => part(p)));
}

function joined(
  reader: Reader,
  part: (reader: Reader) => Condition | undefined,
  words: string[],
  combine: (parts: Condition[]) => Condition,
): Condition | undefined {
  const parts: Condition[] = [];
  do {
    const next = part(reader);
    if (next === undefined) return undefined;
    parts.push(next);
  } while (reader.accept(...words));
  return combine(parts);
}

function term(reader: Reader): Condition | undefined {
  if (reader.accept('NOT')) {
    const inner = term(reader);
    return inner === undefined ? undefined : (profile) => !inner(profile);
  }
  if (reader.accept('(')) {
    const inner = disjunction(reader);
    return reader.accept(')') ? inner : undefined;
  }
  return comparison(reader);
}

function comparison(reader: Reader): Condition | undefined {
  const attribute = reader.take();
  const operator = reader.take();
  const quoted = reader.take();
  if (attribute?.startsWith('user.') !== true || quoted === undefined || !/^["']/.test(quoted))
    return undefined;
  if (operator !== '==' && operator !== '!=') return undefined;
  const path = [attribute.slice('user.'.length)];
  const wanted = quoted.slice(1, -1).replace(/\\(.)/g, '$1');
  const equals: Condition = (profile) => valuesAt(profile, path).includes(wanted);
  return operator === '==' ? equals : (profile) => !equals(profile);
}
