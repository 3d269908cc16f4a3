import type { Runtime } from '../core/runtime.js';
import type { OktaUser, PushMapping } from '../core/state.js';
import { mappingsOf, membersOf, okta } from './tables.js';
import {
  addToTarget,
  createTargetGroup,
  provisionUser,
  removeFromTarget,
  renameUser,
  setUserStatus,
  targetGroup,
  targetMembers,
  tryFindTargetUser,
} from './scim-target.js';

/**
 * After the push delay, brings one membership of every group that this group is pushed to in line with Okta.
 * The state at the time of the push counts, so pushes that overtake each other still end right.
 */
export function pushMembership(runtime: Runtime, groupId: string, userId: string, login?: string): void {
  if (mappingsOf(runtime, groupId).every((mapping) => mapping.status !== 'ACTIVE')) return;
  runtime.after(runtime.settings.scimDelayMs, () => {
    for (const mapping of mappingsOf(runtime, groupId)) {
      if (mapping.status === 'ACTIVE') pushOne(runtime, mapping, userId, login);
    }
  });
}

/** After the push delay, enables or disables the counterpart of a user. */
export function pushStatus(runtime: Runtime, userId: string): void {
  runtime.after(runtime.settings.scimDelayMs, () => {
    const user = okta(runtime).users.get(userId);
    const counterpart = user === undefined ? undefined : tryFindTargetUser(runtime, user.login);
    if (user === undefined || counterpart === undefined) return;
    setUserStatus(runtime, counterpart, isPushed(user) ? 'ENABLED' : 'DISABLED');
  });
}

/** After the push delay, carries changed names and a changed login to the counterpart of a user. */
export function pushProfile(runtime: Runtime, userId: string, loginBefore: string): void {
  runtime.after(runtime.settings.scimDelayMs, () => {
    const user = okta(runtime).users.get(userId);
    const counterpart = tryFindTargetUser(runtime, loginBefore);
    if (user !== undefined && counterpart !== undefined) renameUser(runtime, counterpart, user);
  });
}

/** After the push delay, makes the target equal to its source: what activating a mapping does. */
export function schedulePush(runtime: Runtime, mappingId: string): void {
  runtime.after(runtime.settings.scimDelayMs, () => {
    const mapping = okta(runtime).pushMappings.get(mappingId);
    if (mapping?.status === 'ACTIVE') pushWhole(runtime, mapping);
  });
}

/** Makes the target equal to its source now; the target group is made when it is absent. */
export function pushWhole(
  runtime: Runtime,
  mapping: PushMapping,
  trail: 'logged' | 'silent' = 'logged',
): void {
  const group =
    targetGroup(runtime, mapping) ??
    targetGroup(runtime, { targetGroupName: mapping.targetGroupName }) ??
    createTargetGroup(runtime, mapping.targetGroupName, trail);
  mapping.targetId = group.id;
  const wanted = new Set<string>();
  for (const userId of membersOf(runtime, mapping.sourceGroupId).keys()) {
    const user = okta(runtime).users.get(userId);
    if (user === undefined || !isPushed(user)) continue;
    const counterpart = tryFindTargetUser(runtime, user.login) ?? provisionUser(runtime, user, trail);
    wanted.add(counterpart.id);
    addToTarget(runtime, group, counterpart.id, trail);
  }
  for (const { userId } of targetMembers(runtime, group)) {
    if (!wanted.has(userId)) removeFromTarget(runtime, group, userId, trail);
  }
  mapping.lastPush = runtime.now();
}

function pushOne(runtime: Runtime, mapping: PushMapping, userId: string, login: string | undefined): void {
  const group = targetGroup(runtime, mapping);
  if (group === undefined) {
    // As Okta has it: the linked group is missing at the target, and pushing stops until somebody relinks it.
    mapping.status = 'ERROR';
    mapping.lastUpdated = runtime.now();
    return;
  }
  const user = okta(runtime).users.get(userId);
  const name = user?.login ?? login;
  const counterpart = name === undefined ? undefined : tryFindTargetUser(runtime, name);
  if (membersOf(runtime, mapping.sourceGroupId).has(userId)) {
    if (user !== undefined && isPushed(user))
      addToTarget(runtime, group, (counterpart ?? provisionUser(runtime, user, 'logged')).id, 'logged');
  } else if (counterpart !== undefined) removeFromTarget(runtime, group, counterpart.id, 'logged');
  mapping.lastPush = runtime.now();
}

/** Deactivated users lose the app assignment, and with it the push. */
function isPushed(user: OktaUser): boolean {
  return user.status !== 'DEPROVISIONED';
}
