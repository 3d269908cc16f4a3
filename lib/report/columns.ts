import stringWidth from 'string-width';

/** A text in cells of a terminal: wide characters count two, combining marks and colours none. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

/** Breaks `text` into lines of at most `width` cells, at spaces; `hang` goes before every line but the first. */
export function wrapped(text: string, width: number, hang = ''): string[] {
  const lines: string[] = [];
  let line = '';
  let filled = 0;
  for (const word of text.split(' ')) {
    const cells = stringWidth(word);
    if (line === '') {
      line = word;
      filled = cells;
    } else if (filled + 1 + cells > width) {
      lines.push(line);
      line = `${hang}${word}`;
      filled = hang.length + cells;
    } else {
      line += ` ${word}`;
      filled += 1 + cells;
    }
  }
  return [...lines, line];
}

/** A text that is wider than `width` cells, cut off where an ellipsis still fits; never inside a character. */
export function shortened(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = '';
  let filled = 1;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    filled += stringWidth(segment);
    if (filled > width) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** Where a label stands and how wide a line may be, in cells. */
export interface Column {
  readonly width: number;
  /** Where the text begins; what a label needs beyond that moves its own line only. */
  readonly at: number;
}

/** A label, and beside it a text whose further lines stand under its first. */
export function labelled(label: string, text: string, { width, at }: Column): string[] {
  const [first = '', ...rest] = wrapped(text, width - at);
  return [`${padded(label, at - 1)} ${first}`, ...indented(rest, at)];
}

/** Lines that begin `at` cells from the left. */
export function indented(lines: readonly string[], at: number): string[] {
  return lines.map((line) => `${' '.repeat(at)}${line}`);
}
