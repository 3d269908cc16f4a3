/**
 * Patterns of IAM: `*` is any text, `?` any one character. What a policy writes as `${*}` is a plain asterisk, and a policy
 * variable is a text that nobody knows beforehand; both are held as characters that no policy may contain (`encode.ts`).
 */

/** From here on a character stands for something that a policy cannot write: U+E000 begins a variable. */
export const FIRST_RESERVED = 0xe000;

/** From here on it stands for the plain `*` and `?` of `${*}` and `${?}`. */
export const FIRST_LITERAL = 0xe400;

const VARIABLE = /\ue000[\ue100-\ue1ff]*\ue001/g;
const STAR = 0x2a;
const ANY = 0x3f;

/** Whether `pattern` matches the whole of `text`. Quadratic at worst, whatever the pattern. */
export function matches(pattern: string, text: string): boolean {
  return covers(pattern, text, fitsOne);
}

/**
 * Whether every text that `inner` matches is matched by `outer` too. Sound: a yes is a proof. Complete but for patterns in
 * which the texts of `inner` are divided among several readings of `outer`.
 */
export function contains(outer: string, inner: string): boolean {
  if (outer === '*' || outer === inner) return true;
  return covers(outer, tidied(inner), (symbol, char) => char !== STAR && fitsOne(symbol, char));
}

/** A question mark is any one character, a plain asterisk too, and nothing of a variable. */
function fitsOne(symbol: number, char: number): boolean {
  return symbol === char || (symbol === ANY && (char < FIRST_RESERVED || char >= FIRST_LITERAL));
}

/** Whether some text may be matched by both. Exact, but that a variable may stand for anything. */
export function overlaps(a: string, b: string): boolean {
  if (a === '*' || b === '*' || a === b) return true;
  if (!isOpen(a)) return isOpen(b) ? matchesSealed(b, a) : false;
  if (!isOpen(b)) return matchesSealed(a, b);
  const [left, right] = [symbolsOf(a), symbolsOf(b)];
  // row[j]: whether the first i symbols of `left` and the first j of `right` have a text in common.
  let row = [true, ...right.map(() => false)];
  for (let j = 0; j < right.length; j += 1) row[j + 1] = row[j] === true && right[j] === STAR;
  for (const symbol of left) {
    const next = [row[0] === true && symbol === STAR];
    for (let j = 0; j < right.length; j += 1) {
      const other = right[j];
      next[j + 1] =
        symbol === STAR || other === STAR
          ? (row[j + 1] ?? false) || (next[j] ?? false) || (row[j] ?? false)
          : (row[j] ?? false) && (symbol === other || symbol === ANY || other === ANY);
    }
    row = next;
  }
  return row[right.length] ?? false;
}

/** A variable in a pattern may stand for any text of the other. */
function matchesSealed(pattern: string, text: string): boolean {
  return matches(pattern.replace(VARIABLE, '*'), text);
}

/** Whether it has a wildcard or a variable, so that it may match more than one text. */
export function isOpen(pattern: string): boolean {
  for (let i = 0; i < pattern.length; i += 1) {
    const char = pattern.charCodeAt(i);
    if (char === STAR || char === ANY || char === FIRST_RESERVED) return true;
  }
  return false;
}

/** The classic walk with one place to come back to: the last star takes one character more each time. */
function covers(pattern: string, text: string, fits: (symbol: number, char: number) => boolean): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let i = 0; i < text.length;) {
    const symbol = pattern.charCodeAt(at);
    if (at < pattern.length && symbol === STAR) {
      star = at++;
      resume = i;
    } else if (at < pattern.length && fits(symbol, text.charCodeAt(i))) {
      at += 1;
      i += 1;
    } else if (star >= 0) {
      at = star + 1;
      i = ++resume;
    } else return false;
  }
  while (pattern.charCodeAt(at) === STAR) at += 1;
  return at === pattern.length;
}

/** `*?*` and `?*` are one pattern: in each run of wildcards the question marks come first, and one star after. */
function tidied(pattern: string): string {
  return pattern.replace(/[*?]{2,}/g, (run) => {
    const single = run.replace(/\*/g, '');
    return run.includes('*') ? `${single}*` : single;
  });
}

/** The symbols of a pattern; a variable counts as a star, since it may stand for any text. */
function symbolsOf(pattern: string): number[] {
  const symbols: number[] = [];
  for (let i = 0; i < pattern.length; i += 1) {
    const char = pattern.charCodeAt(i);
    if (char < FIRST_RESERVED) symbols.push(char);
    else if (char === FIRST_RESERVED) symbols.push(STAR);
    else if (char >= FIRST_LITERAL) symbols.push(char);
  }
  return symbols;
}
