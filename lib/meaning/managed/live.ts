import { digest, type Digest } from '../../kernel/index.js';
import { readPolicy, type Policy } from '../grammar/index.js';
import { publishedPolicy } from './published.js';

/** A policy that AWS manages, as it was read live. */
export interface LivePolicy {
  readonly arn: string;
  /** Its default version: `v189`. */
  readonly version: string;
  /** The digest of its normal form; of its bytes where it is not understood. */
  readonly digest: Digest;
  /** Absent where it is not understood. */
  readonly policy?: Policy;
}

/** What was read live, by ARN. What is not among it was not read. */
export type LivePolicies = ReadonlyMap<string, LivePolicy>;

/** Where nothing was read live. */
export const NONE_LIVE: LivePolicies = new Map();

/** A policy by the text that was read of it. */
export function livePolicyOf(arn: string, version: string, text: string): LivePolicy {
  const read = readPolicy(text);
  return read.policy
    ? { arn, version, digest: read.digest, policy: read.policy }
    : { arn, version, digest: digest(text) };
}

/** What is known of the text that an ARN stands for. */
export interface KnownText {
  readonly policy?: Policy;
  /** Whether that is all of it: neither unknown, nor not understood, nor the text of another partition. */
  readonly isSure: boolean;
}

/** The text of a policy that AWS manages: the live one where it was read, else what AWS had published. */
export function knownText(arn: string, live: LivePolicies): KnownText {
  const read = live.get(arn);
  if (read) return read.policy ? { policy: read.policy, isSure: true } : { isSure: false };
  const published = publishedPolicy(arn);
  return published ? { policy: published.policy, isSure: published.ofItsPartition } : { isSure: false };
}

/** What was read live but for one policy, which stands as AWS had published it. */
export function withoutText(live: LivePolicies, arn: string): LivePolicies {
  return new Map([...live].filter(([each]) => each !== arn));
}
