/** A token of the expression language. */
export type Token =
  | { readonly kind: 'sign' | 'word'; readonly text: string }
  | { readonly kind: 'value'; readonly value: string | number };

const TOKEN =
  /\s*(?:("(?:[^"]|"")*"|'(?:[^']|'')*')|(\d+(?:\.\d+)?)|([A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*)|(==|!=|<=|>=|&&|\|\||[()<>!?:,{}]))/y;

/** SpEL writes its operators as words too, in any case. */
const WORDS: Readonly<Record<string, string>> = {
  AND: '&&',
  OR: '||',
  NOT: '!',
  EQ: '==',
  NE: '!=',
  LT: '<',
  LE: '<=',
  GT: '>',
  GE: '>=',
};

/** The tokens of an expression, undefined when it has a character that no token begins with. */
export function tokenize(expression: string): Token[] | undefined {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (expression.slice(TOKEN.lastIndex).trim() !== '') {
    const match = TOKEN.exec(expression);
    if (match === null) return undefined;
    tokens.push(tokenOf(match));
  }
  return tokens;
}

/** In a text the quote that encloses it is written twice, as SpEL has it. */
function tokenOf([, quoted, number, word, sign]: RegExpExecArray): Token {
  if (quoted !== undefined) {
    const quote = quoted.charAt(0);
    return { kind: 'value', value: quoted.slice(1, -1).replaceAll(quote + quote, quote) };
  }
  if (number !== undefined) return { kind: 'value', value: Number(number) };
  if (word === undefined) return { kind: 'sign', text: sign ?? '' };
  const operator = WORDS[word.toUpperCase()];
  return operator === undefined ? { kind: 'word', text: word } : { kind: 'sign', text: operator };
}
