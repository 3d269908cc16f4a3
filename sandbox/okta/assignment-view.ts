import type { Runtime } from '../core/runtime.js';
import type { OktaApp, OktaAppGroup, OktaAppUser, OktaUser } from '../core/state.js';
import { groupProfile } from './app-users.js';
import { okta } from './tables.js';
import { groupView, instant, userView } from './views.js';

/** Somebody's assignment to an app as the API shows it, with the user where `expand` asks for it. */
export function appUserView(
  runtime: Runtime,
  app: OktaApp,
  row: OktaAppUser,
  origin: string,
  expand: string | null = null,
): Record<string, unknown> | undefined {
  const user = okta(runtime).users.get(row.userId);
  if (user === undefined) return undefined;
  const changed = instant(row.lastUpdated);
  return {
    id: row.userId,
    externalId: null,
    created: instant(row.created),
    lastUpdated: changed,
    scope: row.scope,
    status: 'ACTIVE',
    statusChanged: instant(row.created),
    passwordChanged: null,
    syncState: 'DISABLED',
    credentials: { userName: row.userName },
    profile: { ...named(user), ...(row.scope === 'USER' ? row.profile : groupProfile(runtime, app, user)) },
    ...(expand === 'user' ? { _embedded: { user: userView(user, origin) } } : {}),
    _links: {
      app: { href: `${origin}/api/v1/apps/${app.id}` },
      user: { href: `${origin}/api/v1/users/${row.userId}` },
    },
  };
}

/** What the mapping of every app carries over from the user. */
function named({ email, firstName, lastName }: OktaUser): Record<string, unknown> {
  return { email, firstName, lastName, displayName: `${firstName} ${lastName}` };
}

/** The assignment of a group to an app as the API shows it, with the group where `expand` asks for it. */
export function appGroupView(
  runtime: Runtime,
  row: OktaAppGroup,
  origin: string,
  expand: string | null = null,
): Record<string, unknown> {
  const app = `${origin}/api/v1/apps/${row.appId}`;
  const group = okta(runtime).groups.get(row.groupId);
  return {
    id: row.groupId,
    lastUpdated: instant(row.lastUpdated),
    priority: row.priority,
    profile: row.profile,
    ...(expand === 'group' && group !== undefined
      ? { _embedded: { group: groupView(runtime, group, origin) } }
      : {}),
    _links: {
      app: { href: app },
      self: { href: `${app}/groups/${row.groupId}` },
      group: { href: `${origin}/api/v1/groups/${row.groupId}` },
    },
  };
}
