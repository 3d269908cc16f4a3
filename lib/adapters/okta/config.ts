import { WritError, type Clock, type Milliseconds } from '../../kernel/index.js';
import type { SourceId } from '../../model/index.js';

/** What the Okta adapters are made of. */
export interface OktaConfig {
  /** @default - `okta` */
  readonly source?: SourceId;
  /** `https://example.okta.com`: scheme and host as Okta's own links have them. Plain http on loopback only. */
  readonly orgUrl: string;
  /** An API token (SSWS). Never shown in an error. */
  readonly token: string;
  readonly clock: Clock;
  /** The app that pushes groups to Identity Center. @default - the one app of the kind `amazon_aws_sso` */
  readonly pushAppId?: string;
  readonly limits?: Partial<OktaLimits>;
  /** From 0 up to but not including 1, for jitter. @default Math.random */
  readonly random?: () => number;
}

/** Call limits of the Okta client. */
export interface OktaLimits {
  /** Calls under way at once; Okta's own bound for an org is 35 and shared with everybody. */
  readonly concurrency: number;
  /** Calls in all for one page before its failure is believed; being refused for the rate does not count. */
  readonly attempts: number;
  /** How long Okta may go on refusing one kind of call for its rate (429) before that is believed. */
  readonly throttledFor: Milliseconds;
  /** Pages of one list; one that goes on after them is a failed listing. */
  readonly mostPages: number;
  /** Time for one list, waits included; one that goes on after it is a failed listing. */
  readonly longestListing: Milliseconds;
  /** From sending a call to the last byte of its answer. */
  readonly timeout: Milliseconds;
  /**
   * Share of the rate limit that is left to others, from 0 to 1: below it calls are spread over what is left of the
   * minute. 0 waits only when a call is refused.
   */
  readonly reserve: number;
}

/** Limits that suit an org with other clients beside Writ. */
export const DEFAULT_LIMITS: OktaLimits = {
  concurrency: 8,
  attempts: 5,
  throttledFor: 600_000,
  mostPages: 5000,
  longestListing: 1_800_000,
  timeout: 30_000,
  reserve: 0.1,
};

const LOOPBACK: readonly string[] = ['127.0.0.1', '[::1]', 'localhost'];

/** The origin that every call goes to and every next link must have. Throws CONFIG_INVALID. */
export function originOf(orgUrl: string): URL {
  const url = URL.canParse(orgUrl) ? new URL(orgUrl) : undefined;
  const secure = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.includes(url.hostname));
  const bare = url?.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  if (url && secure && bare && url.password === '') return url;
  // A URL can carry a password: only its host is shown.
  throw new WritError('CONFIG_INVALID', `the Okta org URL \`${url?.host ?? 'unreadable'}\` is not allowed`, {
    remedy: 'write it like `https://example.okta.com`: https, the host and nothing after it',
  });
}

/** The token when it can stand in a header. Throws CONFIG_INVALID. */
export function tokenOf(token: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new WritError('CONFIG_INVALID', 'the Okta API token is empty or has characters that no token has', {
    remedy: 'set the token that Okta showed when it was created, without white space',
  });
}
