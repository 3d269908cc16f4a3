import { parse } from 'csv-parse/sync';
import { messageOf, WritError } from '../../kernel/index.js';
import type { RawFeed } from '../../identity/index.js';
import { readJsonFile } from './json.js';
import { readTextFile } from './text.js';

/** No file of a feed is larger. */
export const MAX_FEED_BYTES = 256 * 1024 * 1024;
/** No manifest of a feed is larger. */
export const MAX_MANIFEST_BYTES = 64 * 1024;

/** Where a feed and its manifest lie. */
export interface FeedFiles {
  readonly data: string;
  readonly manifest: string;
}

/** Reads one CSV feed as it is. Throws INPUT_*. */
export async function readFeed(source: RawFeed['source'], files: FeedFiles): Promise<RawFeed> {
  const text = await readTextFile(files.data, MAX_FEED_BYTES, { keepMark: true });
  const manifest = await readJsonFile(files.manifest, MAX_MANIFEST_BYTES);
  return { source, file: files.data, text, rows: parseCsv(text, files.data), manifest };
}

function parseCsv(text: string, file: string): Record<string, string>[] {
  const [header = [], ...lines] = cells(text, file);
  refuseRepeatedColumn(header);
  return lines.map((line) => rowOf(header, line));
}

function cells(text: string, file: string): string[][] {
  try {
    return parse(text, { bom: true, skip_empty_lines: true, relax_column_count: true });
  } catch (cause) {
    throw new WritError('INPUT_MALFORMED', `\`${file}\` is not CSV: ${messageOf(cause)}`, {
      cause,
      place: { file },
      remedy: 'export it again with a header row and quoted fields',
    });
  }
}

/** A row with a cell too many or too few has shifted: it says nothing, and condemns itself and not the feed. */
function rowOf(header: readonly string[], line: readonly string[]): Record<string, string> {
  if (line.length !== header.length) return {};
  return Object.fromEntries(header.map((column, index) => [column, line[index] ?? '']));
}

function refuseRepeatedColumn(header: readonly string[]): void {
  if (new Set(header).size === header.length) return;
  throw new WritError('INPUT_MALFORMED', 'a column stands twice in the header', {
    remedy: 'name each column once',
  });
}
