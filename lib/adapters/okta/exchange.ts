import { messageOf, type Milliseconds } from '../../kernel/index.js';
import { bounded } from '../limit/index.js';
import type { Operation } from './operation.js';
import { malformed, unanswered } from './refusal.js';

/** One HTTP exchange, whole. */
export interface Exchange {
  readonly operation: Operation;
  readonly address: URL;
  readonly token: string;
  readonly timeout: Milliseconds;
  readonly signal?: AbortSignal | undefined;
}

/** An answer that arrived whole. `body` is parsed JSON, undefined when there is none. */
export interface OktaAnswer {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  /** A web page: whatever its status, it is not Okta's word. */
  readonly webPage: boolean;
  /** What Okta says went wrong: its code and one line, the token taken out. */
  readonly summary: string;
}

const LONGEST_SUMMARY = 160;

/** Sends one call and reads its answer to the end. Throws Refusal; an abort rejects with the signal's reason. */
export async function exchange(call: Exchange): Promise<OktaAnswer> {
  const { timeout, signal } = call;
  const overdue = new Error(`no answer within ${timeout} ms`);
  try {
    return await bounded({ timeout, overdue, signal }, (stop) => answered(call, stop));
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

async function answered(call: Exchange, stop: AbortSignal): Promise<OktaAnswer> {
  const response = await sent(call, stop);
  const text = await bodyOf(call, response);
  const body = response.ok ? jsonOf(call.operation, response, text) : undefined;
  const summary = response.ok ? '' : summaryOf(text, call.token);
  const webPage = mediaType(response) === 'text/html';
  const { ok, status, headers } = response;
  return { ok, status, headers, body, webPage, summary };
}

async function sent({ operation, address, token }: Exchange, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(address, {
      method: operation.method,
      headers: { accept: 'application/json', authorization: `SSWS ${token}`, 'user-agent': 'writ' },
      // The token must not go where a redirect points.
      redirect: 'manual',
      signal,
    });
  } catch (error) {
    throw unanswered(operation, reasonOf(error, token));
  }
}

async function bodyOf({ operation, token }: Exchange, response: Response): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    throw malformed(operation, `broke off: ${reasonOf(error, token)}`, true);
  }
}

function jsonOf(operation: Operation, response: Response, text: string): unknown {
  if (response.status === 204 || operation.method === 'DELETE') return undefined;
  const type = mediaType(response);
  if (type !== 'application/json') throw malformed(operation, `is not JSON but \`${type}\``);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw malformed(operation, 'is not whole: its JSON ends early or is broken', true);
  }
}

function mediaType({ headers }: Response): string {
  return (headers.get('content-type') ?? 'none').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

function summaryOf(text: string, token: string): string {
  try {
    const { errorCode, errorSummary } = JSON.parse(text) as { errorCode?: unknown; errorSummary?: unknown };
    const words = [errorCode, errorSummary].filter((each) => typeof each === 'string').join(' ');
    return withoutToken(words, token).replace(/\s+/g, ' ').slice(0, LONGEST_SUMMARY);
  } catch {
    return '';
  }
}

function reasonOf(error: unknown, token: string): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  return withoutToken(code === '' ? messageOf(cause) : code, token);
}

function withoutToken(text: string, token: string): string {
  return text.replaceAll(token, '[redacted]');
}
