import { oktaAdapters, type OktaConfig } from '../../../lib/adapters/okta/index.js';
import { instantOf } from '../../../lib/kernel/index.js';
import { startSandbox, type Fault, type Sandbox, type Settings } from '../../../sandbox/index.js';
import { waitingClock } from './_server.js';

const NOON = Date.UTC(2026, 10, 21, 12);
const KEEPER = 'sandbox-okta-keeper';

export const MEMBERS = 'okta:GET /api/v1/groups/{id}/users';
export const REMOVAL = 'okta:DELETE /api/v1/groups/{id}/users/{userId}';

/** Dana and Ali are in `prod-admins`, Lee is gone, a rule keeps everybody of Platform in `platform`. */
const SEED = {
  schema: 'writ.sandbox-seed/1',
  okta: {
    users: [
      {
        id: '00uDana',
        login: 'dana@example.com',
        firstName: 'Dana',
        lastName: 'Fox',
        employeeNumber: '10482',
        department: 'Platform',
      },
      { id: '00uAli', login: 'ali@example.com', firstName: 'Ali', lastName: 'Ray', department: 'Finance' },
      { id: '00uLee', login: 'lee@example.com', firstName: 'Lee', lastName: 'Moss', status: 'DEPROVISIONED' },
      {
        id: '00uSam',
        login: 'sam@example.com',
        firstName: 'Sam',
        lastName: 'Po',
        status: 'SUSPENDED',
        department: 'Platform',
      },
    ],
    groups: [
      { id: '00gEveryone', name: 'Everyone', type: 'BUILT_IN' },
      { id: '00gAdmins', name: 'prod-admins' },
      { id: '00gEmpty', name: 'nobody' },
      { id: '00gPlatform', name: 'platform' },
      { id: '00gImported', name: 'imported', type: 'APP_GROUP' },
    ],
    memberships: [
      { group: 'Everyone', user: 'dana@example.com' },
      { group: 'prod-admins', user: 'dana@example.com' },
      { group: 'prod-admins', user: 'ali@example.com' },
      { group: 'platform', user: 'ali@example.com' },
      { group: 'imported', user: 'ali@example.com' },
    ],
    rules: [{ name: 'platform people', expression: 'user.department == "Platform"', groups: ['platform'] }],
    pushMappings: [{ group: 'prod-admins', target: 'prod-admins' }],
  },
};

/** A sandbox org at a moment that stands still, and the adapters on it over HTTP. */
export async function startOrg(
  options: { readonly seed?: unknown; readonly settings?: Partial<Settings> } = {},
) {
  const sandbox = await startSandbox({
    now: () => NOON,
    load: options.seed ?? SEED,
    settings: options.settings ?? {},
  });
  const clock = waitingClock(instantOf(NOON));
  const adaptersWith = (more: Partial<OktaConfig> = {}) =>
    oktaAdapters({ orgUrl: sandbox.oktaUrl, token: KEEPER, clock, random: () => 0, ...more });
  return { sandbox, clock, adaptersWith, ...adaptersWith() };
}

/** Switches a fault on. */
export function fault(
  sandbox: Sandbox,
  match: string,
  effect: Fault['effect'],
  more: Partial<Fault> = {},
): void {
  sandbox.runtime.faults.push({ id: `${match} ${effect.kind}`, match, effect, ...more });
}

/** A call to the sandbox as somebody else, in process: by default Dana at the console. */
export async function callAs(
  { handle, oktaUrl }: Sandbox,
  method: string,
  url: string,
  token = 'sandbox-okta-console:dana@example.com',
): Promise<void> {
  const headers = { authorization: `SSWS ${token}`, host: new URL(oktaUrl).host };
  const { status } = await handle.okta({ method, url, headers, body: '' });
  expect(status).toBeLessThan(300);
}
