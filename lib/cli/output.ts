import { resolve } from 'node:path';
import { writeWhole } from '../adapters/files/durable.js';
import { paintOf, type Paint } from '../report/index.js';
import { mayColour, type Io } from './io.js';
import type { OutputCall } from './options.js';

/** What a command found: the document for machines, and how it reads for people. */
export interface Result {
  readonly document: object;
  lines(paint: Paint, width: number): readonly string[];
}

/** Prints a result as asked: words or one JSON document; and keeps the document with --save. */
export async function print(call: OutputCall, result: Result): Promise<void> {
  const { io } = call;
  const { json, save } = call.options;
  if (save) await writeWhole(resolve(io.cwd, save), `${JSON.stringify(result.document, null, 2)}\n`);
  if (json) io.out(`${JSON.stringify(result.document, null, 2)}\n`);
  else io.out(`${result.lines(paintFor(io), widthOf(io)).join('\n')}\n`);
}

/** Colours for standard output, when it may have them. */
export function paintFor(io: Io): Paint {
  return paintOf(mayColour(io.outIsTerminal, io.env));
}

/** Characters in a line: the terminal's own, from 40 up to 120. */
export function widthOf(io: Io): number {
  return Math.min(Math.max(io.columns, 40), 120);
}
