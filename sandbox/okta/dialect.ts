import type { FaultDialect } from '../core/faults.js';
import type { PlainResponse } from '../core/plain.js';
import { OktaError } from './errors.js';
import { rateHeaders } from './limits.js';
import { errorAnswer, links, type Envelope } from './respond.js';

const DEFAULT_WAIT_SECONDS = 1;

/** How Okta words the faults of the sandbox. */
export function dialect(envelope: Envelope): FaultDialect {
  return {
    throttled: (seconds) => throttled(envelope, seconds ?? DEFAULT_WAIT_SECONDS),
    denied: () => errorAnswer(new OktaError('E0000006'), envelope),
    unauthorized: () => errorAnswer(new OktaError('E0000011'), envelope),
    emptyPage: (answer) => emptyPage(answer, envelope),
    shortPage,
    foreignLink,
  };
}

function throttled(envelope: Envelope, seconds: number): PlainResponse {
  const limit = Number(envelope.rate['x-rate-limit-limit'] ?? 0);
  const rate = rateHeaders(limit, 0, envelope.now + seconds * 1000);
  return errorAnswer(new OktaError('E0000047'), { ...envelope, rate });
}

/** Nothing on this page, but a next link that asks for the same page again: a client that goes on loses nothing. */
function emptyPage(answer: PlainResponse, { url }: Envelope): PlainResponse {
  if (listed(answer) === undefined) return answer;
  return { ...answer, headers: { ...answer.headers, link: links(url, {}) }, body: '[]' };
}

/** The second half of the page is missing and so is the next link. */
function shortPage(answer: PlainResponse): PlainResponse {
  const items = listed(answer);
  if (items === undefined) return answer;
  const kept = items.slice(0, Math.floor(items.length / 2));
  const link = linksOf(answer).filter((line) => !line.includes('rel="next"'));
  return { ...answer, headers: { ...answer.headers, link }, body: JSON.stringify(kept) };
}

function foreignLink(answer: PlainResponse, host: string): PlainResponse {
  if (linksOf(answer).length === 0) return answer;
  const link = linksOf(answer).map((line) =>
    line.includes('rel="next"') ? line.replace(/^<(https?:\/\/)[^/]+/, `<$1${host}`) : line,
  );
  return { ...answer, headers: { ...answer.headers, link } };
}

function linksOf(answer: PlainResponse): string[] {
  const link = answer.headers['link'];
  return link === undefined ? [] : typeof link === 'string' ? [link] : link;
}

function listed(answer: PlainResponse): unknown[] | undefined {
  if (answer.status !== 200 || linksOf(answer).length === 0) return undefined;
  const body: unknown = JSON.parse(answer.body);
  return Array.isArray(body) ? body : undefined;
}
