import type { OktaApp, OktaAppUser } from '../../core/state.js';
import { INDEX } from '../../core/world.js';
import { assignUser, findAppUser, unassignUser, updateAppUser, type AppUserInput } from '../app-users.js';
import { appUserView } from '../assignment-view.js';
import {
  asObject,
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
import { bucketPage } from '../page.js';
import { findApp, findUser, okta } from '../tables.js';

const SIZES = { standard: 50, largest: 500 };
const LIST = '/api/v1/apps/{id}/users';
const ONE = `${LIST}/{userId}`;

/** Who an app is assigned to, individually or by a group. */
export const APP_USER_ROUTES: readonly Route[] = [
  { method: 'GET', path: LIST, run: list },
  { method: 'POST', path: LIST, run: assign },
  { method: 'GET', path: ONE, run: get },
  { method: 'POST', path: ONE, run: update },
  { method: 'DELETE', path: ONE, run: unassign },
];

function list(call: OktaCall): OktaAnswer {
  const app = subject(call);
  const rows = { table: okta(call.runtime).appUsers, index: INDEX.appUserByApp, bucket: app.id };
  const q = call.query.get('q')?.toLowerCase();
  return bucketPage(call, rows, SIZES, (row) =>
    q === undefined || begins(call, row, q) ? shown(call, app, row) : undefined,
  );
}

function begins(call: OktaCall, { userId, userName }: OktaAppUser, q: string): boolean {
  const user = okta(call.runtime).users.get(userId);
  return [userName, user?.firstName, user?.lastName, user?.email].some((name) =>
    name?.toLowerCase().startsWith(q),
  );
}

function get(call: OktaCall): OktaAnswer {
  const app = subject(call);
  return json(shown(call, app, findAppUser(call.runtime, app, param(call, 'userId'))));
}

function assign(call: OktaCall): OktaAnswer {
  const app = subject(call);
  const id = asString(objectBody(call)['id']);
  if (id === undefined) throw invalid('id', 'id: The field cannot be left blank');
  const user = findUser(call.runtime, id);
  return json(shown(call, app, assignUser(call.runtime, call.doer, app, user, inputOf(call))));
}

function update(call: OktaCall): OktaAnswer {
  const app = subject(call);
  const user = findUser(call.runtime, param(call, 'userId'));
  return json(shown(call, app, updateAppUser(call.runtime, call.doer, app, user, inputOf(call))));
}

function unassign(call: OktaCall): OktaAnswer {
  const app = subject(call);
  const { userId } = findAppUser(call.runtime, app, param(call, 'userId'));
  unassignUser(call.runtime, call.doer, app, findUser(call.runtime, userId));
  return nothing();
}

function inputOf(call: OktaCall): AppUserInput {
  const body = objectBody(call);
  const { scope } = body;
  const userName = asString(asObject(body['credentials'])?.['userName']);
  const profile = asObject(body['profile']);
  if (scope !== undefined && scope !== 'USER' && scope !== 'GROUP')
    throw invalid('scope', 'scope: allowed are `USER` and `GROUP`');
  return {
    ...(scope === undefined ? {} : { scope }),
    ...(userName === undefined || userName === '' ? {} : { userName }),
    ...(profile === undefined ? {} : { profile }),
  };
}

function shown(call: OktaCall, app: OktaApp, row: OktaAppUser): unknown {
  return appUserView(call.runtime, app, row, call.origin, call.query.get('expand'));
}

function subject(call: OktaCall): OktaApp {
  return findApp(call.runtime, param(call, 'id'));
}
