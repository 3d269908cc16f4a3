import { getLocation, visit } from 'jsonc-parser';
import { refusal, type Refusal } from '../refusals.js';
import { utf8 } from './encoding.js';

/** A document that every reader reads alike, or all the reasons for which they might not. */
export type StrictJson = { readonly value: unknown } | { readonly refusals: readonly Refusal[] };

/** As many digits as every number of double precision keeps, whatever they are (IEEE 754: 15). */
const EXACT_DIGITS = 15;
/** How many places of one document are told. */
const TOLD = 20;

/**
 * Reads one JSON document of UTF-8. What `JSON.parse` alone would read in silence otherwise than the program that wrote it, or that acts on it, is refused: a key
 * that stands twice in one object (of which it keeps the last), a number that loses digits, a text with half a character or in another normal form of
 * Unicode than the writer uses (NFC).
 */
export function strictJson(bytes: Uint8Array): StrictJson {
  const decoded = utf8(bytes);
  if ('refusal' in decoded) return { refusals: [decoded.refusal] };
  const { text } = decoded;
  let value: unknown;
  try {
    value = JSON.parse(text);
    const odd = oddities(text);
    return odd.length > 0 ? { refusals: odd } : { value };
  } catch (error) {
    return { refusals: [refusal('PLAN_MALFORMED', whyMalformed(text, error))] };
  }
}

function whyMalformed(text: string, error: unknown): string {
  if (error instanceof RangeError) return 'it is nested too deeply';
  if (text.trim() === '') return 'it is empty';
  const message = error instanceof Error ? error.message : String(error);
  if (/end of JSON input|Unterminated/i.test(message)) return 'it ends before the document does';
  if (/after JSON/i.test(message)) return 'something follows the document';
  return 'it is not JSON';
}

function oddities(text: string): readonly Refusal[] {
  const found: Refusal[] = [];
  const keys: Set<string>[] = [];
  const tell = (code: Parameters<typeof refusal>[0], message: string, offset: number): void => {
    if (found.length < TOLD) found.push(refusal(code, message, placeOf(text, offset)));
  };
  const check = (value: string, offset: number): void => {
    if (!isPlainText(value))
      tell('PLAN_TEXT_ODD', 'a text is not in normal form, or has half a character', offset);
  };
  visit(
    text,
    {
      onObjectBegin: () => {
        keys.push(new Set());
      },
      onObjectEnd: () => {
        keys.pop();
      },
      onObjectProperty: (key, offset) => {
        check(key, offset);
        const known = keys.at(-1);
        if (known?.has(key) === true)
          tell('PLAN_KEY_REPEATED', `\`${key}\` stands twice in one object`, offset);
        known?.add(key);
      },
      onLiteralValue: (value, offset, length) => {
        if (typeof value === 'string') check(value, offset);
        if (typeof value === 'number' && !isExact(text.slice(offset, offset + length)))
          tell(
            'PLAN_NUMBER_LOSSY',
            `the number ${text.slice(offset, offset + Math.min(length, 40))} loses digits`,
            offset,
          );
      },
    },
    { disallowComments: true },
  );
  return found;
}

function isPlainText(value: string): boolean {
  return /^[\u0000-\u007f]*$/.test(value) || (value.isWellFormed() && value.normalize('NFC') === value);
}

function isExact(number: string): boolean {
  const [mantissa = '', exponent = '0'] = number.toLowerCase().split('e');
  const digits = mantissa.replace(/[-.]/g, '').replace(/^0+/, '');
  return (
    digits.replace(/0+$/, '').length <= EXACT_DIGITS &&
    Math.abs(Number(exponent)) < 200 &&
    digits.length < 100
  );
}

function placeOf(text: string, offset: number): string {
  return getLocation(text, offset).path.join('.');
}
