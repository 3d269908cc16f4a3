import { isWritError, type Clock } from '../../kernel/index.js';
import { bounded, withRetries, type Limiter } from '../limit/index.js';
import type { AwsLimits } from './limits.js';
import { faultOf } from './faults.js';
import { isTransient, Overdue, retryAfterOf } from './refusal.js';

/** What the SDK is told about one attempt. */
export interface SendOptions {
  readonly abortSignal: AbortSignal;
}

/** Makes calls of one provider: limited, bounded in time, tried again where that may help, and counted. */
export class Caller {
  private made = 0;

  constructor(
    private readonly limiter: Limiter,
    private readonly limits: AwsLimits,
    private readonly clock: Clock,
  ) {}

  /** Attempts made through this caller so far. */
  get calls(): number {
    return this.made;
  }

  /**
   * Sends until answered or given up. Rejects with a WritError that names `action`, or with the reason of `signal`
   * once that has aborted.
   */
  async call<T>(
    action: string,
    send: (options: SendOptions) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    try {
      return await withRetries(() => this.limiter.run(() => this.attempt(send, signal), signal), {
        attempts: this.limits.attempts,
        firstWait: this.limits.firstWait,
        isRetryable: (error) => !signal?.aborted && !isWritError(error) && isTransient(error),
        retryAfter: retryAfterOf,
        clock: this.clock,
        signal,
      });
    } catch (error) {
      if (signal?.aborted) throw signal.reason as Error;
      throw faultOf(error, action);
    }
  }

  /** One attempt; the bound covers the whole answer, for a body that stops half-way as well. */
  private async attempt<T>(send: (options: SendOptions) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const { timeout } = this.limits;
    const overdue = new Overdue(`no whole answer within ${timeout} ms`);
    this.made += 1;
    return await bounded({ timeout, overdue, signal }, async (stop) => {
      try {
        return await send({ abortSignal: stop });
      } catch (error) {
        throw stop.reason === overdue ? overdue : error;
      }
    });
  }
}
