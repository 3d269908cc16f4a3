import { OktaError } from './errors.js';

/** A parsed filter: tells whether a resource, as the API shows it, matches. */
export type Filter = (facts: Readonly<Record<string, unknown>>) => boolean;

const TOKEN = /\s*(?:([()])|("(?:[^"\\]|\\.)*")|([^\s()"]+))/y;
const OPERATORS = ['eq', 'ne', 'sw', 'ew', 'co', 'gt', 'ge', 'lt', 'le', 'pr'] as const;
type Operator = (typeof OPERATORS)[number];

/**
 * Parses Okta's filter grammar: `attribute operator value` joined by `and`, `or`, `not`, grouped by parentheses.
 * Strings are compared without case except by `gt` … `le`. `allowed` limits the attributes.
 */
export function parseFilter(text: string, allowed: (attribute: string) => boolean = () => true): Filter {
  const parser = new Parser(tokens(text), allowed);
  const filter = parser.disjunction();
  parser.end();
  return filter;
}

/** The value or values at a dotted path; arrays are looked into. */
export function valuesAt(facts: unknown, path: readonly string[]): unknown[] {
  const [head, ...rest] = path;
  if (Array.isArray(facts)) return facts.flatMap((each) => valuesAt(each, path));
  if (head === undefined) return [facts];
  if (typeof facts !== 'object' || facts === null) return [];
  return valuesAt((facts as Record<string, unknown>)[head], rest);
}

function tokens(text: string): string[] {
  const found: string[] = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const match = TOKEN.exec(text);
    if (match === null) throw new OktaError('E0000031');
    found.push(match[1] ?? match[2] ?? match[3] ?? '');
  }
  return found;
}

class Parser {
  private at = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly allowed: (attribute: string) => boolean,
  ) {}

  disjunction(): Filter {
    const parts = [this.conjunction()];
    while (this.word('or')) parts.push(this.conjunction());
    return (facts) => parts.some((part) => part(facts));
  }

  end(): void {
    if (this.at < this.tokens.length) throw new OktaError('E0000031');
  }

  private conjunction(): Filter {
    const parts = [this.term()];
    while (this.word('and')) parts.push(this.term());
    return (facts) => parts.every((part) => part(facts));
  }

  private term(): Filter {
    if (this.word('not')) {
      const inner = this.term();
      return (facts) => !inner(facts);
    }
    if (this.word('(')) {
      const inner = this.disjunction();
      if (!this.word(')')) throw new OktaError('E0000031');
      return inner;
    }
    return this.comparison();
  }

  private comparison(): Filter {
    const attribute = this.take();
    const word = this.take().toLowerCase();
    const operator = OPERATORS.find((each) => each === word);
    if (operator === undefined || !/^[A-Za-z][\w.]*$/.test(attribute) || !this.allowed(attribute))
      throw new OktaError('E0000031');
    const path = attribute.split('.');
    if (operator === 'pr') return (facts) => valuesAt(facts, path).some(isPresent);
    const wanted = literal(this.take());
    return (facts) => holds(operator, valuesAt(facts, path), wanted);
  }

  private take(): string {
    const token = this.tokens[this.at];
    if (token === undefined) throw new OktaError('E0000031');
    this.at += 1;
    return token;
  }

  private word(expected: string): boolean {
    if (this.tokens[this.at]?.toLowerCase() !== expected) return false;
    this.at += 1;
    return true;
  }
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function literal(token: string): string | number | boolean {
  try {
    const value: unknown = JSON.parse(token);
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  } catch {
    // not JSON: no literal either
  }
  throw new OktaError('E0000031');
}

function holds(operator: Operator, values: readonly unknown[], wanted: string | number | boolean): boolean {
  if (operator === 'ne') return !values.some((value) => compare('eq', value, wanted));
  return values.some((value) => compare(operator, value, wanted));
}

function compare(operator: Operator, value: unknown, wanted: string | number | boolean): boolean {
  if (typeof value !== 'string' || typeof wanted !== 'string') return operator === 'eq' && value === wanted;
  const [have, want] = [value.toLowerCase(), wanted.toLowerCase()];
  switch (operator) {
    case 'eq':
      return have === want;
    case 'sw':
      return have.startsWith(want);
    case 'ew':
      return have.endsWith(want);
    case 'co':
      return have.includes(want);
    case 'gt':
      return order(value, wanted) > 0;
    case 'ge':
      return order(value, wanted) >= 0;
    case 'lt':
      return order(value, wanted) < 0;
    case 'le':
      return order(value, wanted) <= 0;
    default:
      return false;
  }
}

const INSTANT = /^\d{4}-\d\d-\d\dT/;

function order(have: string, want: string): number {
  if (INSTANT.test(have) && INSTANT.test(want)) return Date.parse(have) - Date.parse(want);
  return have < want ? -1 : have > want ? 1 : 0;
}
