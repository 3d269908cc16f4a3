import { epochOf, type Clock, type Milliseconds } from '../../kernel/index.js';

/** What an answer says about the rate limit that its call counted against. */
export interface RateHeaders {
  readonly limit: number;
  readonly remaining: number;
  /** From now until the limit is whole again, by Okta's own clock. */
  readonly resetIn: Milliseconds;
}

/** Okta's windows last a minute; a reset further away is not believed. */
const LONGEST_RESET: Milliseconds = 120_000;

/**
 * Reads `X-Rate-Limit-*`. The reset is an instant by Okta's clock, so it is measured against the `Date` of the same
 * answer: a wrong clock on this machine changes nothing. Undefined when the headers are not there.
 */
export function readRate(headers: Headers, clock: Clock): RateHeaders | undefined {
  const limit = count(headers.get('x-rate-limit-limit'));
  const remaining = count(headers.get('x-rate-limit-remaining'));
  const reset = count(headers.get('x-rate-limit-reset'));
  if (limit === undefined || remaining === undefined || reset === undefined) return undefined;
  const resetIn = reset * 1000 - nowBy(headers, clock);
  return { limit, remaining, resetIn: Math.min(Math.max(0, resetIn), LONGEST_RESET) };
}

/** How long `Retry-After` asks to wait, in seconds or until an instant by Okta's own clock. */
export function retryAfter(headers: Headers, clock: Clock): Milliseconds | undefined {
  const text = headers.get('retry-after');
  const seconds = count(text);
  if (seconds !== undefined) return seconds * 1000;
  const until = Date.parse(text ?? '');
  return Number.isNaN(until) ? undefined : Math.max(0, until - nowBy(headers, clock));
}

/** The clock of the answer, ours where it tells none. */
function nowBy(headers: Headers, clock: Clock): number {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? epochOf(clock.now()) : date;
}

/**
 * Spaces the calls of each operation by what Okta says is left: freely while there is plenty, spread over the rest of
 * the window below the reserve, not at all until the reset when nothing is left.
 */
export class Pace {
  private readonly turns = new Map<string, { freeAt: number; gap: Milliseconds }>();

  constructor(
    private readonly clock: Clock,
    private readonly reserve: number,
  ) {}

  /** Resolves when the next call of this operation may go. */
  async turn(operation: string, signal?: AbortSignal): Promise<void> {
    const turn = this.turns.get(operation);
    if (!turn) return;
    const now = epochOf(this.clock.now());
    const at = Math.max(now, turn.freeAt);
    turn.freeAt = at + turn.gap;
    if (at > now) await this.clock.sleep(at - now, signal);
  }

  /** Takes in what the last answer said; a refused call stops all others of its operation until the reset. */
  learn(operation: string, rate: RateHeaders | undefined, refused: boolean): void {
    if (!rate) return;
    const remaining = refused ? 0 : rate.remaining;
    if (!refused && remaining >= rate.limit * this.reserve) {
      this.turns.delete(operation);
      return;
    }
    const now = epochOf(this.clock.now());
    const freeAt = this.turns.get(operation)?.freeAt ?? now;
    const spread = remaining > 0;
    this.turns.set(operation, {
      freeAt: spread ? freeAt : Math.max(freeAt, now + rate.resetIn),
      gap: spread ? rate.resetIn / remaining : 0,
    });
  }
}

function count(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}$/.test(text.trim()) ? Number(text) : undefined;
}
