import type { AwsContext, Instance } from '../access.js';
import { listSets } from './sets.js';

/** Whether a whole listing no longer shows the set. */
export async function setIsGone(access: AwsContext, instance: Instance, set: string): Promise<boolean> {
  const { items, failure } = await listSets(access, instance);
  return !failure && !items.includes(set);
}
