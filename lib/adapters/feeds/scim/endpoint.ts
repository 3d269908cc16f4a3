import type { RawFeed } from '../../../identity/index.js';
import { by, sorted, WritError, type Clock, type Instant, type Milliseconds } from '../../../kernel/index.js';
import { liveFeed, spokenAt } from '../live.js';
import { scimGet } from './get.js';
import { parseListResponse, scimRefused } from './list-response.js';
import { textOf } from './members.js';
import { scimRows } from './users.js';

/** A SCIM 2.0 service that is asked for its users. */
export interface ScimEndpoint {
  /** Base URL, `https://hr.example.com/scim/v2`; plain http on loopback only. */
  readonly url: string;
  /** The bearer token. Never shown. */
  readonly token: string;
  readonly limits?: Partial<ScimLimits>;
}

/** How far one listing may go. */
export interface ScimLimits {
  /** Users asked for at once; a service may give fewer. */
  readonly pageSize: number;
  readonly mostUsers: number;
  readonly mostPages: number;
  /** Bytes of one page. */
  readonly pageBytes: number;
  /** From sending a call to the last byte of its answer. */
  readonly timeout: Milliseconds;
  /** Calls in all for one page. */
  readonly attempts: number;
}

/** Limits that suit a million users. */
export const DEFAULT_SCIM_LIMITS: ScimLimits = {
  pageSize: 200,
  mostUsers: 2_000_000,
  mostPages: 20_000,
  pageBytes: 32 * 1024 * 1024,
  timeout: 60_000,
  attempts: 4,
};

/**
 * Every user of a SCIM service, page by page (RFC 7644, section 3.4.2.4). The listing is whole or refused: `totalResults`
 * may not change from page to page, no user may come twice, and as many must come as it says.
 * Throws SOURCE_UNAVAILABLE, FEED_REFUSED, CONFIG_INVALID.
 */
export async function readScimEndpoint(
  feed: RawFeed['source'],
  endpoint: ScimEndpoint,
  source: string,
  { asOf, clock }: { readonly asOf: Instant; readonly clock: Clock },
): Promise<RawFeed> {
  const limits = { ...DEFAULT_SCIM_LIMITS, ...endpoint.limits };
  const base = usersOf(endpoint.url);
  const at = spokenAt(asOf, clock);
  const users = await everyUser(base, endpoint.token, limits, clock);
  const inOrder = sorted(
    users,
    by((user) => textOf(user, 'id')),
  );
  const { rows, delegations } = scimRows(feed, inOrder, source);
  return liveFeed(feed, shown(base), rows, at, delegations);
}

async function everyUser(base: URL, token: string, limits: ScimLimits, clock: Clock): Promise<unknown[]> {
  const users = new Map<string, unknown>();
  const file = shown(base);
  let total: number | undefined;
  for (let page = 1; ; page += 1) {
    const startIndex = users.size + 1;
    const list = parseListResponse(
      await scimGet(addressOf(base, startIndex, limits), { token, limits, clock }),
      file,
    );
    if (total !== undefined && list.total !== total)
      throw scimRefused(file, `changed while it was read: ${total} users, then ${list.total}`);
    total = list.total;
    if (total > limits.mostUsers)
      throw scimRefused(file, `has ${total} users, more than ${limits.mostUsers}`);
    if (list.startIndex !== undefined && list.startIndex !== startIndex && list.resources.length > 0)
      throw scimRefused(file, `answered from ${list.startIndex} where it was asked from ${startIndex}`);
    for (const user of list.resources) add(users, user, file);
    if (users.size > total) throw scimRefused(file, `has ${users.size} users or more of ${total}`);
    if (users.size === total) return [...users.values()];
    if (list.resources.length === 0)
      throw scimRefused(file, `has ${users.size} users of ${total}, and then none`);
    if (page >= limits.mostPages) throw scimRefused(file, `goes on after ${limits.mostPages} pages`);
  }
}

function add(users: Map<string, unknown>, user: unknown, file: string): void {
  const id = textOf(user, 'id');
  if (id === '') throw scimRefused(file, 'has a user without `id`');
  if (users.has(id)) throw scimRefused(file, `has the user \`${id}\` on two pages`);
  users.set(id, user);
}

function addressOf(base: URL, startIndex: number, { pageSize }: ScimLimits): URL {
  const url = new URL(base);
  url.searchParams.set('startIndex', String(startIndex));
  url.searchParams.set('count', String(pageSize));
  return url;
}

const LOOPBACK: readonly string[] = ['127.0.0.1', '[::1]', 'localhost'];

/** The users below a base URL. Throws CONFIG_INVALID. */
function usersOf(base: string): URL {
  const url = URL.canParse(base) ? new URL(base) : undefined;
  const secure = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.includes(url.hostname));
  const bare = url?.search === '' && url.hash === '' && url.username === '' && url.password === '';
  if (url && secure && bare) return new URL(`${url.pathname.replace(/\/+$/, '')}/Users`, url.origin);
  // A URL can carry a password: only its host is shown.
  throw new WritError('CONFIG_INVALID', `the SCIM URL \`${url?.host ?? 'unreadable'}\` is not allowed`, {
    remedy: 'write it like `https://hr.example.com/scim/v2`: https, host and path',
  });
}

function shown({ origin, pathname }: URL): string {
  return `${origin}${pathname}`;
}
