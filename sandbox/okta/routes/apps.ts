import { appView, assignmentView } from '../app-view.js';
import { json, param, type OktaAnswer, type OktaCall, type Route } from '../call.js';
import { notFound } from '../errors.js';
import { parseFilter } from '../filter.js';
import { arrayPage } from '../page.js';
import { okta } from '../tables.js';

const SIZES = { standard: 20, largest: 200 };

/** Apps: the one of Identity Center. */
export const APP_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/api/v1/apps', run: listApps },
  { method: 'GET', path: '/api/v1/apps/{id}', run: getApp },
  { method: 'GET', path: '/api/v1/apps/{id}/groups', run: listAssignments },
  { method: 'GET', path: '/api/v1/apps/{id}/groups/{groupId}', run: getAssignment },
];

/** The app's id, or 404 when the path names another. */
export function requireApp(call: OktaCall, name: 'id' | 'appId'): string {
  const id = param(call, name);
  if (id !== okta(call.runtime).awsAppId) throw notFound(id, 'AppInstance');
  return id;
}

function listApps(call: OktaCall): OktaAnswer {
  const app = appView(call.runtime, call.origin);
  const filter = call.query.get('filter');
  const q = call.query.get('q')?.toLowerCase() ?? '';
  const named = [app['name'], app['label']].some((name) => String(name).toLowerCase().startsWith(q));
  const shown = named && (filter === null || parseFilter(filter)(app));
  return arrayPage(call, shown ? [app] : [], SIZES, (each) => each);
}

function getApp(call: OktaCall): OktaAnswer {
  requireApp(call, 'id');
  return json(appView(call.runtime, call.origin));
}

function listAssignments(call: OktaCall): OktaAnswer {
  requireApp(call, 'id');
  const mappings = [...okta(call.runtime).pushMappings.values()].map((mapping, at) => ({ mapping, at }));
  return arrayPage(call, mappings, SIZES, ({ mapping, at }) => assignmentView(mapping, at, call.origin));
}

function getAssignment(call: OktaCall): OktaAnswer {
  requireApp(call, 'id');
  const groupId = param(call, 'groupId');
  const mappings = [...okta(call.runtime).pushMappings.values()];
  const at = mappings.findIndex((each) => each.sourceGroupId === groupId);
  const mapping = mappings[at];
  if (mapping === undefined) throw notFound(groupId, 'ApplicationGroupAssignment');
  return json(assignmentView(mapping, at, call.origin));
}
