import { oktaSeed, org, type Json, type Org } from './_org.js';
import type { Settings } from '../../../sandbox/core/runtime.js';

/** Ann is assigned individually and by `sales`, Ben by `sales`, Cid by `sales` and `leads`; Dee by nothing. */
export const APPS = oktaSeed({
  users: ['ann', 'ben', 'cid', 'dee'].map((name) => ({
    id: `00u${name}`,
    login: `${name}@example.com`,
    firstName: name,
    lastName: 'Fox',
  })),
  groups: [
    { id: '00gSales', name: 'sales' },
    { id: '00gLeads', name: 'leads' },
    { id: '00gEmpty', name: 'empty' },
  ],
  memberships: [
    { group: 'sales', user: 'ann@example.com' },
    { group: 'sales', user: 'ben@example.com' },
    { group: 'sales', user: 'cid@example.com' },
    { group: 'leads', user: 'cid@example.com' },
  ],
  apps: [
    { id: '0oaCrm', label: 'CRM', name: 'salesforce' },
    { id: '0oaWiki', label: 'Wiki', signOnMode: 'BOOKMARK' },
    { id: '0oaOld', label: 'Old CRM', status: 'INACTIVE' },
  ],
  appUsers: [{ app: 'CRM', user: 'ann@example.com', profile: { role: 'CEO' } }],
  appGroups: [
    { app: 'CRM', group: 'sales', profile: { role: 'Seller' } },
    { app: 'CRM', group: 'leads', profile: { role: 'Lead' } },
    { app: 'Old CRM', group: 'sales' },
  ],
});

export const CRM = '/api/v1/apps/0oaCrm';

export function crm(settings: Partial<Settings> = {}): Org {
  return org(APPS, settings);
}

/** Everybody who has the app, with the scope, in order of name. */
export async function scopes(there: Org, app = CRM): Promise<Record<string, string>> {
  const { json } = await there.call('GET', `${app}/users`);
  return Object.fromEntries(json.map((row: Json) => [row.id, row.scope]));
}

/** What the log says since the start: event and targets, by type. */
export function told(there: Org): string[] {
  return there.runtime.oktaLog.map(({ eventType, body }: Json) =>
    [eventType, ...body.target.map((each: Json) => `${each.type} ${each.id}`)].join(', '),
  );
}
