import type { Milliseconds } from '../../kernel/index.js';

/** What bounds one attempt. */
export interface AttemptBound {
  readonly timeout: Milliseconds;
  /** What the signal aborts with when time is up. */
  readonly overdue: Error;
  readonly signal?: AbortSignal | undefined;
}

/** Runs `attempt` with a signal that aborts when the caller's does, or when time is up; lets go of both when it is done. */
export async function bounded<T>(
  { timeout, overdue, signal }: AttemptBound,
  attempt: (stop: AbortSignal) => Promise<T>,
): Promise<T> {
  const bound = new AbortController();
  const timer = setTimeout(() => bound.abort(overdue), timeout);
  try {
    return await attempt(signal ? AbortSignal.any([signal, bound.signal]) : bound.signal);
  } finally {
    clearTimeout(timer);
  }
}
