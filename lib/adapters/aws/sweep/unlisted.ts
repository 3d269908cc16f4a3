import { DescribeGroupCommand } from '@aws-sdk/client-identitystore';
import { isWritError, type WritError } from '../../../kernel/index.js';
import { malformed } from '../faults.js';
import { mapAll } from './pool.js';
import type { SeenSets, SetContext } from './sets.js';
import type { SeenGroups } from './store.js';
import { saysGone } from './vanishing.js';

/**
 * Holds the listing of groups against the assignments: a group that holds one, exists, and was not listed proves that
 * the listing left groups out. The failure then, undefined where nothing contradicts it. One call for each such group;
 * what is left of a deleted group is not one.
 */
export async function groupsLeftOut(
  context: SetContext,
  { groups, tallies }: SeenGroups,
  { assignments }: SeenSets,
): Promise<WritError | undefined> {
  const isKnownBroken = tallies.some(({ failures }) => failures.some(({ part }) => part.part === 'listing'));
  if (isKnownBroken) return undefined;
  const listed = new Set(groups.map((group) => group.native));
  const holders = assignments.filter(({ holder }) => holder.type === 'group' && !listed.has(holder.native));
  const natives = [...new Set(holders.map(({ holder }) => holder.native))].sort();
  const failures = await mapAll(natives, (native) => whyUnlisted(context, native));
  return failures.find((failure) => failure !== undefined);
}

async function whyUnlisted(
  { access, instance }: SetContext,
  GroupId: string,
): Promise<WritError | undefined> {
  const action = 'identitystore:DescribeGroup';
  const command = new DescribeGroupCommand({ IdentityStoreId: instance.store, GroupId });
  try {
    await access.center.call(action, (o) => access.clients.store.send(command, o), access.signal);
    return malformed('identitystore:ListGroups', `leaves out the group \`${GroupId}\`, which exists`);
  } catch (error) {
    if (access.signal?.aborted || !isWritError(error)) throw error;
    return saysGone(error) ? undefined : error;
  }
}
