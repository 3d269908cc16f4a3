import type { Runtime } from '../core/runtime.js';
import type { OktaApp, OktaAppUser, OktaUser } from '../core/state.js';
import { appKey } from '../core/world.js';
import { addRow, dropRow, isAssignable, reaching } from './app-reach.js';
import type { Doer } from './call.js';
import { invalid, notFound, OktaError } from './errors.js';
import { appUserTargets, logEvent } from './log.js';
import { okta } from './tables.js';

/** What an assignment may say; what is left out stays as it is. */
export interface AppUserInput {
  readonly scope?: 'USER' | 'GROUP';
  readonly userName?: string;
  readonly profile?: Readonly<Record<string, unknown>>;
}

const REACHED =
  'The application cannot be unassigned from the user while their group memberships grant them access';

/** The assignment of an app to a user, or 404. */
export function findAppUser(runtime: Runtime, app: OktaApp, userId: string): OktaAppUser {
  const row = okta(runtime).appUsers.get(appKey(app.id, userId));
  if (row === undefined) throw notFound(userId, 'AppUser');
  return row;
}

/** Assigns an app to a user individually, or changes the assignment that there is: one by a group turns individual. */
export function assignUser(
  runtime: Runtime,
  doer: Doer,
  app: OktaApp,
  user: OktaUser,
  input: AppUserInput,
): OktaAppUser {
  refuseInactive(app);
  const known = okta(runtime).appUsers.get(appKey(app.id, user.id));
  const wanted = { ...input, scope: input.scope ?? 'USER' };
  if (known !== undefined) return changed(runtime, doer, app, user, known, wanted);
  if (!isAssignable(user)) throw new OktaError('E0000038');
  refuseUnreached(runtime, app, user, wanted.scope);
  return addRow(runtime, doer, app, user, wanted);
}

/** Changes what an assignment says, or its scope; an individual one is made where there was none at all. */
export function updateAppUser(
  runtime: Runtime,
  doer: Doer,
  app: OktaApp,
  user: OktaUser,
  input: AppUserInput,
): OktaAppUser {
  const known = okta(runtime).appUsers.get(appKey(app.id, user.id));
  if (known !== undefined) return changed(runtime, doer, app, user, known, input);
  if (input.scope !== 'USER') throw notFound(user.id, 'AppUser');
  return assignUser(runtime, doer, app, user, input);
}

/**
 * Takes an individual assignment away. What Okta does while a group reaches the user, too, is told in several ways:
 * `settings.appUnassign` says which is played.
 */
export function unassignUser(runtime: Runtime, doer: Doer, app: OktaApp, user: OktaUser): void {
  const row = findAppUser(runtime, app, user.id);
  const isReached = reaching(runtime, app.id, user.id).length > 0;
  const played = runtime.settings.appUnassign;
  if (row.scope === 'GROUP' || (isReached && played === 'refused'))
    throw new OktaError('E0000046', '', [REACHED]);
  if (isReached && played === 'group') changed(runtime, doer, app, user, row, { scope: 'GROUP' });
  else dropRow(runtime, doer, app, user, row);
}

function changed(
  runtime: Runtime,
  doer: Doer,
  app: OktaApp,
  user: OktaUser,
  row: OktaAppUser,
  input: AppUserInput,
): OktaAppUser {
  const scope = input.scope ?? row.scope;
  refuseUnreached(runtime, app, user, scope);
  if (row.scope === 'GROUP' && scope === 'USER') row.profile = groupProfile(runtime, app, user);
  if (input.profile !== undefined) row.profile = { ...row.profile, ...input.profile };
  // What the individual assignment said is gone: the profile of the group takes its place.
  if (scope === 'GROUP') delete row.profile;
  row.scope = scope;
  row.userName = input.userName ?? row.userName;
  row.lastUpdated = runtime.now();
  logEvent(runtime, doer, 'application.user_membership.update', appUserTargets(row, app, user));
  return row;
}

/** The profile that the first of the groups gives. */
export function groupProfile(runtime: Runtime, app: OktaApp, user: OktaUser): Record<string, unknown> {
  return { ...reaching(runtime, app.id, user.id)[0]?.profile };
}

function refuseUnreached(runtime: Runtime, app: OktaApp, user: OktaUser, scope: 'USER' | 'GROUP'): void {
  if (scope === 'GROUP' && reaching(runtime, app.id, user.id).length === 0)
    throw invalid('scope', 'scope: no group that the app is assigned to has this user');
}

/** Okta does not find an inactive app when something is to be assigned to it. */
export function refuseInactive(app: OktaApp): void {
  if (app.status !== 'ACTIVE') throw notFound(app.id, 'AppInstance');
}
