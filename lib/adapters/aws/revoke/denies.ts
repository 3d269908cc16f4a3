import { WritError } from '../../../kernel/index.js';
import { effectsIn } from '../../../meaning/index.js';

/** Whether a policy may hold anything but Allow: whatever is not known to hold that alone counts. */
export function mayDeny(policy: unknown): boolean {
  return effectsIn(policy) !== 'Allow';
}

/** The inline policy turned into one that may deny. */
export function denies(set: string): WritError {
  return new WritError(
    'CONTENT_CHANGED',
    `the inline policy of \`${set}\` is not known to hold Allow alone now`,
    {
      remedy: 'run drift again: a Deny is reported to its owner and never removed',
    },
  );
}
