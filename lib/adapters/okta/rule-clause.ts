import type { Token } from './rule-tokens.js';

/** What can be said of a user under a condition; `unknown` wherever Okta might see it differently from us. */
export type Truth = 'yes' | 'no' | 'unknown';

/** A user's profile attributes by name, as Okta answers them. */
export type Profile = Readonly<Record<string, unknown>>;

/** The verdict of one comparison over a user's profile. */
export type Clause = (profile: Profile) => Truth;

/** The contrary of a verdict. */
export const NOT: Readonly<Record<Truth, Truth>> = { yes: 'no', no: 'yes', unknown: 'unknown' };

/** The meaning of a clause; undefined for everything whose meaning is not published or not beyond doubt. */
export function clauseOf(tokens: readonly Token[]): Clause | undefined {
  const [first, sign, last, ...more] = tokens;
  if (!first || more.length > 0) return undefined;
  if (!sign) return first.kind === 'attribute' ? (profile) => isTrue(profile[first.text]) : undefined;
  if (sign.kind !== 'sign' || (sign.text !== '==' && sign.text !== '!=') || !last) return undefined;
  const equal = comparison(first, last) ?? comparison(last, first);
  return equal && (sign.text === '==' ? equal : (profile) => NOT[equal(profile)]);
}

function comparison(attribute: Token, wanted: Token): Clause | undefined {
  if (attribute.kind !== 'attribute') return undefined;
  if (wanted.kind === 'text') return (profile) => equals(profile[attribute.text], wanted.text);
  return wanted.kind === 'null' ? (profile) => isNull(profile[attribute.text]) : undefined;
}

/** An absent value, another type, and texts that differ in case only are left undecided. */
function equals(value: unknown, wanted: string): Truth {
  if (typeof value !== 'string') return 'unknown';
  if (value === wanted) return 'yes';
  return value.toLowerCase() === wanted.toLowerCase() ? 'unknown' : 'no';
}

/** What was never set is null and what was emptied is not, and Okta's answer does not tell them apart. */
function isNull(value: unknown): Truth {
  return value === undefined || value === null || value === '' ? 'unknown' : 'no';
}

function isTrue(value: unknown): Truth {
  if (typeof value !== 'boolean') return 'unknown';
  return value ? 'yes' : 'no';
}
