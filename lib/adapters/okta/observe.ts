import { oktaApp, oktaGroup, type SourceId } from '../../model/index.js';
import type { ObservedApp, ObservedGroup, ObservedUser } from '../../inventory/index.js';
import type { SeenApp } from './apps.js';
import type { OktaGroupResource, OktaUser } from './schema.js';

/** A user as the inventory wants it. A status that Okta adds one day counts as active: doubt never hides a holder. */
export function observedUser(user: OktaUser): ObservedUser {
  const { login, email, firstName, lastName, employeeNumber } = user.profile;
  const displayName = [firstName, lastName].filter(Boolean).join(' ');
  return {
    native: user.id,
    login,
    displayName: displayName === '' ? login : displayName,
    ...(email ? { email } : {}),
    ...(employeeNumber ? { employeeNumber } : {}),
    status: user.status === 'DEPROVISIONED' ? 'gone' : user.status === 'SUSPENDED' ? 'suspended' : 'active',
  };
}

/** A group as the inventory wants it. */
export function observedGroup(group: OktaGroupResource, source: SourceId): ObservedGroup {
  const origin = group.type === 'BUILT_IN' ? 'service' : group.type === 'APP_GROUP' ? 'app' : 'managed';
  return { native: group.id, ref: oktaGroup(group.profile.name, source), origin };
}

/** An app as the inventory wants it, by its label: the name is that of the integration, which many share. */
export function observedApp({ id, label }: SeenApp, source: SourceId): ObservedApp {
  return { native: id, ref: oktaApp(label, source) };
}
