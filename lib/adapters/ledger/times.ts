import type { JournalEntry } from '../../drift/index.js';
import { CLOCK_SKEW, epochOf, isAhead, WritError, type Clock, type Instant } from '../../kernel/index.js';

/** By what the times of new entries are judged. */
export interface TimeCheck {
  readonly clock: Clock;
  /** How far a time may lie ahead of the clock, or behind the entry before. @default - CLOCK_SKEW */
  readonly skew?: number;
}

/**
 * Refuses entries that lie ahead of the clock, and those that lie behind the last one. A last entry that lies ahead of the
 * clock itself is no measure: it must not stop what is true now. Throws CLOCK_AHEAD, CLOCK_BACKWARDS.
 */
export function refuseTimes(
  entries: readonly JournalEntry[],
  last: Instant | undefined,
  { clock, skew = CLOCK_SKEW }: TimeCheck,
): void {
  const now = clock.now();
  let measure = last !== undefined && isAhead(last, now, skew) ? undefined : last;
  for (const { at } of entries) {
    if (isAhead(at, now, skew)) throw ahead(at, now);
    if (measure !== undefined && epochOf(measure) - epochOf(at) > skew) throw backwards(at, measure);
    measure = measure !== undefined && measure > at ? measure : at;
  }
}

function ahead(at: Instant, now: Instant): WritError {
  return new WritError('CLOCK_AHEAD', `an entry of \`${at}\` cannot be written at \`${now}\``, {
    remedy: 'set the clock right; nothing was written',
  });
}

function backwards(at: Instant, last: Instant): WritError {
  return new WritError('CLOCK_BACKWARDS', `an entry of \`${at}\` cannot follow one of \`${last}\``, {
    remedy: 'set the clock right; nothing was written',
  });
}
