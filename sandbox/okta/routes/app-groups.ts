import type { OktaApp, OktaAppGroup } from '../../core/state.js';
import { assignGroup, findAppGroup, unassignGroup, type AppGroupInput } from '../app-groups.js';
import { groupsOfApp } from '../app-reach.js';
import { appGroupView } from '../assignment-view.js';
import { asObject, json, nothing, param, type OktaAnswer, type OktaCall, type Route } from '../call.js';
import { invalid } from '../errors.js';
import { arrayPage } from '../page.js';
import { findApp, findGroup, okta } from '../tables.js';

const SIZES = { standard: 20, largest: 200 };
const LIST = '/api/v1/apps/{id}/groups';
const ONE = `${LIST}/{groupId}`;

/** The groups that an app is assigned to. */
export const APP_GROUP_ROUTES: readonly Route[] = [
  { method: 'GET', path: LIST, run: list },
  { method: 'GET', path: ONE, run: get },
  { method: 'PUT', path: ONE, run: assign },
  { method: 'DELETE', path: ONE, run: unassign },
];

function list(call: OktaCall): OktaAnswer {
  const { groups } = okta(call.runtime);
  const q = call.query.get('q')?.toLowerCase() ?? '';
  const rows = groupsOfApp(call.runtime, subject(call).id);
  const named = rows.filter(({ groupId }) => groups.get(groupId)?.name.toLowerCase().startsWith(q));
  return arrayPage(call, named, SIZES, (row) => shown(call, row));
}

function get(call: OktaCall): OktaAnswer {
  return json(shown(call, findAppGroup(call.runtime, subject(call), param(call, 'groupId'))));
}

function assign(call: OktaCall): OktaAnswer {
  const group = findGroup(call.runtime, param(call, 'groupId'));
  return json(shown(call, assignGroup(call.runtime, call.doer, subject(call), group, inputOf(call))));
}

function unassign(call: OktaCall): OktaAnswer {
  const app = subject(call);
  const { groupId } = findAppGroup(call.runtime, app, param(call, 'groupId'));
  unassignGroup(call.runtime, call.doer, app, findGroup(call.runtime, groupId));
  return nothing();
}

/** A body that is not there assigns with nothing said. */
function inputOf(call: OktaCall): AppGroupInput {
  const body = asObject(call.body) ?? {};
  const { priority } = body;
  const profile = asObject(body['profile']);
  if (priority !== undefined && (!Number.isInteger(priority) || Number(priority) < 0))
    throw invalid('priority', 'priority: must be a whole number that is not negative');
  return {
    ...(priority === undefined ? {} : { priority: Number(priority) }),
    ...(profile === undefined ? {} : { profile }),
  };
}

function shown(call: OktaCall, row: OktaAppGroup): unknown {
  return appGroupView(call.runtime, row, call.origin, call.query.get('expand'));
}

function subject(call: OktaCall): OktaApp {
  return findApp(call.runtime, param(call, 'id'));
}
