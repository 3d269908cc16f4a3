import type { Runtime } from '../core/runtime.js';
import type { OktaApp } from '../core/state.js';
import { appKey, INDEX } from '../core/world.js';
import { groupsOfApp, settleGroup } from './app-reach.js';
import type { Doer } from './call.js';
import { invalid, OktaError } from './errors.js';
import { appTarget, logEvent, type EventType } from './log.js';
import { okta } from './tables.js';

/** How an app begins. */
export interface NewApp {
  readonly label: string;
  /** @default - the key that its sign-on mode has */
  readonly name?: string;
  readonly signOnMode: OktaApp['signOnMode'];
  /** @default - 'ACTIVE' */
  readonly status?: OktaApp['status'];
}

const KEYS: Readonly<Record<OktaApp['signOnMode'], string>> = {
  SAML_2_0: 'custom_saml',
  OPENID_CONNECT: 'oidc_client',
  BOOKMARK: 'bookmark',
};

/** The key of an app of this mode that nobody named. */
export function keyOfMode(mode: OktaApp['signOnMode']): string {
  return KEYS[mode];
}

/** Makes an app, assigned to nobody. */
export function createApp(runtime: Runtime, doer: Doer, given: NewApp): OktaApp {
  checkLabel(given.label);
  const now = runtime.now();
  const app: OktaApp = {
    id: runtime.nextId('okta-app'),
    name: given.name ?? keyOfMode(given.signOnMode),
    label: given.label,
    status: given.status ?? 'ACTIVE',
    signOnMode: given.signOnMode,
    features: [],
    created: now,
    lastUpdated: now,
  };
  okta(runtime).apps.set(app.id, app);
  tell(runtime, doer, 'application.lifecycle.create', app);
  return app;
}

/** Gives an app another label. */
export function relabelApp(runtime: Runtime, doer: Doer, app: OktaApp, label: string): void {
  checkLabel(label);
  app.label = label;
  app.lastUpdated = runtime.now();
  okta(runtime).apps.set(app.id, app);
  tell(runtime, doer, 'application.lifecycle.update', app);
}

/** Switches an app off, which leaves its assignments, or on, which gives it to whom its groups have gained since. */
export function setAppStatus(runtime: Runtime, doer: Doer, app: OktaApp, status: OktaApp['status']): void {
  if (app.status === status) return;
  app.status = status;
  app.lastUpdated = runtime.now();
  tell(runtime, doer, `application.lifecycle.${status === 'ACTIVE' ? 'activate' : 'deactivate'}`, app);
  if (status === 'ACTIVE')
    for (const { groupId } of groupsOfApp(runtime, app.id)) settleGroup(runtime, doer, app, groupId);
}

/** Deletes an inactive app with everything assigned to it; Okta logs only the deletion. */
export function deleteApp(runtime: Runtime, doer: Doer, app: OktaApp): void {
  const { apps, appUsers, appGroups, awsAppId } = okta(runtime);
  // The app of the pushes is part of the sandbox itself.
  if (app.status === 'ACTIVE' || app.id === awsAppId) throw new OktaError('E0000056');
  for (const { userId } of appUsers.allIn(INDEX.appUserByApp, app.id))
    appUsers.delete(appKey(app.id, userId));
  for (const { groupId } of groupsOfApp(runtime, app.id)) appGroups.delete(appKey(app.id, groupId));
  apps.delete(app.id);
  tell(runtime, doer, 'application.lifecycle.delete', app);
}

function tell(runtime: Runtime, doer: Doer, event: EventType, app: OktaApp): void {
  logEvent(runtime, doer, event, [appTarget(app)]);
}

function checkLabel(label: string): void {
  if (label === '' || label.length > 100)
    throw invalid('label', 'label: The field cannot be left blank or exceed 100 characters');
}
