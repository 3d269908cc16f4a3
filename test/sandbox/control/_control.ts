import { controlHandler } from '../../../sandbox/control/handler.js';
import { type Json, NOON, org, type Org } from '../okta/_org.js';
import type { Settings } from '../../../sandbox/core/runtime.js';

/** An org with its control plane. */
export interface Controlled extends Org {
  control(method: string, url: string, body?: unknown): Promise<{ status: number; json: Json }>;
}

export function controlled(seed?: unknown, settings: Partial<Settings> = {}): Controlled {
  const made = org(seed, settings);
  const handler = controlHandler(made.runtime);
  return {
    ...made,
    control: async (method, url, body) => {
      const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
      const answer = await handler({ method, url, headers: {}, body: text });
      return { status: answer.status, json: JSON.parse(answer.body) };
    },
  };
}

export { NOON, type Json };

export const WORLD = {
  schema: 'writ.sandbox-seed/1',
  aws: {
    accounts: [{ id: '200000000001', name: 'payments-production' }],
    users: [
      { userName: 'ann@example.com', displayName: 'Ann Ash' },
      { userName: 'root@example.com', displayName: 'Root Admin' },
    ],
    groups: [{ displayName: 'Direct' }],
    permissionSets: [{ name: 'Reader', managedPolicies: ['ReadOnlyAccess'], sessionDuration: 'PT4H' }],
    memberships: [{ group: 'Direct', user: 'root@example.com' }],
    assignments: [{ permissionSet: 'Reader', account: '200000000001', type: 'GROUP', principal: 'Direct' }],
  },
  okta: {
    users: [
      { login: 'ann@example.com', firstName: 'Ann', lastName: 'Ash', department: 'Platform' },
      { login: 'root@example.com', firstName: 'Root', lastName: 'Admin' },
    ],
    groups: [{ name: 'admins' }, { name: 'platform' }],
    memberships: [{ group: 'admins', user: 'root@example.com' }],
    rules: [{ name: 'platform', expression: 'user.department == "Platform"', groups: ['platform'] }],
    pushMappings: [{ group: 'admins', target: 'Admins' }],
    apps: [{ label: 'CRM', name: 'salesforce' }],
    appUsers: [{ app: 'CRM', user: 'root@example.com' }],
    appGroups: [{ app: 'CRM', group: 'platform' }],
  },
};
