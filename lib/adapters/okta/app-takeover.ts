import { by, canonicalJson, sorted } from '../../kernel/index.js';
import { readAppGroups, type SeenAppGroup } from './apps.js';
import type { OktaClient } from './client.js';
import { OPERATIONS } from './operation.js';
import { OktaGroupResource, OktaUser } from './schema.js';

const MEMBERS = { limit: '1000' };

/**
 * The groups through which a user keeps the app when the individual assignment goes, by id: their profile then holds,
 * which may allow more. Throws WritError.
 */
export async function takeoversOfUser(
  client: OktaClient,
  { appId, userId }: { readonly appId: string; readonly userId: string },
  signal?: AbortSignal,
): Promise<string[]> {
  const assigned = new Set<string>();
  await readAppGroups(client, appId, ({ group }) => assigned.add(group), signal);
  if (assigned.size === 0) return [];
  const reaching: string[] = [];
  const request = { operation: OPERATIONS.listUserGroups, params: { userId } };
  for await (const page of client.pages(request, OktaGroupResource, signal))
    reaching.push(...page.map(({ id }) => id).filter((id) => assigned.has(id)));
  return reaching.sort();
}

/**
 * The groups whose profile takes over for somebody when the assignment of a group goes, by id: those of another profile
 * that do not go before it and have a member in common. Throws WritError.
 */
export async function takeoversOfGroup(
  client: OktaClient,
  { appId, groupId }: { readonly appId: string; readonly groupId: string },
  signal?: AbortSignal,
): Promise<string[]> {
  const groups: SeenAppGroup[] = [];
  await readAppGroups(client, appId, (group) => groups.push(group), signal);
  const going = groups.find(({ group }) => group === groupId);
  if (!going) return [];
  const next = groups.filter(
    (each) => each !== going && !goesBefore(each, going) && !hasSameProfile(each, going),
  );
  if (next.length === 0) return [];
  const members = await membersOf(client, groupId, signal);
  const taking: string[] = [];
  for (const { group } of sorted(
    next,
    by(({ group }) => group),
  ))
    if ([...(await membersOf(client, group, signal))].some((id) => members.has(id))) taking.push(group);
  return taking;
}

/** Whether one surely goes before the other: where a priority is not told, either may. */
function goesBefore({ priority }: SeenAppGroup, other: SeenAppGroup): boolean {
  return priority !== undefined && other.priority !== undefined && priority < other.priority;
}

function hasSameProfile(one: SeenAppGroup, other: SeenAppGroup): boolean {
  return canonicalJson(one.profile) === canonicalJson(other.profile);
}

async function membersOf(client: OktaClient, groupId: string, signal?: AbortSignal): Promise<Set<string>> {
  const request = { operation: OPERATIONS.listMembers, params: { groupId }, query: MEMBERS };
  const members = new Set<string>();
  for await (const page of client.pages(request, OktaUser, signal))
    for (const { id } of page) members.add(id);
  return members;
}
