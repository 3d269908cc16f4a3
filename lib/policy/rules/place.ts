import type { DetailedError } from '@cedar-policy/cedar-wasm/nodejs';
import type { FaultPlace } from '../../kernel/index.js';

/** Where in a file an error of Cedar lies; Cedar counts bytes of UTF-8. */
export function placeAt(file: string, text: string, { sourceLocations = [] }: DetailedError): FaultPlace {
  const [first] = sourceLocations;
  if (!first) return { file };
  const before = Buffer.from(text).subarray(0, first.start).toString().split('\n');
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
