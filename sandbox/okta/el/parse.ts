import { attribute, FUNCTIONS, Unevaluable, type Subject, type Value } from './functions.js';
import { tokenize, type Token } from './tokens.js';

/** What an expression says of a subject. Throws {@link Unevaluable}. */
export type Expression = (subject: Subject) => Value;

/** Thrown within a parse; it never leaves {@link parse}. */
class Misread extends Error {}

/** Reads an expression by SpEL's precedence; undefined where Okta would not accept it or the sandbox cannot play it. */
export function parse(expression: string): Expression | undefined {
  const tokens = tokenize(expression);
  if (tokens === undefined || tokens.length === 0) return undefined;
  try {
    const parser = new Parser(tokens);
    const parsed = parser.conditional();
    return parser.done ? parsed : undefined;
  } catch (error) {
    if (error instanceof Misread) return undefined;
    throw error;
  }
}

const RELATIONS = ['==', '!=', '<=', '>=', '<', '>'];

class Parser {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get done(): boolean {
    return this.at === this.tokens.length;
  }

  conditional(): Expression {
    const condition = this.joined(['||']);
    if (!this.accept('?')) return condition;
    const yes = this.conditional();
    this.expect(':');
    const no = this.conditional();
    return (subject) => (bool(condition(subject)) ? yes(subject) : no(subject));
  }

  /** OR over AND over relations; both stop at the first part that settles it. */
  private joined([sign = '', ...more]: readonly string[]): Expression {
    const part = () => (sign === '||' ? this.joined(['&&', ...more]) : this.relation());
    const parts = [part()];
    while (this.accept(sign)) parts.push(part());
    const [only] = parts;
    if (parts.length === 1 && only) return only;
    return sign === '||'
      ? (subject) => parts.some((each) => bool(each(subject)))
      : (subject) => parts.every((each) => bool(each(subject)));
  }

  private relation(): Expression {
    const left = this.unary();
    const sign = RELATIONS.find((each) => this.accept(each));
    if (sign === undefined) return left;
    const right = this.unary();
    return (subject) => compare(sign, left(subject), right(subject));
  }

  private unary(): Expression {
    if (!this.accept('!')) return this.primary();
    const inner = this.unary();
    return (subject) => !bool(inner(subject));
  }

  private primary(): Expression {
    if (this.accept('(')) {
      const inner = this.conditional();
      this.expect(')');
      return inner;
    }
    if (this.accept('{')) {
      const items = this.list('}');
      return (subject) => items.map((item) => item(subject));
    }
    const token = this.tokens[this.at++];
    if (token?.kind === 'value') return () => token.value;
    if (token?.kind !== 'word') throw new Misread();
    return this.accept('(') ? this.called(token.text, this.list(')')) : named(token.text);
  }

  private called(name: string, args: readonly Expression[]): Expression {
    const fn = FUNCTIONS.get(name);
    if (fn === undefined) throw new Misread();
    return (subject) =>
      fn(
        args.map((arg) => arg(subject)),
        subject,
      );
  }

  private list(end: string): Expression[] {
    const items: Expression[] = [];
    if (this.accept(end)) return items;
    do items.push(this.conditional());
    while (this.accept(','));
    this.expect(end);
    return items;
  }

  private accept(sign: string): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== 'sign' || token.text !== sign) return false;
    this.at += 1;
    return true;
  }

  private expect(sign: string): void {
    if (!this.accept(sign)) throw new Misread();
  }
}

const LITERALS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function named(word: string): Expression {
  const literal = LITERALS.get(word.toLowerCase());
  if (literal !== undefined) return () => literal;
  const [root, ...path] = word.split('.');
  if (root !== 'user' || path.length === 0) throw new Misread();
  return (subject) => attribute(subject, path);
}

function bool(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  throw new Unevaluable('not true or false');
}

function compare(sign: string, left: Value, right: Value): boolean {
  if (sign === '==' || sign === '!=') return (left === right) === (sign === '==');
  if (left === null || right === null || typeof left !== typeof right || typeof left === 'object')
    throw new Unevaluable('not comparable');
  if (sign === '<') return left < right;
  if (sign === '<=') return left <= right;
  return sign === '>' ? left > right : left >= right;
}
