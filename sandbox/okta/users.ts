import type { Runtime } from '../core/runtime.js';
import type { OktaUser } from '../core/state.js';
import { nameBucket } from '../core/world.js';
import { forgetApps, leaveActiveApps, settleUser } from './app-reach.js';
import { asString, type Doer } from './call.js';
import { invalid, OktaError } from './errors.js';
import { logEvent, userTarget, type EventType } from './log.js';
import { leaveAllGroups } from './members.js';
import { applyRulesTo } from './rules.js';
import { pushProfile, pushStatus } from './scim.js';
import { okta, tryFindUser } from './tables.js';

type Status = OktaUser['status'];

const NAMED = ['login', 'email', 'firstName', 'lastName', 'employeeNumber', 'department', 'title'] as const;
const REQUIRED = ['login', 'email', 'firstName', 'lastName'] as const;

/** How a new user begins. */
export interface NewUser {
  readonly profile: Readonly<Record<string, unknown>>;
  readonly status: 'STAGED' | 'PROVISIONED' | 'ACTIVE';
}

/** Makes a user, applies the group rules to it and tells the system log. */
export function createUser(runtime: Runtime, doer: Doer, { profile, status }: NewUser): OktaUser {
  const now = runtime.now();
  const user: OktaUser = {
    id: runtime.nextId('okta-user'),
    login: '',
    email: '',
    firstName: '',
    lastName: '',
    status,
    created: now,
    lastUpdated: now,
    statusChanged: now,
  };
  checkProfile(runtime, user, profile, REQUIRED);
  assignProfile(user, profile);
  okta(runtime).users.set(user.id, user);
  logEvent(runtime, doer, 'user.lifecycle.create', [userTarget(user)]);
  if (status !== 'STAGED') logEvent(runtime, doer, 'user.lifecycle.activate', [userTarget(user)]);
  applyRulesTo(runtime, doer, user);
  return user;
}

/** Changes the given profile attributes; a full replacement must name the required ones. */
export function updateProfile(
  runtime: Runtime,
  doer: Doer,
  user: OktaUser,
  profile: Readonly<Record<string, unknown>>,
  mode: 'partial' | 'full',
): void {
  checkProfile(runtime, user, profile, mode === 'full' ? REQUIRED : []);
  const login = user.login;
  if (mode === 'full') {
    for (const name of ['employeeNumber', 'department', 'title'] as const) Reflect.deleteProperty(user, name);
    delete user.extra;
  }
  assignProfile(user, profile);
  user.lastUpdated = runtime.now();
  okta(runtime).users.set(user.id, user);
  logEvent(runtime, doer, 'user.account.update_profile', [userTarget(user)]);
  applyRulesTo(runtime, doer, user);
  pushProfile(runtime, user.id, login);
}

/** From which states a lifecycle operation may start, where it ends and what the log says. */
const TRANSITIONS = {
  activate: {
    from: ['STAGED', 'PROVISIONED', 'DEPROVISIONED'],
    to: 'ACTIVE',
    event: 'user.lifecycle.activate',
    error: 'E0000016',
  },
  reactivate: {
    from: ['PROVISIONED', 'RECOVERY'],
    to: 'PROVISIONED',
    event: 'user.lifecycle.reactivate',
    error: 'E0000038',
  },
  deactivate: {
    from: ['STAGED', 'PROVISIONED', 'ACTIVE', 'SUSPENDED', 'LOCKED_OUT', 'RECOVERY', 'PASSWORD_EXPIRED'],
    to: 'DEPROVISIONED',
    event: 'user.lifecycle.deactivate',
    error: 'E0000038',
  },
  suspend: { from: ['ACTIVE'], to: 'SUSPENDED', event: 'user.lifecycle.suspend', error: 'E0000001' },
  unsuspend: { from: ['SUSPENDED'], to: 'ACTIVE', event: 'user.lifecycle.unsuspend', error: 'E0000001' },
} as const satisfies Record<
  string,
  {
    from: readonly Status[];
    to: Status;
    event: EventType;
    error: 'E0000001' | 'E0000016' | 'E0000038';
  }
>;

/** A lifecycle operation on a user. */
export type Transition = keyof typeof TRANSITIONS;

/** Names of the lifecycle operations. */
export const TRANSITION_NAMES = Object.keys(TRANSITIONS) as Transition[];

/** Moves a user through its lifecycle, or refuses as Okta does from that state. */
export function transition(runtime: Runtime, doer: Doer, user: OktaUser, name: Transition): void {
  const { from, to, event, error } = TRANSITIONS[name];
  if (!(from as readonly Status[]).includes(user.status)) {
    if (error === 'E0000001')
      throw invalid(`Cannot ${name} a user that is not ${from[0].toLowerCase()}`, `status: ${user.status}`);
    throw new OktaError(error);
  }
  user.status = to;
  user.statusChanged = runtime.now();
  user.lastUpdated = runtime.now();
  logEvent(runtime, doer, event, [userTarget(user)]);
  pushStatus(runtime, user.id);
  if (name === 'deactivate') leaveActiveApps(runtime, doer, user);
  if (name === 'activate') applyRulesTo(runtime, doer, user);
  if (to === 'ACTIVE') settleUser(runtime, doer, user);
}

/** Deletes a deactivated user; one that is not is deactivated first, as Okta's own first call does. */
export function deleteUser(runtime: Runtime, doer: Doer, user: OktaUser): void {
  if (user.status !== 'DEPROVISIONED') {
    transition(runtime, doer, user, 'deactivate');
    return;
  }
  leaveAllGroups(runtime, user);
  forgetApps(runtime, user.id);
  okta(runtime).users.delete(user.id);
  logEvent(runtime, doer, 'user.lifecycle.delete.initiated', [userTarget(user)]);
}

function checkProfile(
  runtime: Runtime,
  user: OktaUser,
  profile: Readonly<Record<string, unknown>>,
  required: readonly string[],
): void {
  const causes = [
    ...required
      .filter((name) => profile[name] === undefined || profile[name] === '')
      .map((name) => `${name}: The field cannot be left blank`),
    ...NAMED.filter((name) => profile[name] !== undefined && profile[name] !== null)
      .filter((name) => typeof profile[name] !== 'string')
      .map((name) => `${name}: must be a string`),
    ...loginCauses(runtime, user, asString(profile['login'])),
  ];
  if (causes.length > 0) throw invalid(causes[0]?.split(':')[0] ?? 'profile', ...causes);
}

function loginCauses(runtime: Runtime, user: OktaUser, login: string | undefined): string[] {
  if (login === undefined || nameBucket(login) === nameBucket(user.login)) return [];
  const other = tryFindUser(runtime, login);
  return other === undefined || other.id === user.id
    ? []
    : ['login: An object with this field already exists in the current organization'];
}

function assignProfile(user: OktaUser, profile: Readonly<Record<string, unknown>>): void {
  const extra: Record<string, unknown> = { ...user.extra };
  for (const [name, value] of Object.entries(profile)) {
    const named = NAMED.find((each) => each === name);
    if (named === undefined) extra[name] = value;
    else if (typeof value === 'string') user[named] = value;
    else if (value === null) Reflect.deleteProperty(user, named);
  }
  const kept = Object.entries(extra).filter(([, value]) => value !== null && value !== undefined);
  if (kept.length > 0) user.extra = Object.fromEntries(kept);
  else delete user.extra;
}
