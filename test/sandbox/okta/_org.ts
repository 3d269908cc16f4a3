import { oktaHandler } from '../../../sandbox/okta/handler.js';
import { listen, type Listening } from '../../../sandbox/core/http.js';
import type { Handler } from '../../../sandbox/core/plain.js';
import { startRuntime, type StartedRuntime } from '../../../sandbox/core/start-runtime.js';
import type { Settings } from '../../../sandbox/core/runtime.js';
import { loadSeed } from '../../../sandbox/control/load.js';

/** JSON that a test asserts rather than types. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

/** A sandbox org under a clock that stands still until a test moves it. */
export interface Org {
  readonly runtime: StartedRuntime;
  readonly handler: Handler;
  call(method: string, url: string, options?: CallOptions): Promise<Answer>;
}

export interface CallOptions {
  readonly token?: string;
  readonly body?: unknown;
  readonly host?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly text: string;
  readonly json: Json;
  /** Link targets by relation. */
  readonly links: Readonly<Record<string, string>>;
  readonly cut?: 'half' | 'drop';
}

export const NOON = Date.UTC(2026, 2, 2, 12, 0, 0);

export function org(seed?: unknown, settings: Partial<Settings> = {}): Org {
  const runtime = startRuntime({ now: () => NOON, settings });
  if (seed !== undefined) loadSeed(runtime, seed);
  const handler = oktaHandler(runtime);
  return { runtime, handler, call: (method, url, options) => call(handler, method, url, options) };
}

/** An org served over HTTP on the loopback interface. */
export async function served(seed: unknown, settings: Partial<Settings> = {}): Promise<Org & Listening> {
  const made = org(seed, settings);
  const listening = await listen(made.handler);
  return { ...made, ...listening };
}

export function oktaSeed(okta: unknown, aws?: unknown): unknown {
  return { schema: 'writ.sandbox-seed/1', okta, ...(aws === undefined ? {} : { aws }) };
}

/** `count` active users `user00001@example.com` … */
export function people(count: number): { login: string; firstName: string; lastName: string }[] {
  return Array.from({ length: count }, (_, at) => ({
    login: `user${String(at + 1).padStart(5, '0')}@example.com`,
    firstName: 'User',
    lastName: String(at + 1),
  }));
}

/** Every item of a list, page by page through the next links. */
export async function everything(org: Org, url: string): Promise<{ items: Json[]; pages: number }> {
  const items: Json[] = [];
  let pages = 0;
  for (let next: string | undefined = url; next !== undefined; pages += 1) {
    const { json, links }: Answer = await org.call('GET', next);
    items.push(...json);
    next = links['next'];
  }
  return { items, pages };
}

async function call(
  handler: Handler,
  method: string,
  url: string,
  options: CallOptions = {},
): Promise<Answer> {
  const token = options.token ?? 'sandbox-okta-pipeline';
  const answer = await handler({
    method,
    url,
    headers: {
      host: options.host ?? '127.0.0.1:9001',
      'user-agent': 'test/1.0',
      ...(token === '' ? {} : { authorization: `SSWS ${token}` }),
    },
    body: options.body === undefined ? '' : JSON.stringify(options.body),
  });
  const link = answer.headers['link'] ?? [];
  return {
    status: answer.status,
    headers: answer.headers,
    text: answer.body,
    json: answer.body === '' ? undefined : JSON.parse(answer.body),
    links: Object.fromEntries(
      (typeof link === 'string' ? [link] : link).map((line) => {
        const [, target, relation] = /^<(.*)>; rel="(.*)"$/.exec(line) ?? [];
        return [relation, target];
      }),
    ),
    ...(answer.cut === undefined ? {} : { cut: answer.cut }),
  };
}
