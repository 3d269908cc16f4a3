import type { SSOAdminClientConfig } from '@aws-sdk/client-sso-admin';
import { WritError, type Clock, type Milliseconds } from '../../kernel/index.js';
import type { SourceId } from '../../model/index.js';

/** How the AWS adapters reach one Identity Center instance. */
export interface AwsConfig {
  /** @default - `aws` */
  readonly source?: SourceId;
  /** The region of the Identity Center instance. */
  readonly region: string;
  /** Base URL of all services, https or loopback http. @default - AWS's own */
  readonly endpoint?: string;
  /** @default - the SDK's provider chain: environment, profile, web identity, instance role */
  readonly credentials?: AwsCredentials;
  /** Needed where the credential sees several instances. @default - the one that is listed */
  readonly instanceArn?: string;
  readonly clock: Clock;
  /** Replaces the network: an SDK request handler. @default - HTTP over sockets */
  readonly requestHandler?: RequestHandler;
  readonly limits?: Partial<AwsLimits>;
}

/** Static keys instead of the provider chain: for the sandbox and for tests. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** An SDK request handler, as the clients take it. */
export type RequestHandler = NonNullable<SSOAdminClientConfig['requestHandler']>;

/** Rates and bounds; the defaults are AWS's published quotas, stayed a little below where bursts are punished. */
export interface AwsLimits {
  /** Calls that may begin in a second over all of Identity Center and Identity Store. @default 19 of the 20 allowed */
  readonly perSecond: number;
  /** @default 8 */
  readonly organizationsPerSecond: number;
  /** `LookupEvents`. @default 2 */
  readonly lookupPerSecond: number;
  /** Calls under way at once. @default 10 */
  readonly concurrency: number;
  /** Calls in all before a throttled, timed-out or failed one is given up. @default 6 */
  readonly attempts: number;
  /** Bound of the wait before the second attempt; doubles with each. @default 500 ms */
  readonly firstWait: Milliseconds;
  /** A call without a whole answer after this long has failed. @default 30 s */
  readonly timeout: Milliseconds;
  /** Pages of one list before it counts as endless. @default 100,000 */
  readonly pages: number;
  /** Asynchronous writes that may be unfinished at a time. @default 10 */
  readonly unfinishedWrites: number;
  /** How long a write waits for room, or for another one on the same assignment. @default 5 min */
  readonly writePatience: Milliseconds;
  /** How often it looks. @default 1 s */
  readonly writePoll: Milliseconds;
}

const DEFAULT_LIMITS: AwsLimits = {
  perSecond: 19,
  organizationsPerSecond: 8,
  lookupPerSecond: 2,
  concurrency: 10,
  attempts: 6,
  firstWait: 500,
  timeout: 30_000,
  pages: 100_000,
  unfinishedWrites: 10,
  writePatience: 300_000,
  writePoll: 1000,
};

/** The limits of a configuration, defaults filled in. Throws CONFIG_INVALID. */
export function limitsOf({ limits }: AwsConfig): AwsLimits {
  const all = { ...DEFAULT_LIMITS, ...limits };
  for (const [name, value] of Object.entries(all)) {
    if (!(typeof value === 'number' && Number.isFinite(value) && value > 0)) {
      throw new WritError('CONFIG_INVALID', `the AWS limit \`${name}\` is \`${String(value)}\``, {
        remedy: 'give a number above 0, or leave it out for the default',
      });
    }
  }
  return all;
}

/** Refuses an endpoint that would carry signed requests in clear over a network. Throws CONFIG_INVALID. */
export function checkedEndpoint(endpoint: string | undefined): string | undefined {
  if (endpoint === undefined) return undefined;
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const loopback = url !== undefined && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback)) return endpoint;
  throw new WritError('CONFIG_INVALID', `the AWS endpoint \`${endpoint}\` is not https`, {
    remedy: 'use an https URL; plain http is for the loopback interface only',
  });
}
