import type { RawFeed } from '../../identity/index.js';
import { WritError } from '../../kernel/index.js';
import type { FeedFiles } from '../files/feeds.js';
import { readJsonFeed } from './json-text.js';

/**
 * A feed as a JSON list of flat objects, with the columns that the CSV has as members. `null` says nothing; anything but
 * text condemns its row. Throws INPUT_*.
 */
export async function readJsonRows(source: RawFeed['source'], files: FeedFiles): Promise<RawFeed> {
  const { text, value, manifest } = await readJsonFeed(files);
  if (!Array.isArray(value))
    throw new WritError('INPUT_MALFORMED', `\`${files.data}\` is not a list of rows`, {
      place: { file: files.data },
      remedy: 'export it as one JSON list of flat objects',
    });
  return { source, file: files.data, text, rows: value.map(rowOf), manifest };
}

function rowOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const cells = Object.entries(value).map(
    ([name, cell]) => [name, cell === null ? '' : (cell as unknown)] as const,
  );
  return cells.every(([, cell]) => typeof cell === 'string')
    ? (Object.fromEntries(cells) as Record<string, string>)
    : {};
}
