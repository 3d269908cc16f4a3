import { WritError } from '../../kernel/index.js';
import type { ObservedPush } from '../../inventory/index.js';
import type { OktaClient } from './client.js';
import { OPERATIONS } from './operation.js';
import { OktaApp, OktaGroupResource, OktaPushMapping } from './schema.js';

/** What Okta calls the app of AWS IAM Identity Center. */
const IDENTITY_CENTER_APP = 'amazon_aws_sso';
const PAGE = '200';
/** Ids of Okta's own groups; the id of a target that is not one is the target's own. */
const OKTA_GROUP_ID = /^00g/;

/** The name of a group that is known already. */
type NameById = (id: string) => string | undefined;

/** Reads the push mappings to Identity Center and hands over each. Throws WritError. */
export async function readPushes(
  client: OktaClient,
  pushAppId: string | undefined,
  named: NameById,
  take: (push: ObservedPush) => void,
  signal?: AbortSignal,
): Promise<void> {
  const appId = pushAppId ?? (await findApp(client, signal));
  if (appId === undefined) return;
  const request = { operation: OPERATIONS.listPushMappings, params: { appId }, query: { limit: PAGE } };
  for await (const page of client.pages(request, OktaPushMapping, signal))
    for (const mapping of page) take(await observedPush(client, mapping, named, signal));
}

/** The one app of Identity Center, undefined when there is none. Throws NAME_AMBIGUOUS when there are several. */
async function findApp(client: OktaClient, signal?: AbortSignal): Promise<string | undefined> {
  const query = { filter: `name eq "${IDENTITY_CENTER_APP}"`, limit: PAGE };
  const ids: string[] = [];
  for await (const page of client.pages({ operation: OPERATIONS.listApps, query }, OktaApp, signal))
    ids.push(...page.filter(({ name }) => name === IDENTITY_CENTER_APP).map(({ id }) => id));
  if (ids.length <= 1) return ids[0];
  throw new WritError('NAME_AMBIGUOUS', `Okta has \`${ids.length}\` apps of AWS IAM Identity Center`, {
    remedy: 'name the one that pushes groups in the configuration (`pushAppId`)',
    candidates: ids.sort(),
  });
}

/** A target outside Okta's own groups is known by its own id; its name is then that of the source, Okta's default. */
async function observedPush(
  client: OktaClient,
  { sourceGroupId, targetGroupId, status }: OktaPushMapping,
  named: NameById,
  signal?: AbortSignal,
): Promise<ObservedPush> {
  const active = status !== 'INACTIVE';
  const nameOf = async (id: string) => named(id) ?? (await fetchName(client, id, signal));
  if (targetGroupId && OKTA_GROUP_ID.test(targetGroupId))
    return { from: sourceGroupId, toName: await nameOf(targetGroupId), active };
  const toName = await nameOf(sourceGroupId);
  return { from: sourceGroupId, toName, ...(targetGroupId ? { toNative: targetGroupId } : {}), active };
}

async function fetchName(client: OktaClient, groupId: string, signal?: AbortSignal): Promise<string> {
  const request = { operation: OPERATIONS.getGroup, params: { groupId } };
  return (await client.get(request, OktaGroupResource, signal)).profile.name;
}
