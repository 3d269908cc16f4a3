import type { Instant } from '../kernel/index.js';
import type { BreakerEntry, JournalEntry, Operators } from './journal.js';
import type { FindingId } from './finding-id.js';

/** How many people, each proved by a key of their own, have to stand behind what the breaker held. */
const VOICES = 2;

/** A line that the breaker queued and that has not ended since. */
export interface QueuedLine {
  readonly at: Instant;
  readonly run: string;
  /** Who stands behind its removal so far, by id: who queued it and who released it, as far as a key proves it. */
  readonly voices: ReadonlySet<string>;
}

/** What the breaker holds, as the journal remembers. */
export interface Breaker {
  /** What queued this edge, until it is gone or was taken away; undefined when nothing did. */
  queued(id: FindingId): QueuedLine | undefined;
  /** Whether two people stood behind an attempt that the journal has. */
  wasReleased(attempt: JournalEntry): boolean;
}

/** Folds a journal into what is queued. Only who is `known` has a voice: whoever left does not. */
export function breakerOf(
  journal: readonly JournalEntry[],
  operators: Operators,
  isKnown: (operator: string) => boolean,
  now: Instant,
): Breaker {
  const queued = new Map<FindingId, Waiting>();
  const released = new Set<JournalEntry>();
  const voiceOf = (entry: BreakerEntry): string[] => {
    const operator = operators.provedBy(entry);
    return operator !== undefined && isKnown(operator) ? [operator] : [];
  };
  for (const entry of journal) {
    switch (entry.kind) {
      case 'queued':
        enqueue(queued, entry, voiceOf(entry));
        break;
      case 'released':
        release(queued, entry, voiceOf(entry), now);
        break;
      case 'attempt':
        if (isReleasedBy(queued.get(entry.edge)?.voices)) released.add(entry);
        break;
      case 'outcome':
        if (entry.state === 'revoked') queued.delete(entry.edge);
        break;
      case 'gone':
        queued.delete(entry.edge);
        break;
      default:
        break;
    }
  }
  return { queued: (id) => queued.get(id), wasReleased: (attempt) => released.has(attempt) };
}

/** Whether these voices are enough. */
export function isReleasedBy(voices: ReadonlySet<string> | undefined): boolean {
  return voices !== undefined && voices.size >= VOICES;
}

interface Waiting extends QueuedLine {
  readonly voices: Set<string>;
}

function enqueue(
  queued: Map<FindingId, Waiting>,
  { at, run, edges }: BreakerEntry,
  voices: readonly string[],
): void {
  for (const edge of edges) if (!queued.has(edge)) queued.set(edge, { at, run, voices: new Set(voices) });
}

/** A release from before the queueing is a replay, and nobody's voice; a queueing ahead of the clock is before nothing. */
function release(
  queued: ReadonlyMap<FindingId, Waiting>,
  { at, edges }: BreakerEntry,
  voices: readonly string[],
  now: Instant,
): void {
  for (const edge of edges) {
    const waiting = queued.get(edge);
    if (waiting && (at >= waiting.at || waiting.at > now))
      for (const voice of voices) waiting.voices.add(voice);
  }
}
