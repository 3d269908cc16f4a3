import type { RawFeed } from '../../../identity/index.js';
import type { FeedFiles } from '../../files/feeds.js';
import { readJsonFeed } from '../json-text.js';
import { parseListResponse, scimRefused } from './list-response.js';
import { scimRows } from './users.js';

/** A dump of SCIM users: one ListResponse that has them all, with its manifest. Throws INPUT_*, FEED_REFUSED. */
export async function readScimDump(
  feed: RawFeed['source'],
  files: FeedFiles,
  source: string,
): Promise<RawFeed> {
  const { text, value, manifest } = await readJsonFeed(files);
  const { total, resources } = parseListResponse(value, files.data);
  if (resources.length !== total)
    throw scimRefused(files.data, `has ${resources.length} users of ${total}: a page is not the whole`);
  const { rows, delegations } = scimRows(feed, resources, source);
  return {
    source: feed,
    file: files.data,
    text,
    rows,
    manifest,
    ...(delegations.length > 0 ? { delegations } : {}),
  };
}
