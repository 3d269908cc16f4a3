import { sourceOfRevocation, type ReadBack, type Revocation, type Revoker } from '../drift/index.js';
import { WritError } from '../kernel/index.js';
import type { RemovalContext } from './carry-out.js';
import type { TargetResult } from './revert-result.js';
import { refuseAbort } from './survey.js';

/** A fresh read of exactly what was taken away. */
export async function proof(
  revocation: Revocation,
  gives: string,
  context: RemovalContext,
): Promise<TargetResult> {
  refuseAbort(context.signal);
  return targetOf(gives, await revokerOf(revocation, context).readBack(revocation, context.signal));
}

/** What a read-back says of one place. */
export function targetOf(gives: string, read: ReadBack): TargetResult {
  switch (read.state) {
    case 'absent':
      return { gives, state: 'ended', detail: 'read back: gone' };
    case 'present':
      return { gives, state: 'still-active', detail: 'STILL_LIVE: read back, it is still there' };
    case 'spread':
      return { gives, state: 'spread', detail: `${read.error.code}: ${read.error.message}` };
    case 'unreadable':
      return { gives, state: 'unknown', detail: `${read.error.code}: ${read.error.message}` };
  }
}

/** The revoker of the source that a revocation is in. Throws CONFIG_INVALID when there is none. */
export function revokerOf(revocation: Revocation, { ports }: RemovalContext): Revoker {
  const source = sourceOfRevocation(revocation);
  const revoker = ports.revokers.find((one) => one.id === source);
  if (revoker) return revoker;
  throw new WritError('CONFIG_INVALID', `nothing can revoke in source \`${source}\``, {
    remedy: 'configure credentials for it',
  });
}
