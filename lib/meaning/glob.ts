import { rememberedByText } from './remembered.js';

/**
 * Patterns of IAM: `*` is any text, `?` any one character. What a policy writes as `${*}` is a plain asterisk, and a policy
 * variable is a text that nobody knows beforehand; both are held as characters that no policy may contain (`encode.ts`).
 */

/** From here on a character stands for something that a policy cannot write: U+E000 begins a variable. */
export const FIRST_RESERVED = 0xe000;

/** From here on it stands for the plain `*` and `?` of `${*}` and `${?}`. */
export const FIRST_LITERAL = 0xe400;

const VARIABLE = /\ue000[\ue100-\ue1ff]*\ue001/g;
const OPENS_VARIABLE = String.fromCharCode(FIRST_RESERVED);
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
  return beginHolds(outer, inner) && endHolds(outer, inner) && covers(outer, tidied(inner), holdsSymbol);
}

/** A question mark is any one character, a plain asterisk too, and nothing of a variable. */
function fitsOne(symbol: number, char: number): boolean {
  return symbol === char || (symbol === ANY && (char < FIRST_RESERVED || char >= FIRST_LITERAL));
}

/** What a star of `inner` stands for, only a star of `outer` holds. */
function holdsSymbol(symbol: number, char: number): boolean {
  return char !== STAR && fitsOne(symbol, char);
}

/** Whether `inner` begins with what `outer` does, as far as the first wildcard; what does not is told by that most of the time. */
function beginHolds(outer: string, inner: string): boolean {
  for (let i = 0; i < outer.length; i += 1) {
    const [symbol, char] = [outer.charCodeAt(i), inner.charCodeAt(i)];
    if (symbol === STAR || char === STAR || char === ANY) return true;
    if (i === inner.length || !fitsOne(symbol, char)) return false;
  }
  return inner.length === outer.length;
}

/** The same of what stands after the last star of `outer`. */
function endHolds(outer: string, inner: string): boolean {
  for (let i = outer.length - 1, j = inner.length - 1; i >= 0 && j >= 0; i -= 1, j -= 1) {
    const symbol = outer.charCodeAt(i);
    if (symbol === STAR) return true;
    if (!holdsSymbol(symbol, inner.charCodeAt(j))) return false;
  }
  return true;
}

/** Whether some text may be matched by both. Exact, but that a variable may stand for anything. */
export function overlaps(a: string, b: string): boolean {
  if (a === '*' || b === '*' || a === b) return true;
  if (!beginAlike(a, b) || !endAlike(a, b)) return false;
  // Of two that have a star each takes the other's middle into it, so that only what stands before and after decides.
  if (isStarred(a)) return isStarred(b) || covers(unsealed(a), b, meets);
  return covers(unsealed(b), a, meets);
}

/** Whether two patterns fit as far as the first star of either. */
function beginAlike(a: string, b: string): boolean {
  for (let i = 0; i < a.length && i < b.length; i += 1) {
    const [left, right] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (isStar(left) || isStar(right)) return true;
    if (!meets(left, right)) return false;
  }
  return true;
}

/** Whether two patterns fit from their ends as far as the last star of either. */
function endAlike(a: string, b: string): boolean {
  for (let i = a.length - 1, j = b.length - 1; i >= 0 && j >= 0; i -= 1, j -= 1) {
    const [left, right] = [a.charCodeAt(i), b.charCodeAt(j)];
    if (isStar(left) || isStar(right)) return true;
    if (!meets(left, right)) return false;
  }
  return true;
}

/** Whether one character may stand for both. */
function meets(a: number, b: number): boolean {
  return a === b || a === ANY || b === ANY;
}

/** A variable counts as a star, since it may stand for any text. */
function isStar(char: number): boolean {
  return char === STAR || (char >= FIRST_RESERVED && char < FIRST_LITERAL);
}

function isStarred(pattern: string): boolean {
  return pattern.includes('*') || pattern.includes(OPENS_VARIABLE);
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
  return hasRun(pattern) ? tidiedRuns(pattern) : pattern;
}

const tidiedRuns = rememberedByText((pattern) =>
  pattern.replace(/[*?]{2,}/g, (run) => {
    const single = run.replace(/\*/g, '');
    return run.includes('*') ? `${single}*` : single;
  }),
);

function hasRun(pattern: string): boolean {
  for (let star = pattern.indexOf('*'); star >= 0; star = pattern.indexOf('*', star + 1)) {
    if (isWildcard(pattern.charCodeAt(star - 1)) || isWildcard(pattern.charCodeAt(star + 1))) return true;
  }
  return false;
}

function isWildcard(char: number): boolean {
  return char === STAR || char === ANY;
}

function unsealed(pattern: string): string {
  return pattern.replace(VARIABLE, '*');
}
