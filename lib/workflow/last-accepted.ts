import {
  IDENTITY_SCHEMA,
  type FeedProvenance,
  type IdentitySnapshot,
  type LastAccepted,
} from '../identity/index.js';
import { ofKind, type BodySource, type Recorder } from '../record/index.js';

/**
 * The feeds that were accepted last, by the newest synthesis that the ledger has; with the snapshot itself where its
 * body was not erased. Undefined where nothing was synthesized into this ledger yet.
 */
export async function lastAccepted(
  recorder: Recorder,
  bodies: BodySource,
): Promise<LastAccepted | undefined> {
  const all = ofKind(await recorder.read(), 'synthesis').map(({ body }) => body);
  const newest = all.reduce<(typeof all)[number] | undefined>(
    (last, each) => (last && last.asOf > each.asOf ? last : each),
    undefined,
  );
  if (!newest) return undefined;
  const snapshot = (await bodies.tryFind(newest.identity)) as IdentitySnapshot | undefined;
  if ((snapshot?.schema as string | undefined) === IDENTITY_SCHEMA && snapshot)
    return { feeds: snapshot.feeds, snapshot };
  return {
    feeds: newest.feeds.map(({ source, ...rest }) => ({
      source: source as FeedProvenance['source'],
      ...rest,
    })),
  };
}
