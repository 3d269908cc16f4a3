/** What can be said of a user under a condition; `unknown` wherever Okta might see it differently from us. */
export type Verdict = 'yes' | 'no' | 'unknown';

/** A user's profile attributes by name, as Okta answers them. */
export type Profile = Readonly<Record<string, unknown>>;

/** A condition over a user's profile. */
export type Condition = (profile: Profile) => Verdict;

const TOKEN =
  /\s*(?:(\(|\)|==|!=|&&|\|\||!)|("(?:[^"\\]|\\.)*")|user\.([A-Za-z_]\w*)(?![\w.(])|(and|or|not)\b)/iy;

type Token =
  | { readonly kind: 'sign'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'attribute'; readonly text: string };

/**
 * Reads the part of Okta's expression language whose meaning is beyond doubt: `user.attribute == "value"` and `!=`,
 * joined by AND, OR, NOT and parentheses. Undefined for everything else: functions, group tests, numbers, arrays.
 */
export function parseCondition(expression: string): Condition | undefined {
  const tokens = tokensOf(expression);
  if (!tokens) return undefined;
  const reader = new Reader(tokens);
  const condition = disjunction(reader);
  return reader.ended ? condition : undefined;
}

function tokensOf(expression: string): Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; expression.slice(at).trim() !== ''; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(expression);
    if (!match) return undefined;
    const [, sign, quoted, attribute, word] = match;
    if (quoted !== undefined)
      tokens.push({ kind: 'text', text: quoted.slice(1, -1).replace(/\\(.)/g, '$1') });
    else if (attribute !== undefined) tokens.push({ kind: 'attribute', text: attribute });
    else tokens.push({ kind: 'sign', text: SIGNS[word?.toUpperCase() ?? ''] ?? sign ?? '' });
  }
  return tokens;
}

const SIGNS: Readonly<Record<string, string>> = { AND: '&&', OR: '||', NOT: '!' };

class Reader {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get ended(): boolean {
    return this.at === this.tokens.length;
  }

  accept(sign: string): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== 'sign' || token.text !== sign) return false;
    this.at += 1;
    return true;
  }

  take(kind: Token['kind']): string | undefined {
    const token = this.tokens[this.at];
    if (token?.kind !== kind) return undefined;
    this.at += 1;
    return token.text;
  }
}

type Parse = (reader: Reader) => Condition | undefined;

const conjunction: Parse = (reader) => joined(reader, term, '&&', 'no');
const disjunction: Parse = (reader) => joined(reader, conjunction, '||', 'yes');

/** Parts joined by one sign; `decisive` is the verdict that settles it alone (Kleene's three-valued logic). */
function joined(reader: Reader, part: Parse, sign: string, decisive: 'yes' | 'no'): Condition | undefined {
  const parts: Condition[] = [];
  do {
    const next = part(reader);
    if (!next) return undefined;
    parts.push(next);
  } while (reader.accept(sign));
  const other = decisive === 'yes' ? 'no' : 'yes';
  return (profile) => {
    const verdicts = parts.map((each) => each(profile));
    if (verdicts.includes(decisive)) return decisive;
    return verdicts.includes('unknown') ? 'unknown' : other;
  };
}

function term(reader: Reader): Condition | undefined {
  if (reader.accept('!')) {
    const inner = term(reader);
    return inner && ((profile) => NOT[inner(profile)]);
  }
  if (!reader.accept('(')) return comparison(reader);
  const inner = disjunction(reader);
  return reader.accept(')') ? inner : undefined;
}

const NOT: Readonly<Record<Verdict, Verdict>> = { yes: 'no', no: 'yes', unknown: 'unknown' };

function comparison(reader: Reader): Condition | undefined {
  const attribute = reader.take('attribute');
  const equal = reader.accept('==');
  if (!equal && !reader.accept('!=')) return undefined;
  const wanted = reader.take('text');
  if (attribute === undefined || wanted === undefined) return undefined;
  return (profile) => {
    const verdict = equals(profile[attribute], wanted);
    return equal ? verdict : NOT[verdict];
  };
}

/** An absent value, another type, and texts that differ in case only are left undecided. */
function equals(value: unknown, wanted: string): Verdict {
  if (typeof value !== 'string') return 'unknown';
  if (value === wanted) return 'yes';
  return value.toLowerCase() === wanted.toLowerCase() ? 'unknown' : 'no';
}
