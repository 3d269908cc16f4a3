import { listed, valuesOf, type RawCondition, type RawValue, type RequestContext } from './documents.js';
import { plain, substituted, unmarked, wildcard } from './text.js';

/** Whether a value of the request matches a value of the policy. */
type Match = (asked: string, said: string) => boolean;

const number =
  (compare: (a: number, b: number) => boolean): Match =>
  (asked, said) =>
    compare(Number(asked), Number(said));
const date =
  (compare: (a: number, b: number) => boolean): Match =>
  (asked, said) =>
    compare(time(asked), time(said));
const text =
  (fold: (value: string) => string, like: boolean): Match =>
  (asked, said) =>
    like ? wildcard(fold(said), plain(fold(asked))) : fold(unmarked(said)) === fold(asked);
const same = (value: string) => value;
const lower = (value: string) => value.toLowerCase();

function time(value: string): number {
  return /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value);
}

/** Each of the six parts of an ARN by itself, with wildcards. */
const arn: Match = (asked, said) => {
  const [want, is] = [sixParts(said), sixParts(plain(asked))];
  return want.length === 6 && is.length === 6 && want.every((part, i) => wildcard(part, is[i] ?? ''));
};

function sixParts(value: string): string[] {
  const parts = value.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

const ip: Match = (asked, said) => {
  const [network = '', bits = '32'] = said.split('/');
  const mask = bits === '0' ? 0 : (-1 << (32 - Number(bits))) >>> 0;
  return ((address(asked) ^ address(network)) & mask) === 0;
};

function address(value: string): number {
  return value.split('.').reduce((sum, part) => sum * 256 + Number(part), 0) >>> 0;
}

/** Source: IAM user guide, "IAM JSON policy elements: Condition operators". */
const OPERATORS: Readonly<Record<string, { readonly match: Match; readonly not?: true }>> = {
  StringEquals: { match: text(same, false) },
  StringNotEquals: { match: text(same, false), not: true },
  StringEqualsIgnoreCase: { match: text(lower, false) },
  StringNotEqualsIgnoreCase: { match: text(lower, false), not: true },
  StringLike: { match: text(same, true) },
  StringNotLike: { match: text(same, true), not: true },
  NumericEquals: { match: number((a, b) => a === b) },
  NumericNotEquals: { match: number((a, b) => a === b), not: true },
  NumericLessThan: { match: number((a, b) => a < b) },
  NumericLessThanEquals: { match: number((a, b) => a <= b) },
  NumericGreaterThan: { match: number((a, b) => a > b) },
  NumericGreaterThanEquals: { match: number((a, b) => a >= b) },
  DateEquals: { match: date((a, b) => a === b) },
  DateNotEquals: { match: date((a, b) => a === b), not: true },
  DateLessThan: { match: date((a, b) => a < b) },
  DateLessThanEquals: { match: date((a, b) => a <= b) },
  DateGreaterThan: { match: date((a, b) => a > b) },
  DateGreaterThanEquals: { match: date((a, b) => a >= b) },
  Bool: { match: (asked, said) => lower(asked) === lower(said) },
  BinaryEquals: { match: (asked, said) => asked === said },
  IpAddress: { match: ip },
  NotIpAddress: { match: ip, not: true },
  ArnEquals: { match: arn },
  ArnLike: { match: arn },
  ArnNotEquals: { match: arn, not: true },
  ArnNotLike: { match: arn, not: true },
};

const BY_NAME = new Map(Object.entries(OPERATORS).map(([name, spec]) => [lower(name), spec]));

/** All operators and all keys have to hold. */
export function conditionHolds(
  condition: RawCondition,
  context: RequestContext,
  variables: boolean,
): boolean {
  return Object.entries(condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) =>
      clauseHolds(operator, key, listed(values), context, variables),
    ),
  );
}

/**
 * One operator on one key. Several values are alternatives; of a negated operator none of them may match.
 * Source: IAM user guide, "Conditions with multiple context keys or values" and "Set operators for multivalued context keys".
 */
export function clauseHolds(
  operator: string,
  key: string,
  values: readonly RawValue[],
  context: RequestContext,
  variables = true,
): boolean {
  const [, set, name = '', ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(.+?)(IfExists)?$/i.exec(operator) ?? [];
  const asked = valuesOf(context, key);
  if (lower(name) === 'null')
    return values.some((value) => (lower(String(value)) === 'true') === (asked === undefined));
  const spec = BY_NAME.get(lower(name));
  if (!spec) throw new Error(`no operator ${operator}`);
  const said = values.flatMap((value) =>
    variables ? (substituted(String(value), context) ?? []) : String(value),
  );
  const fits = (one: string) => said.some((value) => spec.match(one, value)) !== (spec.not ?? false);
  if (asked === undefined) {
    if (ifExists) return true;
    if (set) return lower(set) === 'forallvalues';
    return spec.not ?? false;
  }
  return set && lower(set) === 'forallvalues' ? asked.every(fits) : asked.some(fits);
}
