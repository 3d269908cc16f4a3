import { messageOf, toWritError, WritError } from '../../kernel/index.js';
import type { ReadBack } from '../../drift/index.js';
import { OktaAppGroup, OktaAppInstance, OktaAppUser } from './app-schema.js';
import { readAppGroups, readAppUsers, type SeenAppUser } from './apps.js';
import { isNotFound, type OktaClient } from './client.js';
import { OPERATIONS } from './operation.js';

/** An app and a user who may have it, in Okta's ids. */
export interface AppUserIds extends Readonly<Record<string, string>> {
  readonly appId: string;
  readonly userId: string;
}

/** An app and a group that it may be assigned to, in Okta's ids. */
export interface AppGroupIds extends Readonly<Record<string, string>> {
  readonly appId: string;
  readonly groupId: string;
}

/** How somebody has an app now. */
export type AppAccess = SeenAppUser['by'] | 'none';

/** Whether the individual assignment stands, read anew; one that groups hold now is individual no more. */
export function readBackUser(client: OktaClient, ids: AppUserIds, signal?: AbortSignal): Promise<ReadBack> {
  return readBack(async () => (await readAccess(client, ids, signal)) === 'individual', signal);
}

/** Whether the assignment of the group stands, read anew. */
export function readBackGroup(client: OktaClient, ids: AppGroupIds, signal?: AbortSignal): Promise<ReadBack> {
  return readBack(() => isAssigned(client, ids, signal), signal);
}

/**
 * How a user has an app. A 404 for the pair proves nothing alone, since Okta answers alike for what is gone and what it
 * hides: every page of the app's users must lack the user, too, or the listing of apps the app. Throws WritError.
 */
export async function readAccess(
  client: OktaClient,
  ids: AppUserIds,
  signal?: AbortSignal,
): Promise<AppAccess> {
  const { appId, userId } = ids;
  const request = { operation: OPERATIONS.getAppUser, params: ids };
  const found = await orNotFound(() => client.get(request, OktaAppUser, signal));
  if (found) return found.scope === 'USER' ? 'individual' : 'group';
  const ways = new Set<AppAccess>();
  const take = ({ user, by }: SeenAppUser) => {
    if (user === userId) ways.add(by);
  };
  await orAppGone(client, appId, () => readAppUsers(client, appId, take, signal), signal);
  return ways.has('individual') ? 'individual' : ways.has('group') ? 'group' : 'none';
}

/** Whether an app is assigned to a group; absence is proved as by `readAccess`. Throws WritError. */
export async function isAssigned(
  client: OktaClient,
  ids: AppGroupIds,
  signal?: AbortSignal,
): Promise<boolean> {
  const { appId, groupId } = ids;
  const request = { operation: OPERATIONS.getAppGroup, params: ids };
  if (await orNotFound(() => client.get(request, OktaAppGroup, signal))) return true;
  const groups = new Set<string>();
  await orAppGone(
    client,
    appId,
    () => readAppGroups(client, appId, ({ group }) => groups.add(group), signal),
    signal,
  );
  return groups.has(groupId);
}

async function readBack(isThere: () => Promise<boolean>, signal?: AbortSignal): Promise<ReadBack> {
  try {
    return { state: (await isThere()) ? 'present' : 'absent' };
  } catch (error) {
    signal?.throwIfAborted();
    return { state: 'unreadable', error: toWritError(error) };
  }
}

async function orNotFound<T>(reading: () => Promise<T>): Promise<T | undefined> {
  try {
    return await reading();
  } catch (error) {
    if (!isNotFound(error)) throw error;
    return undefined;
  }
}

/** Nothing is assigned of an app that Okta says twice it does not have. */
async function orAppGone(
  client: OktaClient,
  appId: string,
  reading: () => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  try {
    await reading();
  } catch (error) {
    if (!isNotFound(error)) throw error;
    if (await isListed(client, appId, signal)) throw hidden(appId, error);
  }
}

async function isListed(client: OktaClient, appId: string, signal?: AbortSignal): Promise<boolean> {
  const query = { filter: `id eq ${JSON.stringify(appId)}`, includeNonDeleted: 'true' };
  for await (const page of client.pages({ operation: OPERATIONS.listApps, query }, OktaAppInstance, signal))
    if (page.some(({ id, status }) => id === appId && status !== 'DELETED')) return true;
  return false;
}

function hidden(appId: string, error: unknown): WritError {
  return new WritError(
    'PROVIDER_NOT_FOUND',
    `the assignments of the app \`${appId}\` are not found: ${messageOf(error)}`,
    { remedy: 'check that the credential may read the assignments of this app' },
  );
}
