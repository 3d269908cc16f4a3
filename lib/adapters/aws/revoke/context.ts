import { isWritError, plus, WritError } from '../../../kernel/index.js';
import type { AwsContext, Instance } from '../access.js';
import type { UnfinishedWrites } from './unfinished.js';

/** What a write needs. */
export interface WriteContext {
  readonly access: AwsContext;
  readonly instance: Instance;
  readonly unfinished: UnfinishedWrites;
}

/**
 * Runs a write, and again while another change or too many unfinished ones stand in its way, up to the configured
 * patience. Before each new try `isGone` is asked: an attempt whose answer was lost may have done the work.
 */
export async function whenFree<T>(
  { access }: WriteContext,
  write: () => Promise<T>,
  isGone: () => Promise<boolean>,
): Promise<T | 'gone'> {
  const { clock, limits, signal } = access;
  const until = plus(clock.now(), limits.writePatience);
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (codeOf(error) === 'PROVIDER_NOT_FOUND') return 'gone';
      if (!standsInTheWay(error) || clock.now() >= until) throw error;
    }
    await clock.sleep(limits.writePoll, signal);
    if (await isGone()) return 'gone';
  }
}

/** The error that a read ended with, when it is one of ours. */
export function codeOf(error: unknown): WritError['code'] | undefined {
  return isWritError(error) ? error.code : undefined;
}

/** A revocation that this adapter has no call for: a fault of ours, since the judge chose it. */
export function notOurs(what: string): WritError {
  return new WritError('BUG', `the AWS revoker was asked for ${what}`, {
    remedy: 'report this with the plan',
  });
}

function standsInTheWay(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'PROVIDER_CONFLICT' || code === 'PROVIDER_THROTTLED';
}
