import { stripVTControlCharacters } from 'node:util';

/** Where a sequence of control begins, other than the end of another. */
const ESCAPE = /\u001b(?!\\)|\u009b/g;

/** What is left of control: C0, DEL, C1, line and paragraph separators, direction overrides, invisible marks, unpaired surrogates. */
const CONTROLS = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b-\u200f\u2060\ufeff\u061c]/gu;

const MAX_LENGTH = 2000;

/**
 * A text from a provider or a file as one line that cannot move the cursor, colour the screen, ring, reorder or hide
 * anything. Tabs and line breaks become spaces; the rest of what controls becomes `�`.
 */
export function clean(text: string): string {
  const shown = stripVTControlCharacters(text.replace(ESCAPE, '\ufffd$&'))
    .replace(/[\t\r\n]+/g, ' ')
    .replace(CONTROLS, '\ufffd');
  return shown.length > MAX_LENGTH ? `${shown.slice(0, MAX_LENGTH)}…` : shown;
}

/** What a forge makes a link of without any markup: up to the mark that makes it one. */
const ADDRESS = /\b(?:https?|ftp|mailto|xmpp):|\bwww\./gi;

/** A cleaned text for a Markdown line: nothing in it is markup, a link, a mention or HTML. */
export function markdown(text: string): string {
  return clean(text)
    .replace(/[\\`*_{}[\]()<>#+!|~&@$]/g, (mark) => (mark === '@' ? '&#64;' : `\\${mark}`))
    .replace(ADDRESS, (start) => `${start.slice(0, -1)}&#${start.charCodeAt(start.length - 1)};`);
}
