import type { PlainResponse } from '../core/plain.js';
import type { OktaAnswer } from './call.js';
import type { OktaError } from './errors.js';

/** What every answer to one request shares. */
export interface Envelope {
  readonly url: URL;
  readonly requestId: string;
  readonly now: number;
  readonly rate: Readonly<Record<string, string>>;
}

/** The answer of a route as HTTP. */
export function render(answer: OktaAnswer, envelope: Envelope): PlainResponse {
  switch (answer.kind) {
    case 'json':
      return withBody(answer.status, answer.body, envelope);
    case 'empty':
      return { status: answer.status, headers: common(envelope), body: '' };
    case 'list': {
      const plain = withBody(200, answer.items, envelope);
      return { ...plain, headers: { ...plain.headers, link: links(envelope.url, answer.next) } };
    }
  }
}

/** An error as HTTP. */
export function errorAnswer(error: OktaError, envelope: Envelope): PlainResponse {
  return withBody(error.status, error.body(`oae${envelope.requestId.slice(3, 25)}`), envelope);
}

/** The link header: one line per relation, as Okta sends it. */
export function links(url: URL, next: Readonly<Record<string, string>> | undefined): string[] {
  const self = `<${url.href}>; rel="self"`;
  if (next === undefined) return [self];
  const target = new URL(url.href);
  for (const [name, value] of Object.entries(next)) target.searchParams.set(name, value);
  return [self, `<${target.href}>; rel="next"`];
}

function withBody(status: number, body: unknown, envelope: Envelope): PlainResponse {
  return {
    status,
    headers: { ...common(envelope), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

function common(envelope: Envelope): Record<string, string> {
  return {
    date: new Date(envelope.now).toUTCString(),
    'cache-control': 'no-cache, no-store',
    'x-okta-request-id': envelope.requestId,
    ...envelope.rate,
  };
}
