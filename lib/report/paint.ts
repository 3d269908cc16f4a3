import pico from 'picocolors';

/** How words are stressed on a terminal; plain text when it may not be coloured. */
export interface Paint {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly good: (text: string) => string;
}

/** Colours, or none. */
export function paintOf(colour: boolean): Paint {
  const { bold, dim, red, yellow, green } = pico.createColors(colour);
  return { strong: bold, faint: dim, bad: red, warn: yellow, good: green };
}

/** No colours at all. */
export const PLAIN: Paint = paintOf(false);
