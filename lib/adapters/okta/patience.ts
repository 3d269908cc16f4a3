import { epochOf, type Clock, type Milliseconds } from '../../kernel/index.js';
import { waitAfter } from '../limit/index.js';
import type { RefusedCall } from './refusal.js';

/** Rate limits refuse everybody alike: how long each kind of call has been refused is known to all of them. */
export class Throttling {
  private readonly since = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    /** How long refusals may go on, of a kind of call or of one call. */
    readonly longest: Milliseconds,
  ) {}

  answered(operation: string): void {
    this.since.delete(operation);
  }

  /** Whether another try is still within bounds after this refusal. */
  refused(operation: string): boolean {
    const now = epochOf(this.clock.now());
    const since = this.since.get(operation) ?? now;
    this.since.set(operation, since);
    return now - since < this.longest;
  }
}

/** The tries of one call. */
export class Tries {
  private failures = 0;
  private refusals = 0;
  /** What this call alone has waited for its refusals. */
  private waited: Milliseconds = 0;

  constructor(
    private readonly operation: string,
    private readonly throttling: Throttling,
    private readonly attempts: number,
    private readonly random: () => number,
  ) {}

  /** How long to wait before the next try; undefined when this failure is to be believed. */
  waitAfter(refusal: RefusedCall): Milliseconds | undefined {
    if (refusal.throttled) return this.afterThrottling(refusal);
    this.failures += 1;
    if (!refusal.retryable || this.failures >= this.attempts) return undefined;
    return waitAfter(refusal, this.failures, {
      attempts: this.attempts,
      isRetryable: () => true,
      random: this.random,
    });
  }

  private afterThrottling({ wait }: RefusedCall): Milliseconds | undefined {
    const goesOn = this.throttling.refused(this.operation) && this.waited < this.throttling.longest;
    if (!goesOn) return undefined;
    this.refusals += 1;
    const next = throttledWait(wait, this.refusals, this.random);
    this.waited += next;
    return next;
  }
}

const FIRST_FLOOR: Milliseconds = 1000;
/** Okta's windows last a minute: no floor need be higher. */
const HIGHEST_FLOOR: Milliseconds = 60_000;
const LONGEST_WAIT: Milliseconds = 120_000;

/**
 * How long to wait after the `refusals`-th refusal in a row, from 1: as long as Okta asks, and never less than a floor
 * that doubles. A reset may have passed already, and that of a concurrency limit is a guess; neither says "at once".
 */
export function throttledWait(
  asked: Milliseconds | undefined,
  refusals: number,
  random: () => number,
): Milliseconds {
  const floor = Math.min(HIGHEST_FLOOR, FIRST_FLOOR * 2 ** (refusals - 1));
  const jitter = Math.floor(random() * Math.max(FIRST_FLOOR, floor / 2));
  return Math.min(LONGEST_WAIT, Math.max(asked ?? 0, floor) + jitter);
}
