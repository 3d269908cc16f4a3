import { valuesOf, type RequestContext } from './documents.js';

const made = new Map<string, RegExp>();

/** `*` is any text, `?` any character: as a regular expression, which is how one would write it down without a second thought. */
export function wildcard(pattern: string, text: string): boolean {
  let expression = made.get(pattern);
  if (!expression) {
    const escaped = pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    expression = new RegExp(`^${escaped.replace(/\\\*/g, '.*').replace(/\\\?/g, '.')}$`, 's');
    made.set(pattern, expression);
  }
  return expression.test(text);
}

const STAR = '\u0001';
const QUESTION = '\u0002';

/**
 * A text with its policy variables replaced by what the request says; undefined where the request says nothing and no default
 * is given: then nothing matches. Source: IAM user guide, "IAM policy elements: Variables and tags".
 */
export function substituted(text: string, context: RequestContext): string | undefined {
  const missing: string[] = [];
  const said = text.replace(/\$\{([^}]*)\}/g, (_, inside: string) => {
    if (inside === '*') return STAR;
    if (inside === '?') return QUESTION;
    if (inside === '$') return '$';
    const [, key = inside, fallback] = /^(.*?)\s*,\s*'(.*)'$/.exec(inside.trim()) ?? [];
    const values = valuesOf(context, key.trim());
    if (values?.length === 1) return literal(values[0] ?? '');
    if (fallback !== undefined) return literal(fallback);
    missing.push(key);
    return '';
  });
  return missing.length > 0 ? undefined : said;
}

/** Wildcards in a value that comes from the request are plain characters. */
function literal(value: string): string {
  return value.replace(/\*/g, STAR).replace(/\?/g, QUESTION);
}

/** The text of a request with its own asterisks held as the plain characters that they are. */
export function plain(text: string): string {
  return literal(text);
}

/** The text with its plain characters as they are written. */
export function unmarked(text: string): string {
  return text.replaceAll(STAR, '*').replaceAll(QUESTION, '?');
}
