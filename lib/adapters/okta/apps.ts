import type { z } from 'zod';
import type { OktaClient } from './client.js';
import { OPERATIONS } from './operation.js';
import { OktaAppGroup, OktaAppInstance, OktaAppUser } from './app-schema.js';

const PAGE = { apps: '200', users: '500', groups: '200' };

/** An app as it was seen. */
export type SeenApp = z.infer<typeof OktaAppInstance>;

/** Somebody who has an app: one row a user, and a second one only where the scope changed between two pages. */
export interface SeenAppUser {
  readonly app: string;
  readonly user: string;
  readonly by: 'individual' | 'group';
  readonly status: string;
}

/** A group that an app is assigned to. */
export interface SeenAppGroup {
  readonly app: string;
  readonly group: string;
  /** Undefined where Okta tells none. */
  readonly priority: number | undefined;
  readonly profile: Readonly<Record<string, unknown>>;
}

/**
 * Reads every app, inactive ones too, whose assignments stand, and hands over each. Throws WritError; what was handed
 * over until then is there, and nothing is proved absent.
 */
export async function readApps(
  client: OktaClient,
  take: (app: SeenApp) => void,
  signal?: AbortSignal,
): Promise<void> {
  const query = { includeNonDeleted: 'true', limit: PAGE.apps };
  for await (const page of client.pages({ operation: OPERATIONS.listApps, query }, OktaAppInstance, signal))
    for (const app of page) if (app.status !== 'DELETED') take(app);
}

/** Reads who has an app, individually or by a group, and hands over each. Throws as `readApps`. */
export async function readAppUsers(
  client: OktaClient,
  appId: string,
  take: (user: SeenAppUser) => void,
  signal?: AbortSignal,
): Promise<void> {
  const request = { operation: OPERATIONS.listAppUsers, params: { appId }, query: { limit: PAGE.users } };
  const seen = new Set<string>();
  for await (const page of client.pages(request, OktaAppUser, signal))
    for (const { id, scope, status } of page) {
      const key = `${scope} ${id}`;
      if (seen.has(key)) continue;
      seen.add(key);
      take({ app: appId, user: id, by: scope === 'USER' ? 'individual' : 'group', status });
    }
}

/** Reads the groups that an app is assigned to and hands over each. Throws as `readApps`. */
export async function readAppGroups(
  client: OktaClient,
  appId: string,
  take: (group: SeenAppGroup) => void,
  signal?: AbortSignal,
): Promise<void> {
  const request = { operation: OPERATIONS.listAppGroups, params: { appId }, query: { limit: PAGE.groups } };
  const seen = new Set<string>();
  for await (const page of client.pages(request, OktaAppGroup, signal))
    for (const { id, priority, profile } of page) {
      if (seen.has(id)) continue;
      seen.add(id);
      take({ app: appId, group: id, priority: priority ?? undefined, profile: profile ?? {} });
    }
}
