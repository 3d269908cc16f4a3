import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';
import { WORDS, type Word } from '../facts/words.js';

/** What an expression comes to while nothing but the kind of the ticket is known; undefined where other facts decide. */
type KnownValue = boolean | string | readonly KnownValue[] | undefined;

/** The kinds of tickets that a rule can hold for, whatever else is so, by Cedar's JSON form of it. A form that is not known here may hold. */
export function kindsHeld({ conditions }: PolicyJson): readonly Word<'Kind'>[] {
  return WORDS.Kind.filter((kind) =>
    conditions.every(({ kind: asked, body }) => known(body, kind) !== (asked === 'unless')),
  );
}

function known(expr: unknown, kind: string): KnownValue {
  const [form, body] = isRecord(expr) ? (Object.entries(expr)[0] ?? []) : [];
  if (form === 'Value') return valueOf(body);
  if (form === 'Set' && Array.isArray(body)) return body.map((each) => known(each, kind));
  if (form === undefined || !isRecord(body)) return undefined;
  if (form === '.') return isKind(body) ? kindText(kind) : undefined;
  if (form === '!') return not(known(body['arg'], kind));
  if (form === 'if-then-else') return chosen(body, kind);
  return operated(form, known(body['left'], kind), known(body['right'], kind));
}

function operated(form: string, left: KnownValue, right: KnownValue): KnownValue {
  switch (form) {
    case '&&':
      return left === false || right === false ? false : left === true && right === true ? true : undefined;
    case '||':
      return left === true || right === true ? true : left === false && right === false ? false : undefined;
    case '==':
      return isSame(left, right);
    case '!=':
      return not(isSame(left, right));
    // Words have no parents, so that one is in itself and in a set that has it.
    case 'in':
      return Array.isArray(right) ? hasOne(right, left) : isSame(left, right);
    case 'contains':
      return Array.isArray(left) ? hasOne(left, right) : undefined;
    default:
      return undefined;
  }
}

function chosen(body: Readonly<Record<string, unknown>>, kind: string): KnownValue {
  const [when, then, otherwise] = ['if', 'then', 'else'].map((part) => known(body[part], kind));
  if (typeof when === 'boolean') return when ? then : otherwise;
  return isSame(then, otherwise) === true ? then : undefined;
}

function not(value: KnownValue): KnownValue {
  return typeof value === 'boolean' ? !value : undefined;
}

function isSame(left: KnownValue, right: KnownValue): boolean | undefined {
  const plain = [left, right].every((each) => typeof each === 'boolean' || typeof each === 'string');
  return plain ? left === right : undefined;
}

function hasOne(all: readonly KnownValue[], one: KnownValue): KnownValue {
  const found = all.map((each) => isSame(each, one));
  return found.includes(true) ? true : found.includes(undefined) ? undefined : false;
}

/** `resource.kind`. */
function isKind({ left, attr }: Readonly<Record<string, unknown>>): boolean {
  return isRecord(left) && left['Var'] === 'resource' && attr === 'kind';
}

const kindText = (kind: string): string => JSON.stringify({ type: 'Kind', id: kind });

/** A boolean as it is; a text and an entity each as a text of its own. */
function valueOf(value: unknown): KnownValue {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return JSON.stringify(value);
  if (!isRecord(value) || !isRecord(value['__entity'])) return undefined;
  const { type, id } = value['__entity'];
  return JSON.stringify({ type, id });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
