import { WritError } from '../../../kernel/index.js';
import { effectsOf } from '../../../meaning/index.js';

/** Whether a policy may hold anything but Allow: whatever is not plainly an Allow counts. */
export function mayDeny(policy: unknown): boolean {
  const effects = effectsOf(policy);
  return effects.length === 0 || effects.some((effect) => effect !== 'Allow');
}

/** The inline policy turned into one that denies. */
export function denies(set: string): WritError {
  return new WritError('CONTENT_CHANGED', `the inline policy of \`${set}\` denies something now`, {
    remedy: 'run drift again: a Deny is reported to its owner and never removed',
  });
}
