import type { OktaRoleTitle } from '../../meaning/index.js';

/** One kind of call to Okta: the path with its parameters, and what a credential needs for it. */
export interface Operation {
  readonly method: 'GET' | 'DELETE';
  readonly path: string;
  /** The OAuth scope that allows it. */
  readonly scope: string;
  /** The narrowest standard admin role whose API token may do it. */
  readonly role: OktaRoleTitle;
}

const READER = 'Read-only Administrator';

/** Every call that Writ makes to Okta. There is none that grants. */
export const OPERATIONS = {
  listUsers: { method: 'GET', path: '/api/v1/users', scope: 'okta.users.read', role: READER },
  getUser: { method: 'GET', path: '/api/v1/users/{userId}', scope: 'okta.users.read', role: READER },
  listUserGroups: {
    method: 'GET',
    path: '/api/v1/users/{userId}/groups',
    scope: 'okta.users.read',
    role: READER,
  },
  listGroups: { method: 'GET', path: '/api/v1/groups', scope: 'okta.groups.read', role: READER },
  getGroup: { method: 'GET', path: '/api/v1/groups/{groupId}', scope: 'okta.groups.read', role: READER },
  listMembers: {
    method: 'GET',
    path: '/api/v1/groups/{groupId}/users',
    scope: 'okta.groups.read',
    role: READER,
  },
  listRules: { method: 'GET', path: '/api/v1/groups/rules', scope: 'okta.groups.read', role: READER },
  listApps: { method: 'GET', path: '/api/v1/apps', scope: 'okta.apps.read', role: READER },
  listAppUsers: { method: 'GET', path: '/api/v1/apps/{appId}/users', scope: 'okta.apps.read', role: READER },
  getAppUser: {
    method: 'GET',
    path: '/api/v1/apps/{appId}/users/{userId}',
    scope: 'okta.apps.read',
    role: READER,
  },
  listAppGroups: {
    method: 'GET',
    path: '/api/v1/apps/{appId}/groups',
    scope: 'okta.apps.read',
    role: READER,
  },
  getAppGroup: {
    method: 'GET',
    path: '/api/v1/apps/{appId}/groups/{groupId}',
    scope: 'okta.apps.read',
    role: READER,
  },
  listPushMappings: {
    method: 'GET',
    path: '/api/v1/apps/{appId}/group-push/mappings',
    scope: 'okta.apps.read',
    role: READER,
  },
  listEvents: { method: 'GET', path: '/api/v1/logs', scope: 'okta.logs.read', role: READER },
  removeMember: {
    method: 'DELETE',
    path: '/api/v1/groups/{groupId}/users/{userId}',
    scope: 'okta.groups.manage',
    role: 'Group Membership Administrator',
  },
  unassignAppUser: {
    method: 'DELETE',
    path: '/api/v1/apps/{appId}/users/{userId}',
    scope: 'okta.apps.manage',
    role: 'Application Administrator',
  },
  unassignAppGroup: {
    method: 'DELETE',
    path: '/api/v1/apps/{appId}/groups/{groupId}',
    scope: 'okta.apps.manage',
    role: 'Application Administrator',
  },
} as const satisfies Record<string, Operation>;

/** One call: an operation with its parameters. */
export interface Request {
  readonly operation: Operation;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
}

/** `GET /api/v1/groups/{groupId}/users`: how faults and rate limits name it. */
export function operationName({ method, path }: Operation): string {
  return `${method} ${path}`;
}

/** Where a request goes, at the configured origin; parameters are escaped so that none can leave its place. */
export function addressOf(request: Request, origin: URL): URL {
  const { operation, params = {}, query = {} } = request;
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  const url = new URL(path, origin);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}
