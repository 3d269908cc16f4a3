import { z } from 'zod';
import type { RawFeed } from '../../identity/index.js';
import { by, CLOCK_SKEW, epochOf, sorted, type Clock, type Instant } from '../../kernel/index.js';
import { OKTA_SOURCE } from '../../model/index.js';
import { OktaClient } from '../okta/client.js';
import type { OktaConfig } from '../okta/config.js';
import { OPERATIONS } from '../okta/operation.js';
import { liveFeed, spokenAt } from './live.js';

/** An Okta organization that is asked for its users. */
export type OktaUsersSource = Pick<OktaConfig, 'orgUrl' | 'token' | 'limits'>;

const text = z.string().nullish();

/** What a directory row needs of Okta's published user. */
const oktaUser = z.object({
  id: z.string().min(1),
  status: z.string().min(1),
  lastLogin: text,
  profile: z.looseObject({
    login: z.string().min(1),
    employeeNumber: text,
    department: text,
    title: text,
    managerId: text,
  }),
});
type User = z.infer<typeof oktaUser>;

/** Okta's states of a user, as far as they say whether the account can be used; one that was never activated says nothing. */
const STATUS: Readonly<Record<string, string>> = {
  PROVISIONED: 'active',
  ACTIVE: 'active',
  RECOVERY: 'active',
  PASSWORD_EXPIRED: 'active',
  LOCKED_OUT: 'active',
  SUSPENDED: 'suspended',
  DEPROVISIONED: 'deprovisioned',
};

/**
 * Every user of an Okta organization as directory rows, by `employeeNumber`. Okta lists deactivated users only when it is
 * asked for them; they are asked for last, so that one who is deactivated meanwhile is seen, and not missing.
 * Throws PROVIDER_*, CONFIG_INVALID.
 */
export async function readOktaUsers(
  source: OktaUsersSource,
  { asOf, clock }: { readonly asOf: Instant; readonly clock: Clock },
): Promise<RawFeed> {
  const client = new OktaClient({ ...source, clock });
  const at = spokenAt(asOf, clock);
  const users = new Map<string, User>();
  for (const filter of [undefined, 'status eq "DEPROVISIONED"']) {
    const query = { limit: '200', ...(filter === undefined ? {} : { filter }) };
    for await (const page of client.pages({ operation: OPERATIONS.listUsers, query }, oktaUser))
      for (const user of page) users.set(user.id, user);
  }
  const inOrder = sorted(
    users.values(),
    by(({ id }) => id),
  );
  const managers = managersOf(inOrder);
  return liveFeed(
    'directory',
    source.orgUrl,
    inOrder.map((user) => rowOf(user, managers, at)),
    at,
  );
}

/** `managerId` is a text that organizations fill as they like: an Okta id or a login leads to that user's number. */
function managersOf(users: readonly User[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { id, profile } of users) {
    if (!profile.employeeNumber) continue;
    found.set(id, profile.employeeNumber);
    found.set(profile.login.toLowerCase(), profile.employeeNumber);
  }
  return found;
}

function rowOf(
  { id, status, lastLogin, profile }: User,
  managers: ReadonlyMap<string, string>,
  at: Instant,
): Record<string, string> {
  const manager = profile.managerId ?? '';
  return {
    owner: profile.employeeNumber ? `hr:${profile.employeeNumber}` : '',
    source: OKTA_SOURCE,
    native_id: id,
    login: profile.login,
    status: STATUS[status] ?? '',
    department: profile.department ?? '',
    title: profile.title ?? '',
    manager_id: managers.get(manager) ?? managers.get(manager.toLowerCase()) ?? manager,
    last_used: usedBy(lastLogin ?? '', at),
  };
}

/** Somebody may log in while the list is read: they had used the account by then at the latest. */
function usedBy(lastLogin: string, at: Instant): string {
  const since = Date.parse(lastLogin) - epochOf(at);
  return since > 0 && since <= CLOCK_SKEW ? at : lastLogin;
}
