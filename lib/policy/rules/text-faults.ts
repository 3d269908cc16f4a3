import type { FaultPlace } from '../../kernel/index.js';

/** What shows nothing, or shows in another order than it is read; line ends and tabs aside. */
const HIDDEN = /(?![\n\r\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** Where a text first has a character that nobody who reviews it sees. */
export function hiddenAt(file: string, text: string): FaultPlace | undefined {
  const found = HIDDEN.exec(text);
  if (!found) return undefined;
  const before = text.slice(0, found.index).split('\n');
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Whether a parsed rule has a number that JSON does not carry exactly: printed again it would be another. */
export function hasLossyNumber(json: unknown): boolean {
  if (typeof json === 'number') return !Number.isSafeInteger(json);
  return typeof json === 'object' && json !== null && Object.values(json).some(hasLossyNumber);
}
