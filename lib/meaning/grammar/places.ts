import { LineCounter, parseDocument } from 'yaml';
import { WritError, type FaultPlace } from '../../kernel/index.js';
import type { DocumentPath } from './faults.js';

/** Where the values of a JSON text stand, and the keys that it says twice. */
export interface Places {
  readonly faults: readonly WritError[];
  /** The line and column of a value, or of the nearest one around it. */
  readonly at: (path: DocumentPath) => Pick<FaultPlace, 'line' | 'column'>;
}

/**
 * A JSON parser tells no places and lets the last of two equal keys win, so that what a reviewer reads is not what counts: the text is
 * read again as the YAML that all JSON is.
 */
export function placesIn(text: string): Places {
  if (depthOf(text) > MAX_DEPTH) return { faults: [tooDeep()], at: () => ({}) };
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'json', uniqueKeys: true, lineCounter: lines });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  return {
    faults: document.errors.map(
      ({ code, message, pos }) =>
        new WritError('POLICY_INVALID', `policy ${sentenceOf(code, message)}`, {
          remedy: 'write each key once, as JSON',
          place: at(pos[0]),
        }),
    ),
    at: (path) => {
      for (let length = path.length; length >= 0; length -= 1) {
        const node: unknown = document.getIn(path.slice(0, length), true);
        const offset = rangeOf(node);
        if (offset !== undefined) return at(offset);
      }
      return {};
    },
  };
}

/** A condition's value is five deep. */
const MAX_DEPTH = 32;

/** How deep lists and objects stand in each other: a composer's stack ends with theirs. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === '[' || token === '{') most = Math.max(most, ++depth);
    else if (token === ']' || token === '}') depth -= 1;
  }
  return most;
}

function tooDeep(): WritError {
  return new WritError('POLICY_INVALID', `policy is nested more than ${String(MAX_DEPTH)} deep`, {
    remedy: 'write a policy document',
  });
}

function sentenceOf(code: string, message: string): string {
  return code === 'DUPLICATE_KEY' ? 'says one key twice' : `is not JSON: ${message.split('\n')[0] ?? ''}`;
}

function rangeOf(node: unknown): number | undefined {
  const range = (node as { readonly range?: readonly number[] | null } | undefined)?.range;
  return range?.[0];
}
