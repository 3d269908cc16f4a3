import { tokensOf, type Token } from './rule-tokens.js';

/** A group as rules may speak of it. */
export interface NamedGroup {
  readonly id: string;
  readonly name: string;
}

/**
 * Whether a condition may come to hold because somebody leaves the group: it asks for membership of it, by id or by name,
 * and negates something. What it negates is not told apart, and a text that cannot be read whole may ask for anything.
 */
export function mayNegateMembership(expression: string, { id, name }: NamedGroup): boolean {
  if (!/isMemberOf/i.test(expression)) return false;
  const tokens = tokensOf(expression);
  if (!tokens) return true;
  if (!tokens.some(isNegating)) return false;
  const texts = tokens.flatMap((token) => (token.kind === 'text' ? [token.text] : []));
  return (
    texts.some((text) => text === id || (text !== '' && name.includes(text))) ||
    /regex/i.test(expression) ||
    tokens.some(isOddText)
  );
}

/** A comparison with false negates too, and so does the other arm of a conditional. */
function isNegating(token: Token): boolean {
  if (token.kind === 'sign') return token.text === '!' || token.text === '!=' || token.text === '==';
  return token.kind === 'other' && /^(\?|eq|ne)$/i.test(token.text);
}

function isOddText(token: Token): boolean {
  return token.kind === 'other' && /["']/.test(token.text);
}
