import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OktaConfig } from '../../../lib/adapters/okta/index.js';
import { isWritError, manualClock, parseInstant, type Milliseconds } from '../../../lib/kernel/index.js';

/** What the server says to one call; a function has the response for itself. */
export type Reply =
  | {
      readonly status?: number;
      readonly body?: unknown;
      readonly text?: string;
      readonly headers?: Readonly<Record<string, string | string[]>>;
    }
  | ((response: ServerResponse, request: IncomingMessage) => void);

export interface Server {
  readonly url: string;
  /** `GET /api/v1/groups?limit=200`, in order. */
  readonly calls: string[];
  close(): Promise<void>;
}

/** A loopback server for what no honest Okta says; `answer` is asked for each call, by its number from 0. */
export async function serve(answer: (request: IncomingMessage, call: number) => Reply): Promise<Server> {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    const reply = answer(request, calls.length);
    calls.push(`${request.method ?? ''} ${request.url ?? ''}`);
    if (typeof reply === 'function') {
      reply(response, request);
      return;
    }
    response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
    response.end(reply.text ?? JSON.stringify(reply.body ?? []));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, calls, close };
}

/** A clock that stands still but for the waits, which it remembers. */
export function waitingClock(at = '2026-11-21T12:00:00Z') {
  const clock = manualClock(parseInstant(at));
  const waits: Milliseconds[] = [];
  const sleep: typeof clock.sleep = (span, signal) => {
    waits.push(span);
    return clock.sleep(span, signal);
  };
  return { ...clock, sleep, waits };
}

export const TOKEN = '00aSecretTokenThatNobodySees-1234567890';

export function configFor(url: string, more: Partial<OktaConfig> = {}): OktaConfig {
  return { orgUrl: url, token: TOKEN, clock: waitingClock(), random: () => 0, ...more };
}

export function user(id: string, profile: Record<string, unknown> = {}) {
  return { id, status: 'ACTIVE', profile: { login: `${id}@example.com`, ...profile } };
}

/** The code that a call throws, undefined when it throws nothing. */
export function codeOf(make: () => unknown): string | undefined {
  try {
    make();
    return undefined;
  } catch (error) {
    return isWritError(error) ? error.code : 'not a WritError';
  }
}
