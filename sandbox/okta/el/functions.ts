/** A value of the expression language. */
export type Value = string | number | boolean | null | readonly Value[];

/** Whom an expression is evaluated for. */
export interface Subject {
  readonly profile: Readonly<Record<string, unknown>>;
  /** The groups of the user, for the functions that ask for them. */
  readonly groups: readonly { readonly id: string; readonly name: string }[];
}

/** What an expression does where it has no value: the rule then means nobody. */
export class Unevaluable extends Error {}

type Fn = (args: readonly Value[], subject: Subject) => Value;

/** The functions that Okta's documentation has for group rules, as far as the sandbox plays them. */
export const FUNCTIONS: ReadonlyMap<string, Fn> = new Map<string, Fn>([
  ['String.stringContains', ([a, b]) => text(a).includes(text(b))],
  ['String.startsWith', ([a, b]) => text(a).startsWith(text(b))],
  ['String.len', ([a]) => text(a).length],
  ['String.toUpperCase', ([a]) => text(a).toUpperCase()],
  ['String.toLowerCase', ([a]) => text(a).toLowerCase()],
  ['String.removeSpaces', ([a]) => text(a).replaceAll(' ', '')],
  ['String.substringBefore', ([a, b]) => before(text(a), text(b))],
  ['String.substringAfter', ([a, b]) => after(text(a), text(b))],
  ['Arrays.contains', ([a, b]) => array(a).includes(b ?? null)],
  ['Arrays.size', ([a]) => array(a).length],
  ['Arrays.isEmpty', ([a]) => array(a).length === 0],
  ['isMemberOfGroup', ([id], { groups }) => groups.some((group) => group.id === id)],
  ['isMemberOfAnyGroup', (ids, { groups }) => groups.some((group) => ids.includes(group.id))],
  ['isMemberOfGroupName', ([name], { groups }) => groups.some((group) => group.name === name)],
  [
    'isMemberOfGroupNameStartsWith',
    ([name], { groups }) => groups.some((group) => group.name.startsWith(text(name))),
  ],
  [
    'isMemberOfGroupNameContains',
    ([name], { groups }) => groups.some((group) => group.name.includes(text(name))),
  ],
]);

/** Okta's profile attributes are what the API shows; what was never set is null. */
export function attribute({ profile }: Subject, path: readonly string[]): Value {
  const [name = '', ...rest] = path;
  if (rest.length > 0) throw new Unevaluable('an attribute has no parts');
  return (profile[name] ?? null) as Value;
}

function text(value: Value | undefined): string {
  if (typeof value === 'string') return value;
  throw new Unevaluable('not a text');
}

function array(value: Value | undefined): readonly Value[] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'object') return value;
  throw new Unevaluable('not a list');
}

function before(whole: string, mark: string): string {
  const at = whole.indexOf(mark);
  return at < 0 ? whole : whole.slice(0, at);
}

function after(whole: string, mark: string): string {
  const at = whole.indexOf(mark);
  return at < 0 ? '' : whole.slice(at + mark.length);
}
