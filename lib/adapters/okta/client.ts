import type { ZodType } from 'zod';
import { isWritError, type Clock } from '../../kernel/index.js';
import { createLimiter, type Limiter } from '../limit/index.js';
import { DEFAULT_LIMITS, originOf, tokenOf, type OktaConfig, type OktaLimits } from './config.js';
import { exchange, type OktaAnswer } from './exchange.js';
import { linksOfPage } from './link.js';
import { addressOf, operationName, type Operation, type Request } from './operation.js';
import { Pace, readRate, retryAfter } from './pace.js';
import { Throttling, Tries } from './patience.js';
import { malformed, refusalOf, RefusedCall } from './refusal.js';
import { Walk } from './walk.js';

/** Okta's management API as far as Writ needs it: every page, no cache, no link to elsewhere. Throws WritError. */
export class OktaClient {
  private readonly origin: URL;
  private readonly token: string;
  private readonly clock: Clock;
  private readonly limits: OktaLimits;
  private readonly limiter: Limiter;
  private readonly pace: Pace;
  private readonly throttling: Throttling;
  private readonly random: () => number;

  constructor(config: OktaConfig) {
    this.origin = originOf(config.orgUrl);
    this.token = tokenOf(config.token);
    this.clock = config.clock;
    this.limits = { ...DEFAULT_LIMITS, ...config.limits };
    this.limiter = createLimiter({ concurrency: this.limits.concurrency });
    this.pace = new Pace(config.clock, this.limits.reserve);
    this.throttling = new Throttling(config.clock, this.limits.throttledFor);
    this.random = config.random ?? Math.random;
  }

  /** Calls made so far, retries included. */
  get calls(): number {
    return this.limiter.calls;
  }

  /**
   * Yields every page of a list, each item checked. A page that fails is retried alone; those before it stand. An item
   * that is not as published is left out, the others stand, and the list is malformed at its end.
   */
  async *pages<T>(request: Request, item: ZodType<T>, signal?: AbortSignal): AsyncGenerator<readonly T[]> {
    const { operation, query } = request;
    const size = query?.['limit'];
    const walk = new Walk(operation, size === undefined ? undefined : Number(size), this.clock, this.limits);
    let fault: Error | undefined;
    let next: URL | undefined = addressOf(request, this.origin);
    while (next) {
      const address: URL = next;
      const answer = await this.call(operation, address, signal);
      const { body } = answer;
      if (!Array.isArray(body)) throw malformed(operation, 'is not a list').error;
      const { good, broken } = sorted(operation, body, item);
      fault ??= broken;
      yield good;
      const links = linksOfPage(answer.headers.get('link'), address, this.origin);
      next = walk.after({ address, items: body, links });
    }
    if (fault) throw fault;
  }

  /** One resource. */
  async get<T>(request: Request, shape: ZodType<T>, signal?: AbortSignal): Promise<T> {
    const answer = await this.call(request.operation, addressOf(request, this.origin), signal);
    return parsed(request.operation, answer.body, shape);
  }

  /** A call whose answer has no content, such as a removal. */
  async send(request: Request, signal?: AbortSignal): Promise<void> {
    await this.call(request.operation, addressOf(request, this.origin), signal);
  }

  private async call(operation: Operation, address: URL, signal?: AbortSignal): Promise<OktaAnswer> {
    const name = operationName(operation);
    const tries = new Tries(name, this.throttling, this.limits.attempts, this.random);
    for (;;) {
      try {
        return await this.limiter.run(async () => {
          await this.pace.turn(name, signal);
          return this.attempt(operation, address, signal);
        }, signal);
      } catch (error) {
        signal?.throwIfAborted();
        if (!(error instanceof RefusedCall)) throw error;
        const wait = tries.waitAfter(error);
        if (wait === undefined) throw error.error;
        await this.clock.sleep(wait, signal);
      }
    }
  }

  private async attempt(operation: Operation, address: URL, signal?: AbortSignal): Promise<OktaAnswer> {
    const { token, limits } = this;
    const answer = await exchange({ operation, address, token, timeout: limits.timeout, signal });
    const name = operationName(operation);
    const rate = readRate(answer.headers, this.clock);
    const refused = answer.status === 429;
    this.pace.learn(name, rate, refused);
    if (!refused) this.throttling.answered(name);
    if (answer.ok) return answer;
    // A proxy's 404 is no word of Okta's that something is gone.
    if (answer.webPage && !refused)
      throw malformed(operation, `is a web page with status ${answer.status}`, answer.status >= 500);
    const asked = refused ? (retryAfter(answer.headers, this.clock) ?? rate?.resetIn) : undefined;
    throw refusalOf(operation, answer.status, answer.summary, asked);
  }
}

/** Items that are as published, and the fault of the first that is not. */
function sorted<T>(
  operation: Operation,
  items: readonly unknown[],
  shape: ZodType<T>,
): { good: readonly T[]; broken: Error | undefined } {
  let broken: Error | undefined;
  const good = items.flatMap((value) => {
    try {
      return [parsed(operation, value, shape)];
    } catch (error) {
      if (!isWritError(error)) throw error;
      broken ??= error;
      return [];
    }
  });
  return { good, broken };
}

function parsed<T>(operation: Operation, value: unknown, shape: ZodType<T>): T {
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  const at = result.error.issues[0]?.path.join('.') ?? '';
  throw malformed(operation, `has an item whose \`${at}\` is not as published`).error;
}

/** Whether `error` says that Okta does not know the object. */
export function isNotFound(error: unknown): boolean {
  return isWritError(error) && error.code === 'PROVIDER_NOT_FOUND';
}
