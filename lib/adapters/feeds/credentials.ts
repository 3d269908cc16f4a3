import type { CredentialsUnfit, RawCredentials } from '../../identity/index.js';
import { isWritError } from '../../kernel/index.js';
import type { FeedFiles } from '../files/feeds.js';
import { readJsonFeed } from './json-text.js';

/** A feed of credentials with its manifest, as it is; one that is not there or no JSON holds up nobody but the workloads. */
export async function readCredentialsFeed(files: FeedFiles): Promise<RawCredentials | CredentialsUnfit> {
  try {
    return await readJsonFeed(files);
  } catch (error) {
    if (!isWritError(error)) throw error;
    const code = error.code === 'INPUT_UNREADABLE' ? 'SOURCE_UNAVAILABLE' : 'FEED_REFUSED';
    return { unfit: { code, message: `the credentials feed cannot be read: ${error.code}` } };
  }
}
