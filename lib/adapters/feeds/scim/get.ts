import { messageOf, WritError, type Clock, type Milliseconds } from '../../../kernel/index.js';
import { bounded, withRetries } from '../../limit/index.js';
import type { ScimLimits } from './endpoint.js';

/** With what one call is made. */
export interface ScimCall {
  readonly token: string;
  readonly limits: ScimLimits;
  readonly clock: Clock;
}

/** A call that failed, and whether another may do better. */
class Failed extends Error {
  constructor(
    message: string,
    readonly retryable: boolean,
    readonly wait?: Milliseconds,
  ) {
    super(message);
  }
}

/** The parsed answer to one GET. Throws SOURCE_UNAVAILABLE: no answer, another status than 200, no JSON, too much of it. */
export async function scimGet(address: URL, { token, limits, clock }: ScimCall): Promise<unknown> {
  const overdue = new Failed(`no answer within ${limits.timeout} ms`, true);
  try {
    return await withRetries(
      () => bounded({ timeout: limits.timeout, overdue }, (stop) => answer(address, token, limits, stop)),
      {
        attempts: limits.attempts,
        isRetryable: (error) => error instanceof Failed && error.retryable,
        retryAfter: (error) => (error instanceof Failed ? error.wait : undefined),
        clock,
      },
    );
  } catch (error) {
    throw new WritError(
      'SOURCE_UNAVAILABLE',
      `the SCIM service at \`${address.origin}${address.pathname}\` cannot be read: ${why(error, token)}`,
      { remedy: 'check the URL, the token and the service, then run again; nothing was granted meanwhile' },
    );
  }
}

async function answer(
  address: URL,
  token: string,
  limits: ScimLimits,
  signal: AbortSignal,
): Promise<unknown> {
  const response = await fetch(address, {
    headers: {
      accept: 'application/scim+json, application/json',
      authorization: `Bearer ${token}`,
      'user-agent': 'writ',
    },
    // The token must not go where a redirect points.
    redirect: 'manual',
    signal,
  }).catch((cause: unknown) => {
    throw new Failed(reasonOf(cause), true);
  });
  if (response.status !== 200) throw refusal(response);
  const type = (response.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!/^application\/(scim\+)?json$/.test(type))
    throw new Failed(`its answer is \`${type}\`, not JSON`, false);
  const text = await textOf(response, limits.pageBytes);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Failed('its answer is not whole: its JSON ends early or is broken', true);
  }
}

function refusal(response: Response): Failed {
  const { status } = response;
  const seconds = response.headers.get('retry-after') ?? '';
  const wait = /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1000 : undefined;
  return new Failed(
    `it answered ${status === 0 ? 'a redirect' : status}`,
    status === 429 || status >= 500,
    wait,
  );
}

/** The body, read no further than `most` bytes. */
async function textOf(response: Response, most: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > most) throw new Failed(`a page is larger than ${most} bytes`, false);
    chunks.push(chunk);
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  return code === '' ? messageOf(cause) : code;
}

function why(error: unknown, token: string): string {
  return reasonOf(error).replaceAll(token, '[redacted]');
}
