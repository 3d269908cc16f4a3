import { isWritError, messageOf, WritError } from '../../kernel/index.js';
import { readTextFile } from './text.js';

/** Reads a JSON file of at most `maxBytes`. Throws INPUT_UNREADABLE, INPUT_TOO_LARGE, INPUT_MALFORMED. */
export async function readJsonFile(path: string, maxBytes: number): Promise<unknown> {
  return (await readJsonText(path, maxBytes)).value;
}

/** The same, with the text that it was read from. */
export async function readJsonText(
  path: string,
  maxBytes: number,
): Promise<{ readonly value: unknown; readonly text: string }> {
  const text = await readTextFile(path, maxBytes);
  try {
    return { value: JSON.parse(text) as unknown, text };
  } catch (cause) {
    throw new WritError('INPUT_MALFORMED', `\`${path}\` is not JSON: ${messageOf(cause)}`, {
      cause,
      place: { file: path, ...(await placeIn(text, messageOf(cause))) },
      remedy: 'mend the file, or write it again with the command that makes it',
    });
  }
}

/** Where the parser stopped, as its message says it; else where a reader of YAML stops, which JSON is. */
async function placeIn(
  text: string,
  message: string,
): Promise<{ readonly line?: number; readonly column?: number }> {
  const said =
    /at position (\d+)/.exec(message)?.[1] ?? (/end of JSON/.test(message) ? text.length : undefined);
  if (said !== undefined) {
    const before = text.slice(0, Number(said)).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  }
  const { readYaml } = await import('./yaml.js');
  try {
    readYaml(text, 'json');
    return {};
  } catch (error) {
    const { line, column } = (isWritError(error) && error.place) || {};
    return line === undefined || column === undefined ? {} : { line, column };
  }
}
