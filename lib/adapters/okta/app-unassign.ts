import { WritError } from '../../kernel/index.js';
import { isAssigned, readAccess, type AppGroupIds, type AppUserIds } from './app-read-back.js';
import { takeoversOfGroup, takeoversOfUser } from './app-takeover.js';
import { isNotFound, type OktaClient } from './client.js';
import { OPERATIONS, type Request } from './operation.js';

/** Whether the profile of this group, by id, may hold for somebody once what stands before it is gone. */
export type MayTakeOver = (groupId: string) => boolean;

/**
 * Takes an individual assignment away. What groups give now is left alone. Throws PROVIDER_CONFLICT where a group that
 * may not take over reaches the user, too, or where Okta refuses for it.
 */
export async function unassignUser(
  client: OktaClient,
  ids: AppUserIds,
  mayTakeOver: MayTakeOver,
  signal?: AbortSignal,
): Promise<void> {
  if ((await readAccess(client, ids, signal)) !== 'individual') return;
  refuse(await takeoversOfUser(client, ids, signal), mayTakeOver);
  const isThere = async () => (await readAccess(client, ids, signal)) === 'individual';
  await send(client, { operation: OPERATIONS.unassignAppUser, params: ids }, isThere, signal);
}

/** Takes an app from a group. Throws PROVIDER_CONFLICT where the profile of one that may not take over would hold. */
export async function unassignGroup(
  client: OktaClient,
  ids: AppGroupIds,
  mayTakeOver: MayTakeOver,
  signal?: AbortSignal,
): Promise<void> {
  if (!(await isAssigned(client, ids, signal))) return;
  refuse(await takeoversOfGroup(client, ids, signal), mayTakeOver);
  const isThere = () => isAssigned(client, ids, signal);
  await send(client, { operation: OPERATIONS.unassignAppGroup, params: ids }, isThere, signal);
}

function refuse(takeovers: readonly string[], mayTakeOver: MayTakeOver): void {
  const refused = takeovers.filter((group) => !mayTakeOver(group));
  if (refused.length === 0) return;
  throw new WritError(
    'PROVIDER_CONFLICT',
    `what \`${refused.join('`, `')}\` gives of this app would take over, and may allow more`,
    { remedy: 'end the assignment of these groups first, or convert the individual one to the group' },
  );
}

/** Okta answers alike when something is gone and when it is hidden: only a fresh read tells. */
async function send(
  client: OktaClient,
  request: Request,
  isThere: () => Promise<boolean>,
  signal?: AbortSignal,
): Promise<void> {
  try {
    await client.send(request, signal);
  } catch (error) {
    if (!isNotFound(error) || (await isThere())) throw error;
  }
}
