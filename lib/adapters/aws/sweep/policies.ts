import type { ObservedPolicy, ObservedSet, UnreadPolicy } from '../../../inventory/index.js';
import { isWritError, sortedTexts, type WritError } from '../../../kernel/index.js';
import { isManagedByAws, managedArns } from '../../../meaning/index.js';
import type { AwsContext } from '../access.js';
import { readPolicyText } from '../reads/policy-text.js';
import { mapAll } from './pool.js';

/** The texts that could be read, and those that could not, in order of ARN. */
export interface SeenPolicies {
  readonly policies: readonly ObservedPolicy[];
  readonly notRead: readonly UnreadPolicy[];
}

/** The ARNs of AWS's own policies that any of the sets refers to, and those that are asked for; each once. */
export function textsWanted(
  sets: readonly ObservedSet[],
  declared: readonly string[] = [],
): readonly string[] {
  const live = sets.flatMap(({ content }) => (content ? managedArns(content) : []));
  return sortedTexts([...new Set([...live, ...declared])].filter(isManagedByAws));
}

/**
 * Reads the live text of each policy, once. The first is read alone: where IAM does not answer at all, the others are not
 * waited for one by one.
 */
export async function sweepPolicies(access: AwsContext, arns: readonly string[]): Promise<SeenPolicies> {
  const [first, ...others] = arns;
  if (first === undefined) return { policies: [], notRead: [] };
  const read = async (arn: string): Promise<ObservedPolicy | UnreadPolicy> =>
    readPolicyText(access, arn).catch((error: unknown) => ({ arn, error: failureOf(access, error) }));
  const alone = await read(first);
  const isOut = 'error' in alone && OUT.has(alone.error.code);
  const rest = isOut ? others.map((arn) => ({ arn, error: alone.error })) : await mapAll(others, read);
  const all = [alone, ...rest];
  return {
    policies: all.filter((each) => 'text' in each),
    notRead: all.filter((each) => 'error' in each),
  };
}

/** What says that IAM is out of reach, whichever policy is asked for. */
const OUT: ReadonlySet<string> = new Set(['PROVIDER_UNAVAILABLE', 'PROVIDER_UNAUTHORIZED']);

/** A failure as a value; an abort, or a fault of ours, is thrown on. */
function failureOf({ signal }: AwsContext, error: unknown): WritError {
  if (signal?.aborted || !isWritError(error)) throw error;
  return error;
}
