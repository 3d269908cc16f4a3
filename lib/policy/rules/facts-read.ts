import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';
import { sortedTexts } from '../../kernel/index.js';

/**
 * The facts that a rule asks for, as dotted paths like `request.tier`; `principal`, `request`, `action` or `context` alone is the whole of it, and
 * `principal is` what kind of principal it is. `all` where the rule has a form that is not known here, so that nothing it may have read is left out.
 */
export type FactsRead = readonly string[] | 'all';

/** Cedar calls what is asked for its resource; rules and cases of people call it the request. */
const ROOTS: Readonly<Record<string, string>> = {
  principal: 'principal',
  action: 'action',
  resource: 'request',
  context: 'context',
};

/** What kind of principal it is. */
export const KIND = 'principal is';

/** Forms whose every member is an expression. */
const PLAIN = new Set([
  ...['!', 'neg', '==', '!=', 'in', '<', '<=', '>', '>=', '&&', '||', '+', '-', '*'],
  ...['contains', 'containsAll', 'containsAny', 'isEmpty', 'if-then-else'],
]);

/** Which facts a rule reads, by Cedar's JSON form of it. */
export function factsRead({ principal, resource, conditions }: PolicyJson): FactsRead {
  const found = new Set<string>();
  // The action of a head is the one that is asked about, and a resource is always a request.
  if (principal.op === 'is') found.add(KIND);
  if (!['All', 'is'].includes(principal.op) || 'in' in principal) found.add('principal');
  if (!['All', 'is'].includes(resource.op) || 'in' in resource) found.add('request');
  const known = conditions.every(({ body }) => walk(body, found));
  return known ? sortedTexts(found) : 'all';
}

/** Adds what an expression reads; false where its form is not known. */
function walk(expr: unknown, found: Set<string>): boolean {
  const path = pathOf(expr);
  if (path !== undefined) {
    found.add(path);
    return true;
  }
  const [form, body, ...more] = formOf(expr);
  if (form === undefined || more.length > 0) return false;
  if (form === 'Value') return true;
  if (form === 'Set') return Array.isArray(body) && body.every((each) => walk(each, found));
  if (!isRecord(body)) return false;
  if (form === 'Record' || PLAIN.has(form)) return Object.values(body).every((each) => walk(each, found));
  // A pattern and the name of a type are no expressions.
  if (form === 'like') return walk(body['left'], found);
  if (form === 'is') return !('in' in body) && isOf(body['left'], found);
  // A member of what has no path of its own could be any; so could what an extension or a tag reads.
  return false;
}

/** What kind of principal it is: of a whole principal its kind alone is read. */
function isOf(left: unknown, found: Set<string>): boolean {
  if (pathOf(left) !== 'principal') return walk(left, found);
  found.add(KIND);
  return true;
}

/** `context.window.minutes` of what Cedar writes as members of members of a variable; `has` reads what it asks for. */
function pathOf(expr: unknown): string | undefined {
  const [form, body] = formOf(expr);
  if (form === 'Var' && typeof body === 'string') return ROOTS[body];
  if ((form !== '.' && form !== 'has') || !isRecord(body)) return undefined;
  const left = pathOf(body['left']);
  const { attr } = body;
  const names = Array.isArray(attr) ? attr : [attr];
  return left === undefined ? undefined : [left, ...names.map(String)].join('.');
}

function formOf(expr: unknown): readonly [form?: string, body?: unknown, ...more: unknown[]] {
  if (!isRecord(expr)) return [];
  const [first, ...more] = Object.entries(expr);
  return first ? [...first, ...more] : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
