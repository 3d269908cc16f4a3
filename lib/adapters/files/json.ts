import { messageOf, WritError } from '../../kernel/index.js';
import { readTextFile } from './text.js';

/** Reads a JSON file of at most `maxBytes`. Throws INPUT_UNREADABLE, INPUT_TOO_LARGE, INPUT_MALFORMED. */
export async function readJsonFile(path: string, maxBytes: number): Promise<unknown> {
  const text = await readTextFile(path, maxBytes);
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new WritError('INPUT_MALFORMED', `\`${path}\` is not JSON: ${messageOf(cause)}`, {
      cause,
      place: { file: path },
      remedy: 'mend the file, or write it again with the command that makes it',
    });
  }
}
