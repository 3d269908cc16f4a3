/** A token of Okta's expression language, as far as it has to be told apart here. */
export type Token =
  /** `(`, `)`, `==`, `!=`, `&&`, `||`, `!`; the words AND, OR and NOT stand for their signs. */
  | { readonly kind: 'sign'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'attribute'; readonly text: string }
  | { readonly kind: 'null' }
  /** Anything else: a function, a number, another operator, a text whose quotes are escaped. */
  | { readonly kind: 'other'; readonly text: string };

const TOKEN =
  /\s*(?:(\(|\)|==|!=|&&|\|\||!)|("[^"]*(?:""[^"]*)*"|'[^']*(?:''[^']*)*')|([A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*)|([^\s"']))/y;

const SIGNS: ReadonlyMap<string, string> = new Map([
  ['AND', '&&'],
  ['OR', '||'],
  ['NOT', '!'],
]);

/** The tokens of an expression; undefined when a text in it has no end. */
export function tokensOf(expression: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (expression.slice(TOKEN.lastIndex).trim() !== '') {
    const match = TOKEN.exec(expression);
    if (!match) return undefined;
    const [, sign, quoted, word, other = ''] = match;
    if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else if (quoted !== undefined) tokens.push(textOf(quoted));
    else tokens.push(word === undefined ? { kind: 'other', text: other } : wordOf(word));
  }
  return tokens;
}

/** How Okta reads a quote or a backslash inside a text is not published: such a text is not compared. */
function textOf(quoted: string): Token {
  const text = quoted.slice(1, -1);
  return /[\\"']/.test(text) ? { kind: 'other', text: quoted } : { kind: 'text', text };
}

function wordOf(word: string): Token {
  const sign = SIGNS.get(word.toUpperCase());
  if (sign !== undefined) return { kind: 'sign', text: sign };
  if (word.toLowerCase() === 'null') return { kind: 'null' };
  const [, attribute] = /^user\.(\w+)$/.exec(word) ?? [];
  return attribute === undefined ? { kind: 'other', text: word } : { kind: 'attribute', text: attribute };
}
