import type { FaultDialect } from '../core/faults.js';
import type { PlainResponse } from '../core/plain.js';
import { OktaError } from './errors.js';
import { rateHeaders } from './limits.js';
import { errorAnswer, links, type Envelope } from './respond.js';

const DEFAULT_WAIT_SECONDS = 1;

/** How Okta words the faults of the sandbox. */
export function dialect(envelope: Envelope): FaultDialect {
  return {
    throttled: (seconds, concurrent) => throttled(envelope, seconds ?? DEFAULT_WAIT_SECONDS, concurrent),
    denied: () => errorAnswer(new OktaError('E0000006'), envelope),
    unauthorized: () => errorAnswer(new OktaError('E0000011'), envelope),
    emptyPage: (answer) => emptyPage(answer, envelope),
    shortPage,
    foreignLink,
    link,
    endless: (answer, page) => endless(answer, envelope, page),
  };
}

function throttled(envelope: Envelope, seconds: number, concurrent: boolean): PlainResponse {
  const limit = concurrent ? 0 : Number(envelope.rate['x-rate-limit-limit'] ?? 0);
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

/** Another header in place of the links of a page that has a next one; an empty one takes them away. */
function link(answer: PlainResponse, header: string): PlainResponse {
  const target = (rel: string) => /^<([^>]*)>/.exec(linkOf(answer, rel) ?? '')?.[1];
  const [self, next] = [target('self'), target('next')];
  if (self === undefined || next === undefined) return answer;
  const { link: _, ...others } = answer.headers;
  const made = header.replaceAll('{next}', next).replaceAll('{self}', self);
  return { ...answer, headers: made === '' ? others : { ...others, link: made } };
}

/** The same place in the list once more, under an address that was never asked for. */
function endless(answer: PlainResponse, { url }: Envelope, page: 'empty' | 'same'): PlainResponse {
  if (listed(answer) === undefined) return answer;
  const round = Number(url.searchParams.get('round') ?? 0) + 1;
  const again = { ...answer, headers: { ...answer.headers, link: links(url, { round: String(round) }) } };
  return page === 'empty' ? { ...again, body: '[]' } : again;
}

function linkOf(answer: PlainResponse, rel: string): string | undefined {
  return linksOf(answer).find((line) => line.includes(`rel="${rel}"`));
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
