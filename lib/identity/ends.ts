import { by, sorted, type Instant } from '../kernel/index.js';
import { hasLeft } from './employment.js';
import { checkFeed, type RawFeed } from './feed.js';
import { readPeople } from './people.js';
import type { BarePerson } from './rows.js';
import type { IdentitySnapshot, PersonRecord } from './snapshot.js';

/**
 * A snapshot with the ends that a newer HR feed says outright, whatever else is wrong with that feed: terminations and
 * last days that are over, of rows that are there. What it leaves out, and whom it newly has, changes nothing.
 * Throws FEED_REFUSED when the feed does not agree with its own manifest.
 */
export function withEnds(snapshot: IdentitySnapshot, hr: RawFeed, at: Instant): IdentitySnapshot {
  const { generatedAt, digest } = checkFeed(hr, at);
  const known = snapshot.feeds.find(({ source }) => source === 'hr');
  if (known && (generatedAt < known.generatedAt || digest === known.digest)) return snapshot;
  const gone = new Map(
    readPeople(hr, at)
      .people.map(({ value }) => value)
      .filter((each) => hasLeft(each, at))
      .map((each) => [each.id, each]),
  );
  if (gone.size === 0) return snapshot;
  const doubted = (snapshot.doubted ?? []).filter(({ id }) => !gone.has(id));
  return {
    ...snapshot,
    people: sorted(
      [...snapshot.people.map((record) => ended(record, gone.get(record.id))), ...fromDoubt(snapshot, gone)],
      by(({ id }) => id),
    ),
    ...(snapshot.doubted ? { doubted } : {}),
  };
}

function ended(record: PersonRecord, said: BarePerson | undefined): PersonRecord {
  if (!said) return record;
  const { status, lastDay, contract } = said;
  return { ...record, status, ...(lastDay ? { lastDay } : {}), ...(contract ? { contract } : {}) };
}

/** People of whom nothing could be relied on, and whom HR now says outright to have left. */
function fromDoubt(
  { doubted = [] }: IdentitySnapshot,
  gone: ReadonlyMap<string, BarePerson>,
): PersonRecord[] {
  return doubted.flatMap(({ id, accounts }) => {
    const said = gone.get(id);
    return said ? [{ ...said, accounts }] : [];
  });
}
