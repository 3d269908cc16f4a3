import { isAhead, type Instant, type Milliseconds } from '../kernel/index.js';
import type { RecordNote } from './finding.js';
import type { JournalEntry } from './journal.js';

/** A journal with what lies ahead of the clock told apart. */
export interface TimedJournal {
  /** What counts. */
  readonly journal: readonly JournalEntry[];
  readonly ahead: Ahead;
}

/** Entries that lie ahead of the clock: they are tolerated, and what they say of times does not count. */
export interface Ahead {
  readonly count: number;
  readonly latest?: Instant;
  /** The last entry is one of them, so nothing was written since: it may be the clock that is behind. */
  readonly doubt: boolean;
}

/** Nothing lies ahead. */
export const NOTHING_AHEAD: Ahead = { count: 0, doubt: false };

/** Leaves out what lies ahead of the clock; what the breaker queued stays queued, whatever its time. */
export function timedBy(
  entries: readonly JournalEntry[],
  now: Instant,
  skew: Milliseconds | undefined,
): TimedJournal {
  const late = entries.filter(({ at }) => isAhead(at, now, skew));
  if (late.length === 0) return { journal: entries, ahead: NOTHING_AHEAD };
  const latest = late.reduce((last, { at }) => (at > last ? at : last), now);
  const doubt = entries.at(-1) === late.at(-1);
  return {
    journal: entries.filter((entry) => entry.kind === 'queued' || !isAhead(entry.at, now, skew)),
    ahead: { count: late.length, latest, doubt },
  };
}

/** What a report says of entries that lie ahead. */
export function aheadNotes({ count, latest }: Ahead): RecordNote[] {
  if (latest === undefined) return [];
  const entries = count === 1 ? '1 entry' : `${count} entries`;
  return [
    {
      code: 'TIME_AHEAD',
      says: `the record has ${entries} dated ahead of the clock, up to ${latest}: what they saw first does not count`,
      cure: 'check the clock of this machine and of whoever wrote them; nothing has to wait for it',
    },
  ];
}
