import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One row of the golden table. */
export interface Row {
  readonly id: string;
  readonly about: string;
  readonly who: string;
  readonly asks: string;
  /** What is otherwise than in the plain case, in the vocabulary of {@link stage}. */
  readonly given: readonly string[];
  readonly outcome: string;
  /** Codes of the reasons; of a pending ticket, of what it waits for. */
  readonly codes: readonly string[];
  /** Codes of the reviews that do not count. */
  readonly uncounted: readonly string[];
}

const list = (cell: string): string[] =>
  cell
    .split(/[;,]\s*/)
    .map((each) => each.replaceAll('`', '').trim())
    .filter((each) => each !== '');

/** The rows of the document, in its order. */
export function goldenRows(): readonly Row[] {
  const text = readFileSync(join(__dirname, '../../golden/decisions.md'), 'utf8');
  return text
    .split('\n')
    .filter((line) => /^\| \d/.test(line))
    .map((line) => {
      const cells = line
        .split('|')
        .slice(1, -1)
        .map((each) => each.trim());
      const [id = '', about = '', who = '', asks = '', given = '', outcome = '', codes = '', uncounted = ''] =
        cells;
      if (cells.length !== 8) throw new Error(`row ${id} has ${cells.length} cells`);
      return {
        id,
        about,
        who,
        asks,
        given: given
          .split(';')
          .map((each) => each.trim())
          .filter((each) => each !== ''),
        outcome: outcome.replaceAll('*', ''),
        codes: list(codes),
        uncounted: list(uncounted),
      };
    });
}
