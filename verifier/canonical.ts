import { textOf, type Bytes } from './bytes.js';

/** The one value whose canonical JSON (RFC 8785) these bytes are. Throws when there is none. */
export function canonicalValue(bytes: Bytes): unknown {
  const source = textOf(bytes);
  const value = JSON.parse(source) as unknown;
  if (canonicalText(value, 0) !== source) throw new Error('is JSON, but not in its one canonical spelling');
  return value;
}

/** Nothing in a ledger is nested deeper. */
const MAX_DEPTH = 200;

/** RFC 8785: members in the order of UTF-16 code units, no white space, numbers as ECMAScript prints them. */
export function canonicalText(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) throw new Error(`is nested deeper than ${MAX_DEPTH}`);
  if (typeof value === 'string' && /\p{Cs}/u.test(value)) throw new Error('has a lone surrogate');
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('has a number without end');
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((member) => canonicalText(member, depth + 1)).join(',')}]`;
  const members = value as Record<string, unknown>;
  const parts = Object.keys(members)
    .sort()
    .map((key) => `${canonicalText(key, depth)}:${canonicalText(members[key], depth + 1)}`);
  return `{${parts.join(',')}}`;
}
