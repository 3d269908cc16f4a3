import { groupOf, refKey, type Edge, type Group, type LiveEdge } from '../../model/index.js';
import type { JudgeContext } from '../context.js';
import { looksDirect } from './cause.js';

/** The Okta groups that an Identity Store group is declared or seen to be pushed from. */
export function sourcesOf({ pushedFrom }: JudgeContext, { target }: Edge): readonly Group[] {
  const group = groupOf(target);
  return group ? (pushedFrom.get(refKey(group)) ?? []) : [];
}

/** A membership where a push arrives may come from a source group that was not read: then nothing is said of it. */
export function mayBePushed(context: JudgeContext, { edge, cause }: LiveEdge): boolean {
  if (!looksDirect(cause)) return false;
  return sourcesOf(context, edge).some((target) => context.absent({ holder: edge.holder, target }) !== true);
}
