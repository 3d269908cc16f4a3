import { messageOf, toWritError, WritError } from '../../kernel/index.js';
import type { ReadBack, Revocation } from '../../drift/index.js';
import { isNotFound, type OktaClient } from './client.js';
import { refuseKept } from './kept.js';
import { OPERATIONS } from './operation.js';
import { OktaGroupResource, OktaUser } from './schema.js';

const PAGE = { limit: '1000' };

/** A membership, in Okta's ids. */
export interface Membership extends Readonly<Record<string, string>> {
  readonly groupId: string;
  readonly userId: string;
}

/** Takes a person out of a group where nothing else keeps them. Throws PROVIDER_CONFLICT where something does. */
export async function removeMember(
  client: OktaClient,
  membership: Membership,
  revocation: Revocation,
  signal?: AbortSignal,
): Promise<void> {
  await refuseKept(client, revocation, membership, signal);
  try {
    await client.send({ operation: OPERATIONS.removeMember, params: membership }, signal);
  } catch (error) {
    // Okta answers alike when the group, the person, or the permission is gone: only a fresh read tells.
    if (!isNotFound(error) || (await readMembership(client, membership, signal)) === 'present') throw error;
  }
}

/** Whether the person is in the group, read anew. */
export async function readBackMember(
  client: OktaClient,
  membership: Membership,
  signal?: AbortSignal,
): Promise<ReadBack> {
  try {
    return { state: await readMembership(client, membership, signal) };
  } catch (error) {
    signal?.throwIfAborted();
    return { state: 'unreadable', error: toWritError(error) };
  }
}

/** Reads every page of the group until the person is found. A group counts as gone only when Okta says so twice. */
async function readMembership(
  client: OktaClient,
  { groupId, userId }: Membership,
  signal?: AbortSignal,
): Promise<'present' | 'absent'> {
  const request = { operation: OPERATIONS.listMembers, params: { groupId }, query: PAGE };
  try {
    for await (const page of client.pages(request, OktaUser, signal))
      if (page.some(({ id }) => id === userId)) return 'present';
    return 'absent';
  } catch (error) {
    if (!isNotFound(error)) throw error;
    if (await isListed(client, groupId, signal)) throw unlisted(groupId, error);
    return 'absent';
  }
}

/** Whether the listing of groups, which needs its own permission, still has the group. */
async function isListed(client: OktaClient, groupId: string, signal?: AbortSignal): Promise<boolean> {
  const query = { filter: `id eq ${JSON.stringify(groupId)}` };
  for await (const page of client.pages(
    { operation: OPERATIONS.listGroups, query },
    OktaGroupResource,
    signal,
  ))
    if (page.some(({ id }) => id === groupId)) return true;
  return false;
}

function unlisted(groupId: string, error: unknown): WritError {
  return new WritError(
    'PROVIDER_NOT_FOUND',
    `the members of \`${groupId}\` are not found: ${messageOf(error)}`,
    {
      remedy: 'check that the credential may read the members of this group',
    },
  );
}
