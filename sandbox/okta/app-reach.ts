import type { Runtime } from '../core/runtime.js';
import type { OktaApp, OktaAppGroup, OktaAppUser, OktaUser } from '../core/state.js';
import { appKey, INDEX } from '../core/world.js';
import type { Doer } from './call.js';
import { appUserTargets, logEvent } from './log.js';
import { groupsOf, okta } from './tables.js';

/** A change that the log tells as somebody's; `silent` is how the world already was. */
export type By = Doer | 'silent';

/** The groups of an app, the one whose profile goes before all others first. */
export function groupsOfApp(runtime: Runtime, appId: string): OktaAppGroup[] {
  const rows = okta(runtime).appGroups.allIn(INDEX.appGroupByApp, appId);
  return rows.sort((a, b) => a.priority - b.priority || (a.groupId < b.groupId ? -1 : 1));
}

/** The assigned groups that reach this user, by priority. */
export function reaching(runtime: Runtime, appId: string, userId: string): OktaAppGroup[] {
  const { members } = okta(runtime);
  return groupsOfApp(runtime, appId).filter(({ groupId }) => members.get(groupId)?.has(userId) ?? false);
}

/** Whether Okta assigns an app to a user in this status; one who is suspended keeps what there is. */
export function isAssignable({ status }: OktaUser): boolean {
  return status !== 'DEPROVISIONED' && status !== 'SUSPENDED';
}

/** Brings what groups give of one app to one user in line; an individual assignment stays as it is. */
export function settle(runtime: Runtime, by: By, app: OktaApp, user: OktaUser): void {
  const row = okta(runtime).appUsers.get(appKey(app.id, user.id));
  if (row?.scope === 'USER') return;
  const isReached = reaching(runtime, app.id, user.id).length > 0;
  if (row !== undefined && !isReached) dropRow(runtime, by, app, user, row);
  if (row === undefined && isReached && app.status === 'ACTIVE' && isAssignable(user))
    addRow(runtime, by, app, user, { scope: 'GROUP' });
}

/** The same for every app that a group is assigned to, after somebody came into it or left it. */
export function settleMember(runtime: Runtime, by: By, groupId: string, user: OktaUser): void {
  for (const { appId } of okta(runtime).appGroups.allIn(INDEX.appGroupByGroup, groupId))
    settleOne(runtime, by, appId, user);
}

/** The same for everything that the groups of a user give: after an activation. */
export function settleUser(runtime: Runtime, by: By, user: OktaUser): void {
  if (okta(runtime).appGroups.size === 0) return;
  for (const group of groupsOf(runtime, user.id)) settleMember(runtime, by, group.id, user);
}

/** The same for everybody in a group, for one app. */
export function settleGroup(runtime: Runtime, by: By, app: OktaApp, groupId: string): void {
  const { members, users } = okta(runtime);
  for (const userId of [...(members.get(groupId)?.keys() ?? [])]) {
    const user = users.get(userId);
    if (user !== undefined) settle(runtime, by, app, user);
  }
}

/** What deactivating a user does: every active app is unassigned, inactive ones are left as they are. */
export function leaveActiveApps(runtime: Runtime, by: By, user: OktaUser): void {
  for (const row of rowsOf(runtime, user.id)) {
    const app = okta(runtime).apps.get(row.appId);
    if (app?.status === 'ACTIVE') dropRow(runtime, by, app, user, row);
  }
}

/** What deleting a user does; Okta logs only the deletion. */
export function forgetApps(runtime: Runtime, userId: string): void {
  for (const row of rowsOf(runtime, userId)) okta(runtime).appUsers.delete(appKey(row.appId, userId));
}

/** Assigns an app to a user who has no assignment to it. */
export function addRow(
  runtime: Runtime,
  by: By,
  app: OktaApp,
  user: OktaUser,
  given: Pick<OktaAppUser, 'scope'> & Partial<Pick<OktaAppUser, 'userName' | 'profile'>>,
): OktaAppUser {
  const now = runtime.now();
  const row: OktaAppUser = {
    id: runtime.nextId('0ua'),
    appId: app.id,
    userId: user.id,
    userName: user.login,
    created: now,
    lastUpdated: now,
    ...given,
  };
  okta(runtime).appUsers.set(appKey(app.id, user.id), row);
  if (by !== 'silent')
    logEvent(runtime, asJob(by, row), 'application.user_membership.add', appUserTargets(row, app, user));
  return row;
}

/** Takes the assignment away, whatever gave it. */
export function dropRow(runtime: Runtime, by: By, app: OktaApp, user: OktaUser, row: OktaAppUser): void {
  okta(runtime).appUsers.delete(appKey(app.id, user.id));
  if (by !== 'silent')
    logEvent(runtime, asJob(by, row), 'application.user_membership.remove', appUserTargets(row, app, user));
}

/** What a group gives and takes is done by a job. */
function asJob(doer: Doer, { scope }: OktaAppUser): Doer {
  return scope === 'GROUP' ? { ...doer, job: true } : doer;
}

function rowsOf(runtime: Runtime, userId: string): OktaAppUser[] {
  return okta(runtime).appUsers.allIn(INDEX.appUserByUser, userId);
}

function settleOne(runtime: Runtime, by: By, appId: string, user: OktaUser): void {
  const app = okta(runtime).apps.get(appId);
  if (app !== undefined) settle(runtime, by, app, user);
}
