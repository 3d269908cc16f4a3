import { canonicalJson } from '../../kernel/index.js';
import { isEvaluated, referenceOf } from '../reference.js';
import { refusal, type Refusal } from '../refusals.js';
import { isRecord } from '../plan/unknown.js';

/** What a value at a place may be: nothing where it is so, else why it is not. */
export type Form = (value: unknown, at: string) => readonly Refusal[];

const wrong = (at: string, what: string): readonly Refusal[] => [refusal('CONFIG_VALUE', what, at)];

/** A text that means itself. */
export const literal: Form = (value, at) => {
  if (typeof value !== 'string') return wrong(at, 'it is no text');
  return isEvaluated(value) ? [refusal('CONFIG_TEMPLATE', 'it would be evaluated', at)] : [];
};

/** One of a few texts. */
export const oneOf =
  (...texts: readonly string[]): Form =>
  (value, at) =>
    typeof value === 'string' && texts.includes(value) ? [] : wrong(at, `it is none of ${texts.join(', ')}`);

/** A text that means itself and has a form. */
export const text =
  (form: RegExp): Form =>
  (value, at) => {
    const refusals = literal(value, at);
    if (refusals.length > 0) return refusals;
    return form.test(value as string) ? [] : wrong(at, 'it has another form than is synthesized');
  };

/** A plain reference to one attribute of one of these types, `data.` included. */
export const reference =
  (attribute: string, ...types: readonly string[]): Form =>
  (value, at) => {
    const found = typeof value === 'string' ? referenceOf(value) : undefined;
    const fits = found?.attribute === attribute && types.some((type) => found.address.startsWith(`${type}.`));
    return fits ? [] : [refusal('CONFIG_TEMPLATE', 'it is not the plain reference that is synthesized', at)];
  };

/** One value and no other. */
export const exactly =
  (expected: boolean | string): Form =>
  (value, at) =>
    value === expected ? [] : wrong(at, `it is not \`${String(expected)}\``);

/** One value that the base expects, whatever its shape; a text in it means itself. */
export const same =
  (expected: unknown): Form =>
  (value, at) =>
    canonicalJson(value) === canonicalJson(expected)
      ? []
      : wrong(at, 'it is not what the configuration of the project puts there');

/** A list, of at least one, each of a form, none twice. */
export const listOf =
  (form: Form): Form =>
  (value, at) => {
    if (!Array.isArray(value) || value.length === 0) return wrong(at, 'it is no list, or an empty one');
    if (new Set(value).size !== value.length) return wrong(at, 'it names something twice');
    return value.flatMap((each, index) => form(each, `${at}.${String(index)}`));
  };

/** An object with these members and no other. */
export const object =
  (members: Readonly<Record<string, Form>>, optional: Readonly<Record<string, Form>> = {}): Form =>
  (value, at) => {
    if (!isRecord(value)) return wrong(at, 'it is no object');
    const all: Readonly<Record<string, Form>> = { ...members, ...optional };
    const missing = Object.keys(members).filter((name) => !Object.hasOwn(value, name));
    return [
      ...missing.map((name) => refusal('CONFIG_VALUE', `\`${name}\` is missing`, at)),
      ...Object.entries(value).flatMap(([name, each]) => {
        const form = Object.hasOwn(all, name) ? all[name] : undefined;
        return form
          ? form(each, `${at}.${name}`)
          : [refusal('CONFIG_KEY', `\`${name}\` is never synthesized`, `${at}.${name}`)];
      }),
    ];
  };

/** Objects of a form by names that are synthesized. */
export const named =
  (form: Form): Form =>
  (value, at) => {
    if (!isRecord(value)) return wrong(at, 'it is no object');
    return Object.entries(value).flatMap(([name, each]) =>
      NAME.test(name)
        ? form(each, `${at}.${name}`)
        : [refusal('CONFIG_KEY', 'its name is of another form than is synthesized', `${at}.${name}`)],
    );
  };
const NAME = /^[a-z][a-z0-9_]*$/;

/** Exactly one of several forms, told by the first where none fits. */
export const either =
  (first: Form, ...others: readonly Form[]): Form =>
  (value, at) => {
    const refusals = first(value, at);
    return refusals.length === 0 || others.some((form) => form(value, at).length === 0) ? [] : refusals;
  };
