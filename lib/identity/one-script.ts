/** Scripts that names and ids are written in (UAX #31, recommended scripts), those that belong together as one. */
const SCRIPTS: readonly RegExp[] = [
  ['Latin'],
  ['Cyrillic'],
  ['Greek'],
  ['Armenian'],
  ['Georgian'],
  ['Hebrew'],
  ['Arabic'],
  ['Devanagari'],
  ['Bengali'],
  ['Gurmukhi'],
  ['Gujarati'],
  ['Oriya'],
  ['Tamil'],
  ['Telugu'],
  ['Kannada'],
  ['Malayalam'],
  ['Sinhala'],
  ['Thai'],
  ['Lao'],
  ['Tibetan'],
  ['Myanmar'],
  ['Ethiopic'],
  ['Khmer'],
  // UTS #39, "highly restrictive": Japanese and Korean are written in several.
  ['Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo'],
].map((names) => new RegExp(`[${names.map((name) => `\\p{Script=${name}}`).join('')}]`, 'u'));

const LETTERS = /\p{L}/gu;
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/u;

/**
 * Why a text cannot be an id that people tell from others: not in Unicode form NFC, white space at its ends, characters
 * that show nothing, or letters of several scripts in one word. Undefined when it can; ASCII without blanks always can.
 * What stands after "is".
 */
export function idFault(text: string): string | undefined {
  if (/^[\x21-\x7e]*$/.test(text)) return undefined;
  if (text.normalize('NFC') !== text) return 'not in Unicode form NFC';
  if (text.trim() !== text) return 'with white space at its ends';
  if (HIDDEN.test(text)) return 'with characters that do not show';
  return text.split(/[^\p{L}\p{M}\p{N}]+/u).some(mixes) ? 'of more than one script' : undefined;
}

/** Whether a word has letters of more than one script, or of one that no id is written in. */
function mixes(word: string): boolean {
  const letters = word.match(LETTERS) ?? [];
  return letters.length > 0 && !SCRIPTS.some((script) => letters.every((letter) => script.test(letter)));
}
