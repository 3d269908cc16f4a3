import { refusal, type Refusal } from '../refusals.js';

/** The marks that encodings begin with, longest first: one of UTF-32 begins like one of UTF-16. */
const MARKS: readonly (readonly [name: string, bytes: readonly number[]])[] = [
  ['UTF-32 (little-endian)', [0xff, 0xfe, 0x00, 0x00]],
  ['UTF-32 (big-endian)', [0x00, 0x00, 0xfe, 0xff]],
  ['UTF-8 with a byte order mark', [0xef, 0xbb, 0xbf]],
  ['UTF-16 (little-endian)', [0xff, 0xfe]],
  ['UTF-16 (big-endian)', [0xfe, 0xff]],
];
const GZIP = [0x1f, 0x8b];
const ZIP = [0x50, 0x4b];

/** The text of bytes that are UTF-8 and nothing else, or what they are instead. */
export function utf8(bytes: Uint8Array): { readonly text: string } | { readonly refusal: Refusal } {
  const named = nameOf(bytes);
  if (named !== undefined)
    return { refusal: refusal('PLAN_ENCODING', `the text is ${named}, and not UTF-8`) };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { refusal: refusal('PLAN_ENCODING', 'the text has bytes that are not UTF-8') };
  }
}

function nameOf(bytes: Uint8Array): string | undefined {
  const begins = (mark: readonly number[]): boolean => mark.every((byte, index) => bytes[index] === byte);
  const marked = MARKS.find(([, mark]) => begins(mark));
  if (marked) return marked[0];
  if (begins(GZIP)) return 'compressed (gzip)';
  if (begins(ZIP)) return 'a zip, as plan files are';
  // JSON begins with two characters of ASCII: a zero byte among them is half of a wider one.
  const [first, second] = bytes;
  if (bytes.length >= 2 && second === 0) return 'UTF-16 (little-endian) without a mark';
  return bytes.length >= 2 && first === 0 ? 'UTF-16 (big-endian) without a mark' : undefined;
}
