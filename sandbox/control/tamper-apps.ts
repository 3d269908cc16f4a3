import type { Runtime } from '../core/runtime.js';
import type { OktaApp } from '../core/state.js';
import { assignGroup, unassignGroup } from '../okta/app-groups.js';
import { assignUser, unassignUser, updateAppUser } from '../okta/app-users.js';
import * as apps from '../okta/apps.js';
import { okta, tryFindAppNamed } from '../okta/tables.js';
import { unknownName } from './errors.js';
import { at, findGroup, findUser } from './tamper-okta.js';
import type { Change } from './tamper.js';

interface Assignment {
  readonly app: string;
  readonly principal: { readonly type: 'USER' | 'GROUP'; readonly name: string };
  readonly profile?: Readonly<Record<string, string>> | undefined;
  readonly actor: string;
}

/** Assigns an app to a user individually, or to a group. */
export function assign(runtime: Runtime, { app, principal, profile, actor }: Assignment): Change {
  const [what, doer] = [findApp(runtime, app), at(runtime, actor)];
  const input = profile === undefined ? {} : { profile };
  if (principal.type === 'USER') {
    const user = findUser(runtime, principal.name);
    const { scope } = assignUser(runtime, doer, what, user, input);
    return { ...shown(what), userId: user.id, user: user.login, scope };
  }
  const group = findGroup(runtime, principal.name);
  const { priority } = assignGroup(runtime, doer, what, group, input);
  return { ...shown(what), groupId: group.id, group: group.name, priority };
}

/** Takes an app from a user, or from a group. */
export function unassign(runtime: Runtime, { app, principal, actor }: Assignment): Change {
  const [what, doer] = [findApp(runtime, app), at(runtime, actor)];
  if (principal.type === 'USER') {
    const user = findUser(runtime, principal.name);
    unassignUser(runtime, doer, what, user);
    return { ...shown(what), userId: user.id, user: user.login };
  }
  const group = findGroup(runtime, principal.name);
  unassignGroup(runtime, doer, what, group);
  return { ...shown(what), groupId: group.id, group: group.name };
}

/** What "Convert assignments" does: leaves somebody's assignment to a group, or takes it out of a group's hands. */
export function convert(
  runtime: Runtime,
  { app, user, scope, actor }: { app: string; user: string; scope: 'USER' | 'GROUP'; actor: string },
): Change {
  const [what, who] = [findApp(runtime, app), findUser(runtime, user)];
  updateAppUser(runtime, at(runtime, actor), what, who, { scope });
  return { ...shown(what), userId: who.id, user: who.login, scope };
}

/** Makes an app that nobody has. */
export function create(
  runtime: Runtime,
  { label, name, actor }: { label: string; name?: string | undefined; actor: string },
): Change {
  const given = { label, signOnMode: 'SAML_2_0', ...(name === undefined ? {} : { name }) } as const;
  return shown(apps.createApp(runtime, at(runtime, actor), given));
}

interface OneApp {
  readonly app: string;
  readonly actor: string;
}

/** Gives an app another label. */
export function rename(runtime: Runtime, { app, label, actor }: OneApp & { label: string }): Change {
  const found = findApp(runtime, app);
  apps.relabelApp(runtime, at(runtime, actor), found, label);
  return shown(found);
}

/** Switches an app off or on. */
export function setStatus(status: OktaApp['status']): (runtime: Runtime, fields: OneApp) => Change {
  return (runtime, { app, actor }) => {
    const found = findApp(runtime, app);
    apps.setAppStatus(runtime, at(runtime, actor), found, status);
    return { ...shown(found), status };
  };
}

/** Deletes an app, which is switched off for it first. */
export function remove(runtime: Runtime, { app, actor }: OneApp): Change {
  const [found, doer] = [findApp(runtime, app), at(runtime, actor)];
  apps.setAppStatus(runtime, doer, found, 'INACTIVE');
  apps.deleteApp(runtime, doer, found);
  return shown(found);
}

/** Deletes an app and makes another of the same label and kind: same name, new id, assigned to nobody. */
export function recreate(runtime: Runtime, { app, actor }: OneApp): Change {
  const { id: formerId, label, name, signOnMode } = findApp(runtime, app);
  remove(runtime, { app: formerId, actor });
  return { formerId, ...shown(apps.createApp(runtime, at(runtime, actor), { label, name, signOnMode })) };
}

function shown({ id, label }: OktaApp): Change {
  return { appId: id, app: label };
}

function findApp(runtime: Runtime, name: string): OktaApp {
  const app = tryFindAppNamed(runtime, name);
  if (app !== undefined) return app;
  const labels = [...okta(runtime).apps.values()].map((each) => each.label);
  throw unknownName('Okta app', name, labels);
}
