import type { OktaApp } from '../../core/state.js';
import { appFacts, appView, FILTERABLE } from '../app-view.js';
import { createApp, deleteApp, relabelApp, setAppStatus } from '../apps.js';
import { appUserView } from '../assignment-view.js';
import {
  asString,
  json,
  nothing,
  objectBody,
  param,
  type OktaAnswer,
  type OktaCall,
  type Route,
} from '../call.js';
import { invalid } from '../errors.js';
import { parseFilter } from '../filter.js';
import { tablePage } from '../page.js';
import { findApp, okta } from '../tables.js';
import { appKey } from '../../core/world.js';

const SIZES = { standard: 20, largest: 200 };
const ONE = '/api/v1/apps/{id}';

/** Apps and their lifecycle. */
export const APP_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/api/v1/apps', run: listApps },
  { method: 'POST', path: '/api/v1/apps', run: create },
  { method: 'GET', path: ONE, run: (call) => json(shown(call, subject(call))) },
  { method: 'PUT', path: ONE, run: replace },
  { method: 'DELETE', path: ONE, run: remove },
  { method: 'POST', path: `${ONE}/lifecycle/activate`, run: (call) => switched(call, 'ACTIVE') },
  { method: 'POST', path: `${ONE}/lifecycle/deactivate`, run: (call) => switched(call, 'INACTIVE') },
];

function listApps(call: OktaCall): OktaAnswer {
  const filter = call.query.get('filter');
  const q = call.query.get('q')?.toLowerCase() ?? '';
  const holds = parseFilter(filter ?? 'id pr', (name) => FILTERABLE.includes(name));
  // As published: what is not active is listed only on demand, or where the filter speaks of the status.
  const all = call.query.get('includeNonDeleted') === 'true' || /\bstatus\b/.test(filter ?? '');
  const keep = (app: OktaApp) =>
    (all || app.status === 'ACTIVE') &&
    [app.name, app.label].some((name) => name.toLowerCase().startsWith(q)) &&
    holds(appFacts(call.runtime, app));
  return tablePage(call, okta(call.runtime).apps, SIZES, (app) => shown(call, app), keep);
}

/** With the assignment of the user whom `expand=user/{userId}` names. */
function shown(call: OktaCall, app: OktaApp): unknown {
  const view = appView(call.runtime, app, call.origin);
  const userId = /^user\/(.+)$/.exec(call.query.get('expand') ?? '')?.[1];
  const row = userId === undefined ? undefined : okta(call.runtime).appUsers.get(appKey(app.id, userId));
  if (row === undefined) return view;
  return { ...view, _embedded: { user: appUserView(call.runtime, app, row, call.origin) } };
}

function create(call: OktaCall): OktaAnswer {
  const body = objectBody(call);
  const name = asString(body['name']);
  const app = createApp(call.runtime, call.doer, {
    label: asString(body['label']) ?? '',
    signOnMode: modeOf(body['signOnMode']),
    status: call.query.get('activate') === 'false' ? 'INACTIVE' : 'ACTIVE',
    ...(name === undefined ? {} : { name }),
  });
  return json(shown(call, app));
}

function modeOf(value: unknown): OktaApp['signOnMode'] {
  if (value === 'SAML_2_0' || value === 'OPENID_CONNECT' || value === 'BOOKMARK') return value;
  throw invalid('signOnMode', 'signOnMode: the sandbox plays `SAML_2_0`, `OPENID_CONNECT` and `BOOKMARK`');
}

function replace(call: OktaCall): OktaAnswer {
  const app = subject(call);
  relabelApp(call.runtime, call.doer, app, asString(objectBody(call)['label']) ?? '');
  return json(shown(call, app));
}

function remove(call: OktaCall): OktaAnswer {
  deleteApp(call.runtime, call.doer, subject(call));
  return nothing();
}

function switched(call: OktaCall, status: OktaApp['status']): OktaAnswer {
  setAppStatus(call.runtime, call.doer, subject(call), status);
  return json({});
}

function subject(call: OktaCall): OktaApp {
  return findApp(call.runtime, param(call, 'id'));
}
