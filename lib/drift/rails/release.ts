import type { RevertLine } from '../line.js';
import type { Ground } from './rail.js';

/**
 * Whether a second person let this line go: it was queued before, the run that queued it was confirmed by somebody
 * else, and a reason is given. Who queued it cannot release it.
 */
export function isReleased({ finding }: RevertLine, { release, queuedBy, by }: Ground): boolean {
  const queued = queuedBy.get(finding.subject.id);
  return release !== undefined && release.reason.trim() !== '' && queued !== undefined && queued !== by;
}
