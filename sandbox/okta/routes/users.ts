import type { OktaUser } from '../../core/state.js';
import {
  asObject,
  json,
  nothing,
  objectBody,
  param,
  type OktaAnswer,
  type OktaCall,
  type Route,
} from '../call.js';
import { invalid, notFound } from '../errors.js';
import { parseFilter } from '../filter.js';
import { arrayPage, tablePage } from '../page.js';
import { sortedPage } from '../search.js';
import { findUser, groupsOf, okta } from '../tables.js';
import {
  createUser,
  deleteUser,
  transition,
  TRANSITION_NAMES,
  updateProfile,
  type Transition,
} from '../users.js';
import { groupView, userFacts, userView } from '../views.js';

const SIZES = { standard: 200, largest: 200 };
const FILTERABLE = ['id', 'status', 'lastUpdated', 'statusChanged', 'created'];
const FILTERABLE_PROFILE = ['login', 'email', 'firstName', 'lastName'].map((name) => `profile.${name}`);

/** Users and their lifecycle. */
export const USER_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/api/v1/users', run: listUsers },
  { method: 'POST', path: '/api/v1/users', run: create },
  { method: 'GET', path: '/api/v1/users/{id}', run: (call) => json(userView(subject(call), call.origin)) },
  { method: 'POST', path: '/api/v1/users/{id}', run: (call) => update(call, 'partial') },
  { method: 'PUT', path: '/api/v1/users/{id}', run: (call) => update(call, 'full') },
  { method: 'DELETE', path: '/api/v1/users/{id}', run: remove },
  { method: 'GET', path: '/api/v1/users/{id}/groups', run: listGroups },
  { method: 'GET', path: '/api/v1/users/{id}/roles', run: listRoles },
  { method: 'DELETE', path: '/api/v1/users/{id}/sessions', run: clearSessions },
  ...TRANSITION_NAMES.map((name) => lifecycle(name)),
];

function listUsers(call: OktaCall): OktaAnswer {
  const { users } = okta(call.runtime);
  const view = (user: OktaUser) => userView(user, call.origin);
  const search = call.query.get('search');
  if (search !== null) return sortedPage(call, users, SIZES, parseFilter(search), userFacts, view);
  const filter = call.query.get('filter');
  if (filter !== null) {
    const holds = parseFilter(filter, (name) => [...FILTERABLE, ...FILTERABLE_PROFILE].includes(name));
    return tablePage(call, users, SIZES, view, (user) => holds(userFacts(user)));
  }
  const q = call.query.get('q')?.toLowerCase();
  if (q !== undefined) return tablePage(call, users, { standard: 10, largest: 200 }, view, begins(q));
  // Without a filter Okta leaves deactivated users out.
  return tablePage(call, users, SIZES, view, (user) => user.status !== 'DEPROVISIONED');
}

function begins(q: string): (user: OktaUser) => boolean {
  return (user) =>
    user.status !== 'DEPROVISIONED' &&
    [user.firstName, user.lastName, user.email, user.login].some((name) => name.toLowerCase().startsWith(q));
}

function create(call: OktaCall): OktaAnswer {
  const body = objectBody(call);
  const profile = asObject(body['profile']);
  if (profile === undefined) throw invalid('profile', 'profile: The field cannot be left blank');
  const activate = call.query.get('activate') !== 'false';
  // Somebody without a password is invited first: Okta's own PROVISIONED.
  const hasPassword = asObject(body['credentials'])?.['password'] !== undefined;
  const status = activate ? (hasPassword ? 'ACTIVE' : 'PROVISIONED') : 'STAGED';
  return json(userView(createUser(call.runtime, call.doer, { profile, status }), call.origin));
}

function update(call: OktaCall, mode: 'partial' | 'full'): OktaAnswer {
  const user = subject(call);
  const body = objectBody(call);
  const profile = asObject(body['profile']);
  if (profile === undefined && body['credentials'] === undefined)
    throw invalid('profile', 'profile: The field cannot be left blank');
  if (profile !== undefined) updateProfile(call.runtime, call.doer, user, profile, mode);
  return json(userView(user, call.origin));
}

function remove(call: OktaCall): OktaAnswer {
  deleteUser(call.runtime, call.doer, subject(call));
  return nothing();
}

function lifecycle(name: Transition): Route {
  return {
    method: 'POST',
    path: `/api/v1/users/{id}/lifecycle/${name}`,
    run: (call) => {
      transition(call.runtime, call.doer, subject(call), name);
      return json({});
    },
  };
}

function listGroups(call: OktaCall): OktaAnswer {
  const groups = groupsOf(call.runtime, subject(call).id);
  return arrayPage(call, groups, { standard: 200, largest: 10_000 }, (group) =>
    groupView(call.runtime, group, call.origin),
  );
}

function listRoles(call: OktaCall): OktaAnswer {
  subject(call);
  return json([]);
}

function clearSessions(call: OktaCall): OktaAnswer {
  subject(call);
  return nothing();
}

function subject(call: OktaCall): OktaUser {
  const id = param(call, 'id');
  if (id !== 'me') return findUser(call.runtime, id);
  const { actor } = call.doer;
  if (actor.kind !== 'okta-user' && actor.kind !== 'okta-token') throw notFound(id, 'User');
  return findUser(call.runtime, actor.id);
}
