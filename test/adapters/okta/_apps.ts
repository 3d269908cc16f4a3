import { OktaClient } from '../../../lib/adapters/okta/client.js';
import type { OktaConfig } from '../../../lib/adapters/okta/index.js';
import { callAs, startOrg } from './_org.js';

export const USERS = 'okta:GET /api/v1/apps/{id}/users';
export const USER = 'okta:GET /api/v1/apps/{id}/users/{userId}';
export const GROUPS = 'okta:GET /api/v1/apps/{id}/groups';
export const GROUP = 'okta:GET /api/v1/apps/{id}/groups/{groupId}';
export const UNASSIGN_USER = 'okta:DELETE /api/v1/apps/{id}/users/{userId}';
export const UNASSIGN_GROUP = 'okta:DELETE /api/v1/apps/{id}/groups/{groupId}';

/** Ann has the CRM individually and by `sales`, Ben by `sales`, Cid by `sales` and `leads`, Dee individually only. */
const SEED = {
  schema: 'writ.sandbox-seed/1',
  okta: {
    users: ['ann', 'ben', 'cid', 'dee'].map((name) => ({
      id: `00u${name}`,
      login: `${name}@example.com`,
      firstName: name,
      lastName: 'Fox',
    })),
    groups: ['sales', 'leads', 'other'].map((name) => ({ id: `00g${name}`, name })),
    memberships: [
      ['sales', 'ann'],
      ['sales', 'ben'],
      ['sales', 'cid'],
      ['leads', 'cid'],
      ['other', 'dee'],
    ].map(([group, user]) => ({ group, user: `${user}@example.com` })),
    apps: [
      { id: '0oaCrm', label: 'CRM', name: 'salesforce' },
      { id: '0oaOld', label: 'Old CRM', status: 'INACTIVE' },
    ],
    appUsers: ['ann', 'dee'].map((name) => ({ app: 'CRM', user: `${name}@example.com` })),
    appGroups: [
      { app: 'CRM', group: 'sales', profile: { role: 'Seller' } },
      { app: 'CRM', group: 'leads', profile: { role: 'Lead' } },
    ],
  },
};

/** A sandbox org with apps, and a client on it. */
export async function startApps(more: Partial<OktaConfig> = {}) {
  const { sandbox, clock } = await startOrg({ seed: SEED });
  const config = { orgUrl: sandbox.oktaUrl, token: 'sandbox-okta-keeper', clock, random: () => 0, ...more };
  const act = (method: string, url: string) =>
    callAs(sandbox, method, url, 'sandbox-okta-console:ann@example.com');
  return { sandbox, client: new OktaClient(config), act };
}

export type AppsOrg = Awaited<ReturnType<typeof startApps>>;

/** `individual`, `group` or undefined, as the sandbox has it. */
export function scopeOf({ sandbox }: AppsOrg, user: string, app = '0oaCrm'): string | undefined {
  return sandbox.runtime.world.okta.appUsers.get(`${app} ${user}`)?.scope;
}

export function hasGroup({ sandbox }: AppsOrg, group: string, app = '0oaCrm'): boolean {
  return sandbox.runtime.world.okta.appGroups.has(`${app} ${group}`);
}
