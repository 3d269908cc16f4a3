import type { Runtime } from '../core/runtime.js';
import type { OktaApp, OktaAppGroup, OktaGroup } from '../core/state.js';
import { appKey, INDEX } from '../core/world.js';
import { groupsOfApp, settle, settleGroup, type By } from './app-reach.js';
import { refuseInactive } from './app-users.js';
import type { Doer } from './call.js';
import { notFound } from './errors.js';
import { appTarget, groupTarget, logEvent } from './log.js';
import { okta } from './tables.js';

/** What the assignment of a group may say. */
export interface AppGroupInput {
  /** @default - after all others */
  readonly priority?: number;
  /** @default - nothing */
  readonly profile?: Readonly<Record<string, unknown>>;
}

/** The assignment of an app to a group, or 404. */
export function findAppGroup(runtime: Runtime, app: OktaApp, groupId: string): OktaAppGroup {
  const row = okta(runtime).appGroups.get(appKey(app.id, groupId));
  if (row === undefined) throw notFound(groupId, 'ApplicationGroupAssignment');
  return row;
}

/** Assigns an app to a group, and so to each of its members; one that is assigned already takes what is given. */
export function assignGroup(
  runtime: Runtime,
  doer: Doer,
  app: OktaApp,
  group: OktaGroup,
  input: AppGroupInput,
): OktaAppGroup {
  refuseInactive(app);
  const known = okta(runtime).appGroups.get(appKey(app.id, group.id));
  const row = putAppGroup(runtime, app, group.id, input);
  const event = `group.application_assignment.${known === undefined ? 'add' : 'update'}` as const;
  logEvent(runtime, doer, event, [groupTarget(group), appTarget(app)]);
  settleGroup(runtime, doer, app, group.id);
  return row;
}

/** Takes an app from a group; whoever has it by no other group and not individually loses it. */
export function unassignGroup(runtime: Runtime, doer: Doer, app: OktaApp, group: OktaGroup): void {
  findAppGroup(runtime, app, group.id);
  okta(runtime).appGroups.delete(appKey(app.id, group.id));
  logEvent(runtime, doer, 'group.application_assignment.remove', [groupTarget(group), appTarget(app)]);
  settleGroup(runtime, doer, app, group.id);
}

/** Records the assignment and nothing that follows from it. */
export function putAppGroup(
  runtime: Runtime,
  app: OktaApp,
  groupId: string,
  { priority, profile }: AppGroupInput,
): OktaAppGroup {
  const { appGroups } = okta(runtime);
  const known = appGroups.get(appKey(app.id, groupId));
  const last = groupsOfApp(runtime, app.id).at(-1)?.priority ?? -1;
  const row: OktaAppGroup = {
    appId: app.id,
    groupId,
    priority: priority ?? known?.priority ?? last + 1,
    profile: profile ?? known?.profile ?? {},
    lastUpdated: runtime.now(),
  };
  appGroups.set(appKey(app.id, groupId), row);
  return row;
}

/** What the deletion of a group takes from its members; call it when they are its members no more. */
export function forgetGroup(runtime: Runtime, by: By, groupId: string, memberIds: readonly string[]): void {
  const { apps, appGroups, users } = okta(runtime);
  const rows = appGroups.allIn(INDEX.appGroupByGroup, groupId);
  for (const { appId } of rows) appGroups.delete(appKey(appId, groupId));
  for (const { appId } of rows)
    for (const userId of memberIds) {
      const [app, user] = [apps.get(appId), users.get(userId)];
      if (app !== undefined && user !== undefined) settle(runtime, by, app, user);
    }
}
