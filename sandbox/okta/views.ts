import type { Runtime } from '../core/runtime.js';
import type { OktaGroup, OktaRule, OktaUser } from '../core/state.js';
import { appsOfGroup, mappingsOf, membersOf, okta } from './tables.js';

/** Milliseconds as Okta writes an instant. */
export function instant(ms: number): string {
  return new Date(ms).toISOString();
}

/** A user as the API shows it. */
export function userView(user: OktaUser, origin: string): Record<string, unknown> {
  return { ...userFacts(user), _links: userLinks(user, `${origin}/api/v1/users/${user.id}`) };
}

/** A user without links: what filters and searches see. */
export function userFacts(user: OktaUser): Record<string, unknown> {
  const changed = instant(user.statusChanged ?? user.created);
  return {
    id: user.id,
    status: user.status,
    created: instant(user.created),
    activated: user.status === 'STAGED' ? null : instant(user.created),
    statusChanged: changed,
    lastLogin: null,
    lastUpdated: instant(user.lastUpdated),
    passwordChanged: null,
    type: { id: 'otySandboxDefault000' },
    profile: userProfile(user),
    credentials: { provider: { type: 'OKTA', name: 'OKTA' } },
  };
}

function userProfile(user: OktaUser): Record<string, unknown> {
  const { login, email, firstName, lastName, employeeNumber, department, title } = user;
  const optional = Object.entries({ employeeNumber, department, title }).filter(
    ([, value]) => value !== undefined,
  );
  return {
    ...user.extra,
    firstName,
    lastName,
    mobilePhone: user.extra?.['mobilePhone'] ?? null,
    secondEmail: user.extra?.['secondEmail'] ?? null,
    login,
    email,
    ...Object.fromEntries(optional),
  };
}

function userLinks(user: OktaUser, self: string): Record<string, unknown> {
  const post = (verb: string) => ({ href: `${self}/lifecycle/${verb}`, method: 'POST' });
  const base = { self: { href: self } };
  if (user.status === 'ACTIVE') return { ...base, suspend: post('suspend'), deactivate: post('deactivate') };
  if (user.status === 'SUSPENDED')
    return { ...base, unsuspend: post('unsuspend'), deactivate: post('deactivate') };
  return { ...base, activate: post('activate') };
}

/** A group as the API shows it, with `_embedded.stats` when asked for. */
export function groupView(runtime: Runtime, group: OktaGroup, origin: string, stats = false): unknown {
  const self = `${origin}/api/v1/groups/${group.id}`;
  return {
    ...groupFacts(group),
    ...(stats ? { _embedded: { stats: groupStats(runtime, group, self) } } : {}),
    _links: {
      self: { href: self },
      logo: ['medium', 'large'].map((name) => ({
        name,
        href: `${origin}/assets/img/logos/groups/odyssey/${group.type.toLowerCase()}-${name}.png`,
        type: 'image/png',
      })),
      users: { href: `${self}/users` },
      apps: { href: `${self}/apps` },
      ...(group.type === 'APP_GROUP'
        ? { source: { href: `${origin}/api/v1/apps/${okta(runtime).awsAppId}` } }
        : {}),
    },
  };
}

/** A group without links: what filters and searches see. */
export function groupFacts(group: OktaGroup): Record<string, unknown> {
  return {
    id: group.id,
    created: instant(group.created),
    lastUpdated: instant(group.lastUpdated),
    lastMembershipUpdated: instant(group.lastMembershipUpdated),
    objectClass: [group.type === 'APP_GROUP' ? 'okta:app_group' : 'okta:user_group'],
    type: group.type,
    profile: { ...group.extra, name: group.name, description: group.description ?? null },
  };
}

function groupStats(runtime: Runtime, group: OktaGroup, self: string): Record<string, unknown> {
  const pushed = mappingsOf(runtime, group.id).length;
  return {
    usersCount: membersOf(runtime, group.id).size,
    appsCount: appsOfGroup(runtime, group.id).length,
    groupPushMappingsCount: pushed,
    hasAdminPrivilege: false,
    _links: { users: { href: `${self}/users` } },
  };
}

/** A group rule as the API shows it. */
export function ruleView(rule: OktaRule): Record<string, unknown> {
  return {
    type: 'group_rule',
    id: rule.id,
    status: rule.status,
    name: rule.name,
    created: instant(rule.created ?? 0),
    lastUpdated: instant(rule.lastUpdated ?? rule.created ?? 0),
    conditions: {
      people: { users: { exclude: rule.excludedUsers }, groups: { exclude: rule.excludedGroups ?? [] } },
      expression: { value: rule.expression, type: 'urn:okta:expression:1.0' },
    },
    actions: { assignUserToGroups: { groupIds: rule.groupIds } },
    allGroupsValid: rule.status !== 'INVALID',
  };
}
