import { clauseOf, NOT, type Clause, type Profile, type Truth } from './rule-clause.js';
import { tokensOf, type Token } from './rule-tokens.js';

/** A condition over a user's profile. */
export interface Condition {
  readonly holds: (profile: Profile) => Truth;
  /** Whether each part of it has a meaning here; the others are unknown for everybody. */
  readonly isWhole: boolean;
}

/**
 * Reads Okta's expression language as far as its meaning is published and beyond doubt: comparisons of a user's
 * attribute with a text or null, attributes that are true or false, joined by AND, OR, NOT and parentheses. Every
 * other part is unknown, and what cannot be taken apart at all is undefined.
 */
export function parseCondition(expression: string): Condition | undefined {
  const tokens = tokensOf(expression);
  // A conditional binds less than AND and OR: nothing around it means what it seems to.
  if (!tokens || tokens.length === 0 || tokens.some(isConditional)) return undefined;
  const reader = new Reader(tokens);
  const condition = disjunction(reader);
  return reader.ended ? condition : undefined;
}

function isConditional(token: Token): boolean {
  return token.kind === 'other' && token.text === '?';
}

class Reader {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get ended(): boolean {
    return this.at === this.tokens.length;
  }

  accept(sign: string): boolean {
    if (!this.sees(sign)) return false;
    this.at += 1;
    return true;
  }

  sees(sign: string): boolean {
    const token = this.tokens[this.at];
    return token?.kind === 'sign' && token.text === sign;
  }

  /** Everything up to the next sign that joins at this depth. */
  clause(): readonly Token[] {
    const start = this.at;
    for (let depth = 0; !this.ended; this.at += 1) {
      if (depth === 0 && (this.sees('&&') || this.sees('||') || this.sees(')'))) break;
      if (this.sees('(')) depth += 1;
      if (this.sees(')')) depth -= 1;
    }
    return this.tokens.slice(start, this.at);
  }

  back(to: number): void {
    this.at = to;
  }

  get position(): number {
    return this.at;
  }

  /** Whether a part is over: what follows joins, closes, or is nothing. */
  get atJoint(): boolean {
    return this.ended || this.sees('&&') || this.sees('||') || this.sees(')');
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
  return {
    isWhole: parts.every(({ isWhole }) => isWhole),
    holds: (profile) => {
      const verdicts = parts.map((each) => each.holds(profile));
      if (verdicts.includes(decisive)) return decisive;
      return verdicts.includes('unknown') ? 'unknown' : other;
    },
  };
}

function term(reader: Reader): Condition | undefined {
  const start = reader.position;
  const negated = reader.accept('!');
  if (reader.accept('(')) {
    const inner = disjunction(reader);
    if (inner && reader.accept(')') && reader.atJoint) return negated ? not(inner) : inner;
    reader.back(start);
    return conditionOf(clauseOf(reader.clause()));
  }
  const tokens = reader.clause();
  const clause = clauseOf(tokens);
  // NOT binds closer than a comparison: `!user.a == "x"` is not what it looks like.
  if (negated) return tokens.length === 1 ? not(conditionOf(clause)) : OPAQUE;
  return tokens.length === 0 ? undefined : conditionOf(clause);
}

const OPAQUE: Condition = { isWhole: false, holds: () => 'unknown' };

function conditionOf(clause: Clause | undefined): Condition {
  return clause ? { isWhole: true, holds: clause } : OPAQUE;
}

function not({ isWhole, holds }: Condition): Condition {
  return { isWhole, holds: (profile) => NOT[holds(profile)] };
}
