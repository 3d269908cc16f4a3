import { z } from 'zod';
import { malformed, type Problem } from './errors.js';

/** An object that refuses fields it does not know, and names those it does. */
export function strict<S extends z.ZodRawShape>(shape: S): z.ZodObject<S, z.core.$strict> {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `unknown field ${quoted(issue.keys)}; allowed are ${quoted(Object.keys(shape))}`
        : undefined,
  });
}

/** The value in the shape of the schema, or an error that says for every fault where, what and what is allowed. */
export function parsed<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw malformed(
    what,
    result.error.issues.map((issue) => problem(issue.path, issue.message, value)),
  );
}

function problem(path: readonly PropertyKey[], message: string, root: unknown): Problem {
  return { path: pathText(path), value: brief(valueAt(root, path)), message };
}

/** `okta.users[3].login`; `(root)` for the whole. */
function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return text === '' ? '(root)' : text.replace(/^\./, '');
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}

const LONGEST = 120;

function brief(value: unknown): unknown {
  if (value === undefined) return null;
  const text = JSON.stringify(value);
  return text.length <= LONGEST ? value : `${text.slice(0, LONGEST)}…`;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
