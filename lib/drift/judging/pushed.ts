import { groupOf, type Edge, type Group, type LiveEdge } from '../../model/index.js';
import type { Ground } from '../ground.js';
import { looksDirect } from './cause.js';

/** The Okta groups that an Identity Store group is declared or seen to be pushed from. */
export function sourcesOf({ pushes }: Ground, { target }: Edge): readonly Group[] {
  const group = groupOf(target);
  return group ? pushes.sourcesOf(group) : [];
}

/** A membership where a push arrives may come from a source group that was not read: then nothing is said of it. */
export function mayBePushed(ground: Ground, { edge, cause }: LiveEdge): boolean {
  if (!looksDirect(cause)) return false;
  return sourcesOf(ground, edge).some((target) => ground.absent({ holder: edge.holder, target }) !== true);
}
