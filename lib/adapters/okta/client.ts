import type { ZodType } from 'zod';
import { isWritError, type Clock } from '../../kernel/index.js';
import { createLimiter, withRetries, type Limiter } from '../limit/index.js';
import { DEFAULT_LIMITS, originOf, tokenOf, type OktaConfig, type OktaLimits } from './config.js';
import { exchange, type Answer } from './exchange.js';
import { nextPage } from './link.js';
import { addressOf, operationName, type Operation, type Request } from './operation.js';
import { Pace, readRate, waitAfterRefusal } from './pace.js';
import { malformed, Refusal, refusalOf } from './refusal.js';

/** An empty page may be followed by itself: Okta is asked again so often, then it is called malformed. */
const EMPTY_REPEATS = 3;

/** Okta's management API as far as Writ needs it: every page, no cache, no link to elsewhere. Throws WritError. */
export class OktaClient {
  private readonly origin: URL;
  private readonly token: string;
  private readonly clock: Clock;
  private readonly limits: OktaLimits;
  private readonly limiter: Limiter;
  private readonly pace: Pace;
  private readonly random: () => number;

  constructor(config: OktaConfig) {
    this.origin = originOf(config.orgUrl);
    this.token = tokenOf(config.token);
    this.clock = config.clock;
    this.limits = { ...DEFAULT_LIMITS, ...config.limits };
    this.limiter = createLimiter({ concurrency: this.limits.concurrency });
    this.pace = new Pace(config.clock, this.limits.reserve);
    this.random = config.random ?? Math.random;
  }

  /** Calls made so far, retries included. */
  get calls(): number {
    return this.limiter.calls;
  }

  /** Yields every page of a list, each item checked. A page that fails is retried alone; those before it stand. */
  async *pages<T>(request: Request, item: ZodType<T>, signal?: AbortSignal): AsyncGenerator<readonly T[]> {
    const { operation } = request;
    const visits = new Map<string, number>();
    let next: URL | undefined = addressOf(request, this.origin);
    while (next) {
      const address: URL = next;
      visits.set(address.href, (visits.get(address.href) ?? 0) + 1);
      const answer = await this.call(operation, address, signal);
      const items = itemsOf(operation, answer, item);
      yield items;
      next = nextPage(answer.headers.get('link'), address, this.origin);
      const seen = next && (visits.get(next.href) ?? 0);
      if (seen && (items.length > 0 || seen > EMPTY_REPEATS))
        throw malformed(operation, 'has a next link that comes back to a page already read').error;
    }
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

  private async call(operation: Operation, address: URL, signal?: AbortSignal): Promise<Answer> {
    const attempt = () =>
      this.limiter.run(async () => {
        await this.pace.turn(operationName(operation), signal);
        return this.attempt(operation, address, signal);
      }, signal);
    try {
      return await withRetries(attempt, {
        attempts: this.limits.attempts,
        isRetryable: (error) => error instanceof Refusal && error.retryable,
        retryAfter: (error) => (error instanceof Refusal ? error.wait : undefined),
        clock: this.clock,
        random: this.random,
        signal,
      });
    } catch (error) {
      throw error instanceof Refusal ? error.error : error;
    }
  }

  private async attempt(operation: Operation, address: URL, signal?: AbortSignal): Promise<Answer> {
    const { token, limits } = this;
    const answer = await exchange({ operation, address, token, timeout: limits.timeout, signal });
    const rate = readRate(answer.headers, this.clock);
    const refused = answer.status === 429;
    this.pace.learn(operationName(operation), rate, refused);
    if (answer.ok) return answer;
    const wait = refused ? waitAfterRefusal(rate, this.random) : undefined;
    throw refusalOf(operation, answer.status, answer.summary, wait);
  }
}

function itemsOf<T>(operation: Operation, { body }: Answer, item: ZodType<T>): readonly T[] {
  if (!Array.isArray(body)) throw malformed(operation, 'is not a list').error;
  return body.map((value: unknown) => parsed(operation, value, item));
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
