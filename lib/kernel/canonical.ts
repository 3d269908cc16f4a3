import { WritError } from './errors.js';

/** What canonical JSON can say. `undefined` members are left out, as JSON does. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * The canonical JSON text of `value` (RFC 8785): members sorted by UTF-16 code units, no white space, numbers as
 * ECMAScript prints them. Refuses what has no such form: NaN, infinities, lone surrogates, functions, bigints, dates.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

const MAX_DEPTH = 200;

function write(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) throw unsupported(`nesting deeper than ${MAX_DEPTH}`);
  switch (typeof value) {
    case 'string':
      return text(value);
    case 'number':
      return number(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? array(value, depth) : object(value, depth);
    default:
      throw unsupported(`a ${typeof value}`);
  }
}

function text(value: string): string {
  if (!value.isWellFormed()) throw unsupported('a lone surrogate');
  return JSON.stringify(value);
}

function number(value: number): string {
  if (!Number.isFinite(value)) throw unsupported(String(value));
  return JSON.stringify(value);
}

function array(values: readonly unknown[], depth: number): string {
  const parts: string[] = [];
  for (const value of values) parts.push(write(value, depth + 1));
  return `[${parts.join(',')}]`;
}

function object(value: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw unsupported(`a ${value.constructor.name}`);
  const members = value as Record<string, unknown>;
  const parts: string[] = [];
  for (const key of Object.keys(members).sort()) {
    const member = members[key];
    if (member !== undefined) parts.push(`${text(key)}:${write(member, depth + 1)}`);
  }
  return `{${parts.join(',')}}`;
}

function unsupported(what: string): WritError {
  return new WritError('CANONICAL_UNSUPPORTED', `${what} has no canonical JSON form`, {
    remedy: 'pass plain JSON data',
  });
}
