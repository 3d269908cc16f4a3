import type { OktaGroup } from '../../core/state.js';
import { appView } from '../app-view.js';
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
import { parseFilter } from '../filter.js';
import {
  addOwner,
  createGroup,
  deleteGroup,
  removeOwner,
  replaceGroup,
  type GroupProfile,
} from '../groups.js';
import { addMember, removeMember } from '../members.js';
import { applyRulesTo } from '../rules.js';
import { arrayPage, tablePage } from '../page.js';
import { sortedPage } from '../search.js';
import { appsOfGroup, findGroup, findUser, membersOf, okta, tryFindUser } from '../tables.js';
import { groupFacts, groupView, instant, userView } from '../views.js';

const SIZES = { standard: 10_000, largest: 10_000 };
const MEMBER_SIZES = { standard: 1000, largest: 1000 };
const FILTERABLE = ['id', 'type', 'lastUpdated', 'lastMembershipUpdated'];

/** Groups, their members and owners. */
export const GROUP_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/api/v1/groups', run: listGroups },
  { method: 'POST', path: '/api/v1/groups', run: create },
  { method: 'GET', path: '/api/v1/groups/{id}', run: (call) => json(shown(call, subject(call))) },
  { method: 'PUT', path: '/api/v1/groups/{id}', run: replace },
  { method: 'DELETE', path: '/api/v1/groups/{id}', run: remove },
  { method: 'GET', path: '/api/v1/groups/{id}/users', run: listMembers },
  { method: 'PUT', path: '/api/v1/groups/{id}/users/{userId}', run: putMember },
  { method: 'DELETE', path: '/api/v1/groups/{id}/users/{userId}', run: deleteMember },
  { method: 'GET', path: '/api/v1/groups/{id}/apps', run: listApps },
  { method: 'GET', path: '/api/v1/groups/{id}/owners', run: listOwners },
  { method: 'POST', path: '/api/v1/groups/{id}/owners', run: postOwner },
  { method: 'DELETE', path: '/api/v1/groups/{id}/owners/{ownerId}', run: deleteOwner },
  { method: 'GET', path: '/api/v1/groups/{id}/roles', run: listRoles },
];

function listGroups(call: OktaCall): OktaAnswer {
  const { groups } = okta(call.runtime);
  const view = (group: OktaGroup) => shown(call, group);
  const search = call.query.get('search');
  if (search !== null) return sortedPage(call, groups, SIZES, parseFilter(search), groupFacts, view);
  const filter = call.query.get('filter');
  if (filter !== null) {
    const holds = parseFilter(filter, (name) => FILTERABLE.includes(name));
    return tablePage(call, groups, SIZES, view, (group) => holds(groupFacts(group)));
  }
  const q = call.query.get('q')?.toLowerCase();
  if (q === undefined) return tablePage(call, groups, SIZES, view);
  const begins = (group: OktaGroup) => group.name.toLowerCase().startsWith(q);
  return tablePage(call, groups, { standard: 300, largest: 10_000 }, view, begins);
}

function shown(call: OktaCall, group: OktaGroup): unknown {
  const stats = call.query.get('expand')?.split(',').includes('stats') ?? false;
  return groupView(call.runtime, group, call.origin, stats);
}

function create(call: OktaCall): OktaAnswer {
  return json(shown(call, createGroup(call.runtime, call.doer, profileOf(call))));
}

function replace(call: OktaCall): OktaAnswer {
  const group = subject(call);
  replaceGroup(call.runtime, call.doer, group, profileOf(call));
  return json(shown(call, group));
}

function remove(call: OktaCall): OktaAnswer {
  deleteGroup(call.runtime, call.doer, subject(call));
  return nothing();
}

function listMembers(call: OktaCall): OktaAnswer {
  const members = membersOf(call.runtime, subject(call).id);
  const { users } = okta(call.runtime);
  return tablePage(call, members, MEMBER_SIZES, ({ userId }) => {
    const user = users.get(userId);
    return user === undefined ? undefined : userView(user, call.origin);
  });
}

function putMember(call: OktaCall): OktaAnswer {
  const user = findUser(call.runtime, param(call, 'userId'));
  addMember(call.runtime, call.doer, subject(call), user);
  applyRulesTo(call.runtime, call.doer, user);
  return nothing();
}

function deleteMember(call: OktaCall): OktaAnswer {
  const user = findUser(call.runtime, param(call, 'userId'));
  removeMember(call.runtime, call.doer, subject(call), user);
  // Okta: a change of a user's groups triggers the group rules.
  applyRulesTo(call.runtime, call.doer, user);
  return nothing();
}

function listApps(call: OktaCall): OktaAnswer {
  const apps = appsOfGroup(call.runtime, subject(call).id);
  return arrayPage(call, apps, { standard: 20, largest: 200 }, (app) =>
    appView(call.runtime, app, call.origin),
  );
}

function listOwners(call: OktaCall): OktaAnswer {
  return arrayPage(call, subject(call).owners ?? [], { standard: 1000, largest: 1000 }, (owner) =>
    ownerView(call, owner),
  );
}

function postOwner(call: OktaCall): OktaAnswer {
  const body = objectBody(call);
  const id = asString(body['id']);
  const type = body['type'];
  if (id === undefined || (type !== 'USER' && type !== 'GROUP'))
    throw invalid('owner', 'id and type (`USER` or `GROUP`) are required');
  const group = subject(call);
  addOwner(call.runtime, call.doer, group, { id, type });
  return json(ownerView(call, { id, type, assigned: call.runtime.now() }), 201);
}

function deleteOwner(call: OktaCall): OktaAnswer {
  removeOwner(call.runtime, call.doer, subject(call), param(call, 'ownerId'));
  return nothing();
}

type Owner = NonNullable<OktaGroup['owners']>[number];

function ownerView(call: OktaCall, owner: Owner): unknown {
  const user = tryFindUser(call.runtime, owner.id);
  const group = okta(call.runtime).groups.get(owner.id);
  return {
    id: owner.id,
    type: owner.type,
    resolved: true,
    originId: null,
    originType: 'OKTA_DIRECTORY',
    displayName: user === undefined ? (group?.name ?? owner.id) : `${user.firstName} ${user.lastName}`,
    lastUpdated: instant(owner.assigned),
  };
}

function listRoles(call: OktaCall): OktaAnswer {
  subject(call);
  return json([]);
}

function profileOf(call: OktaCall): GroupProfile {
  const profile = asObject(objectBody(call)['profile']);
  const name = asString(profile?.['name']);
  if (profile === undefined || name === undefined)
    throw invalid('name', 'name: The field cannot be left blank');
  const { name: _name, description, ...extra } = profile;
  return {
    name,
    ...(typeof description === 'string' ? { description } : {}),
    ...(Object.keys(extra).length > 0 ? { extra } : {}),
  };
}

function subject(call: OktaCall): OktaGroup {
  return findGroup(call.runtime, param(call, 'id'));
}
