import type { Runtime } from '../core/runtime.js';
import type { OktaGroup, OktaUser } from '../core/state.js';
import { settleMember } from './app-reach.js';
import type { Doer } from './call.js';
import { OktaError } from './errors.js';
import { groupTarget, logEvent, ruleTarget, userTarget } from './log.js';
import { pushMembership } from './scim.js';
import { groupsOf, membersOf, okta, type Cause } from './tables.js';

/** Puts a user into a group by hand; one whom a rule put there is from now on a direct member. */
export function addMember(runtime: Runtime, doer: Doer, group: OktaGroup, user: OktaUser): boolean {
  refuseForeignGroups(group);
  if (user.status === 'DEPROVISIONED') throw new OktaError('E0000038');
  return enter(runtime, doer, group, user, { by: 'direct' });
}

/** Takes a user out of a group; a rule that would bring the user back gets an exclusion. */
export function removeMember(runtime: Runtime, doer: Doer, group: OktaGroup, user: OktaUser): boolean {
  refuseForeignGroups(group);
  const cause = membersOf(runtime, group.id).get(user.id);
  if (cause === undefined) return false;
  if (cause.by === 'rule') exclude(runtime, doer, cause.ruleId, group, user);
  leave(runtime, doer, group, user);
  return true;
}

/** Records the membership with its cause, tells the log and starts the push. */
export function enter(runtime: Runtime, doer: Doer, group: OktaGroup, user: OktaUser, cause: Cause): boolean {
  const members = membersOf(runtime, group.id);
  const known = members.get(user.id);
  if (known !== undefined && (known.by === 'direct' || cause.by === 'rule')) return false;
  members.set(user.id, { ...cause, userId: user.id });
  if (known !== undefined) return false;
  group.lastMembershipUpdated = runtime.now();
  logEvent(runtime, doer, 'group.user_membership.add', [userTarget(user), groupTarget(group)]);
  settleMember(runtime, doer, group.id, user);
  pushMembership(runtime, group.id, user.id);
  return true;
}

/** Ends the membership, tells the log and starts the push. */
export function leave(runtime: Runtime, doer: Doer, group: OktaGroup, user: OktaUser): void {
  if (!membersOf(runtime, group.id).delete(user.id)) return;
  group.lastMembershipUpdated = runtime.now();
  logEvent(runtime, doer, 'group.user_membership.remove', [userTarget(user), groupTarget(group)]);
  settleMember(runtime, doer, group.id, user);
  pushMembership(runtime, group.id, user.id);
}

/** What deleting a user does to memberships; Okta logs only the deletion. */
export function leaveAllGroups(runtime: Runtime, user: OktaUser): void {
  for (const group of groupsOf(runtime, user.id)) {
    membersOf(runtime, group.id).delete(user.id);
    group.lastMembershipUpdated = runtime.now();
    pushMembership(runtime, group.id, user.id, user.login);
  }
}

function exclude(runtime: Runtime, doer: Doer, ruleId: string, group: OktaGroup, user: OktaUser): void {
  const rule = okta(runtime).rules.get(ruleId);
  if (rule === undefined || rule.excludedUsers.includes(user.id)) return;
  rule.excludedUsers.push(user.id);
  rule.lastUpdated = runtime.now();
  logEvent(runtime, doer, 'group.user_membership.rule.add_exclusion', [
    userTarget(user),
    groupTarget(group),
    ruleTarget(rule),
  ]);
}

/** Members of built-in groups and of groups that an app owns are not changed through the API. */
function refuseForeignGroups(group: OktaGroup): void {
  if (group.type !== 'OKTA_GROUP') throw new OktaError('E0000060');
}
