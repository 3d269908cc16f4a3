import { FIRST_LITERAL, FIRST_RESERVED } from './glob.js';

/** `${*}`, `${?}` and `${$}` are the plain characters. Source: IAM user guide, "IAM policy elements: Variables and tags". */
const PLAIN: ReadonlyMap<string, string> = new Map([
  ['*', String.fromCharCode(FIRST_LITERAL)],
  ['?', String.fromCharCode(FIRST_LITERAL + 1)],
  ['$', '$'],
]);

/** Where the characters of a variable's name are held, so that no pattern can match them one by one. */
const NAME = 0xe100;

/**
 * The pattern that a policy of version 2012-10-17 means: variables are held as one sealed piece each, by name without
 * regard to case. Undefined when a variable is not closed.
 */
export function encoded(text: string): string | undefined {
  let said = '';
  for (let at = 0; ;) {
    const open = text.indexOf('${', at);
    if (open < 0) return said + text.slice(at);
    const close = text.indexOf('}', open);
    if (close < 0) return undefined;
    const name = text.slice(open + 2, close);
    said += text.slice(at, open) + (PLAIN.get(name) ?? sealed(name));
    at = close + 1;
  }
}

/** The pattern as a policy writes it. */
export function decoded(pattern: string): string {
  return pattern
    .replace(/\ue000([\ue100-\ue1ff]*)\ue001/g, (_, name: string) => `\${${opened(name)}}`)
    .replace(/\ue400/g, '${*}')
    .replace(/\ue401/g, '${?}');
}

/** A key has no case; the default after it has. */
function sealed(name: string): string {
  const comma = name.indexOf(',');
  const [key, fallback] = comma < 0 ? [name, []] : [name.slice(0, comma), [name.slice(comma + 1).trim()]];
  const shifted = [key.trim().toLowerCase(), ...fallback]
    .join(',')
    .replace(/[^]/g, (char) => String.fromCharCode(NAME + (char.charCodeAt(0) & 0xff)));
  return `${String.fromCharCode(FIRST_RESERVED)}${shifted}${String.fromCharCode(FIRST_RESERVED + 1)}`;
}

function opened(name: string): string {
  return name.replace(/[^]/g, (char) => String.fromCharCode(char.charCodeAt(0) - NAME));
}
