import { WritError, type Milliseconds } from '../../kernel/index.js';

/** Rates and bounds; the defaults are AWS's published quotas, stayed a little below where bursts are punished. */
export interface AwsLimits {
  /** Calls that may begin in a second over all of Identity Center and Identity Store. @default 19 of the 20 allowed */
  readonly perSecond: number;
  /** Calls of Organizations that may begin in a second. @default 8 */
  readonly organizationsPerSecond: number;
  /** `LookupEvents`. @default 2 */
  readonly lookupPerSecond: number;
  /** Calls of IAM that may begin in a second; AWS publishes no rate for its reads. @default 10 */
  readonly iamPerSecond: number;
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
  iamPerSecond: 10,
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
export function limitsOf({ limits }: { readonly limits?: Partial<AwsLimits> }): AwsLimits {
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
