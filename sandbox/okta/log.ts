import type { Runtime } from '../core/runtime.js';
import type { Actor, OktaApp, OktaAppUser, OktaGroup, OktaRule, OktaUser } from '../core/state.js';
import type { Doer } from './call.js';

/** Event types that the sandbox writes, with the message that Okta shows. */
const MESSAGES = {
  'user.lifecycle.create': 'Create Okta user',
  'user.lifecycle.activate': 'Activate Okta user',
  'user.lifecycle.deactivate': 'Deactivate Okta user',
  'user.lifecycle.reactivate': 'Reactivate Okta user',
  'user.lifecycle.suspend': 'Suspend Okta user',
  'user.lifecycle.unsuspend': 'Unsuspend Okta user',
  'user.lifecycle.delete.initiated': 'Delete Okta user initiated',
  'user.account.update_profile': 'Update user profile for Okta',
  'group.lifecycle.create': 'Create Okta group',
  'group.lifecycle.delete': 'Delete Okta group',
  'group.profile.update': 'Okta group profile updated',
  'group.user_membership.add': 'Add user to group membership',
  'group.user_membership.remove': 'Remove user from group membership',
  'group.user_membership.rule.add_exclusion': 'Add user to group membership rule exclusion',
  'policy.rule.add': 'Add policy rule',
  'policy.rule.update': 'Update policy rule',
  'policy.rule.activate': 'Activate policy rule',
  'policy.rule.deactivate': 'Deactivate policy rule',
  'policy.rule.delete': 'Delete policy rule',
  'group.owner.add': 'Add owner to group',
  'group.owner.remove': 'Remove owner from group',
  'group.application_assignment.add': 'Add assigned application to group',
  'group.application_assignment.update': 'Update application assignment for group',
  'group.application_assignment.remove': 'Remove assigned application from group',
  'application.user_membership.add': 'Add user to application membership',
  'application.user_membership.update': "Update user's application membership",
  'application.user_membership.remove': "Remove user's application membership",
  'application.lifecycle.create': 'Create application',
  'application.lifecycle.update': 'Update application',
  'application.lifecycle.activate': 'Activate application',
  'application.lifecycle.deactivate': 'Deactivate application',
  'application.lifecycle.delete': 'Delete application',
  'application.provision.group_push.mapping.created': 'Group push mapping created',
  'application.provision.group_push.mapping.deleted': 'Group push mapping deleted',
  'application.provision.group_push.activate_mapping': 'Group push mapping activated',
  'application.provision.group_push.deactivate_mapping': 'Group push mapping deactivated',
} as const;

/** A type of event in the system log. */
export type EventType = keyof typeof MESSAGES;

/** One entry of `target` in an event. */
export interface Target {
  readonly id: string;
  readonly type: 'User' | 'UserGroup' | 'PolicyRule' | 'AppInstance' | 'AppUser';
  readonly alternateId: string;
  readonly displayName: string;
}

/** Writes one event of the system log, at the sandbox's present time. */
export function logEvent(
  runtime: Runtime,
  doer: Doer,
  eventType: EventType,
  targets: readonly Target[],
): void {
  const uuid = runtime.nextId('okta-event');
  const published = runtime.now();
  const body = {
    uuid,
    published: new Date(published).toISOString(),
    eventType,
    version: '0',
    severity: 'INFO',
    legacyEventType: null,
    displayMessage: MESSAGES[eventType],
    actor: actorEntry(doer.actor),
    client: clientEntry(doer),
    device: null,
    outcome: { result: 'SUCCESS', reason: null },
    target: targets.map((target) => ({ ...target, detailEntry: null })),
    transaction: transactionEntry(doer),
    debugContext: { debugData: debugData(doer) },
    authenticationContext: {
      authenticationProvider: null,
      credentialProvider: null,
      credentialType: null,
      issuer: null,
      interface: null,
      authenticationStep: 0,
      externalSessionId: doer.requestId ?? uuid,
    },
    securityContext: { asNumber: null, asOrg: null, isp: null, domain: null, isProxy: null },
    request: { ipChain: [] },
  };
  runtime.oktaLog.push({ uuid, published, eventType, body });
}

/** A user as a target. */
export function userTarget(user: OktaUser): Target {
  return {
    id: user.id,
    type: 'User',
    alternateId: user.login,
    displayName: `${user.firstName} ${user.lastName}`,
  };
}

/** A group as a target; Okta knows no alternate id for it. */
export function groupTarget(group: OktaGroup): Target {
  return { id: group.id, type: 'UserGroup', alternateId: 'unknown', displayName: group.name };
}

/** An app as a target. */
export function appTarget(app: OktaApp): Target {
  return { id: app.id, type: 'AppInstance', alternateId: app.label, displayName: app.label };
}

/** Somebody's assignment to an app as targets, in Okta's order. */
export function appUserTargets(row: OktaAppUser, app: OktaApp, user: OktaUser): Target[] {
  const { displayName } = userTarget(user);
  const appUser: Target = { id: row.id, type: 'AppUser', alternateId: row.userName, displayName };
  return [appUser, appTarget(app), userTarget(user)];
}

/** A group rule as a target; Okta keeps it as a policy rule. */
export function ruleTarget(rule: OktaRule): Target {
  return { id: rule.id, type: 'PolicyRule', alternateId: 'unknown', displayName: rule.name };
}

function actorEntry(actor: Actor): Record<string, unknown> {
  if (actor.kind === 'okta-user' || actor.kind === 'okta-token') {
    const { id, login, displayName } = actor;
    return { id, type: 'User', alternateId: login, displayName, detailEntry: null };
  }
  return {
    id: '00uSystemPrincipal00',
    type: 'SystemPrincipal',
    alternateId: 'system@okta.com',
    displayName: 'Okta System',
    detailEntry: null,
  };
}

function clientEntry(doer: Doer): Record<string, unknown> {
  const human = doer.actor.kind === 'okta-user' || doer.actor.kind === 'okta-token';
  return {
    userAgent: human
      ? { rawUserAgent: doer.userAgent ?? 'Mozilla/5.0', os: 'Unknown', browser: 'UNKNOWN' }
      : null,
    zone: human ? 'null' : null,
    device: human ? 'Unknown' : null,
    id: null,
    ipAddress: human ? '127.0.0.1' : null,
    geographicalContext: null,
  };
}

function transactionEntry(doer: Doer): Record<string, unknown> {
  const id = doer.requestId ?? 'unknown';
  if (doer.job === true || doer.actor.kind === 'rule') return { type: 'JOB', id, detail: {} };
  const detail =
    doer.actor.kind === 'okta-token' ? { requestApiTokenId: `00T${doer.actor.id.slice(3)}` } : {};
  return { type: 'WEB', id, detail };
}

function debugData(doer: Doer): Record<string, unknown> {
  const request = {
    ...(doer.requestId === undefined ? {} : { requestId: doer.requestId }),
    ...(doer.requestUri === undefined ? {} : { requestUri: doer.requestUri, url: `${doer.requestUri}?` }),
  };
  return doer.actor.kind === 'rule' ? { ...request, triggeredByGroupRuleId: doer.actor.ruleId } : request;
}
