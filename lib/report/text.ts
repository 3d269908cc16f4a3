/** ANSI and other escape sequences: CSI, OSC (ended by BEL or ST), and two-character ones. */

const ESCAPES =
  /\u001b\][\s\S]*?(?:\u0007|\u001b\\|$)|[\u001b\u009b][[\]()#;?]*(?:\d{1,4}(?:;\d{0,4})*)?[\dA-PR-TZcf-nq-uy=><~]?/gu;

/** What is left of control: C0, DEL, C1, line and paragraph separators, direction overrides, invisible marks, unpaired surrogates. */
const CONTROLS = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b-\u200f\u2060\ufeff\u061c]/gu;

const MAX_LENGTH = 2000;

/**
 * A text from a provider or a file as one line that cannot move the cursor, colour the screen, ring, reorder or hide
 * anything. Tabs and line breaks become spaces; the rest of what controls becomes `�`.
 */
export function clean(text: string): string {
  const shown = text
    .replace(ESCAPES, '\ufffd')
    .replace(/[\t\r\n]+/g, ' ')
    .replace(CONTROLS, '\ufffd');
  return shown.length > MAX_LENGTH ? `${shown.slice(0, MAX_LENGTH)}…` : shown;
}

/** A cleaned text for a Markdown line: nothing in it is markup, a link, a mention or HTML. */
export function markdown(text: string): string {
  return clean(text).replace(/[\\`*_{}[\]()<>#+!|~&@$]/g, (mark) => (mark === '@' ? '&#64;' : `\\${mark}`));
}

/** Breaks `text` into lines of at most `width`, at spaces; `hang` goes before every line but the first. */
export function wrapped(text: string, width: number, hang = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const next = line === '' ? word : `${line} ${word}`;
    if (next.length > width && line !== '') {
      lines.push(line);
      line = `${hang}${word}`;
    } else line = next;
  }
  return [...lines, line];
}
