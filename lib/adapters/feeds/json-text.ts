import { messageOf, WritError } from '../../kernel/index.js';
import { MAX_FEED_BYTES, MAX_MANIFEST_BYTES, type FeedFiles } from '../files/feeds.js';
import { readJsonFile } from '../files/json.js';
import { readTextFile } from '../files/text.js';

/** A JSON feed as read: its text, which its manifest's digest is over, and both parsed. Throws INPUT_*. */
export async function readJsonFeed(
  files: FeedFiles,
): Promise<{ readonly text: string; readonly value: unknown; readonly manifest: unknown }> {
  const text = await readTextFile(files.data, MAX_FEED_BYTES, { keepMark: true });
  const manifest = await readJsonFile(files.manifest, MAX_MANIFEST_BYTES);
  try {
    return { text, value: JSON.parse(text.replace(/^\ufeff/, '')) as unknown, manifest };
  } catch (cause) {
    throw new WritError('INPUT_MALFORMED', `\`${files.data}\` is not JSON: ${messageOf(cause)}`, {
      cause,
      place: { file: files.data },
      remedy: 'export it again, whole',
    });
  }
}
