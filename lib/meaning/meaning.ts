import type { Access } from './access.js';
import { Allowances } from './allowances.js';
import { escalationsOf, type Escalation } from './escalation/index.js';
import { pinnedActions, type ActionIndex } from './index/action-index.js';
import { reasonsOf, type PrivilegeReason } from './reasons/index.js';
import { servicesOf, type ServiceMeaning } from './services.js';
import { higher, type Tier } from './tiers.js';
import { unknownTier } from './unknown.js';

/** What an access allows, how dangerous that is, and why. */
export interface Meaning {
  /** The version of the index of actions that it rests on. */
  readonly index: string;
  readonly tier: Tier;
  /** By prefix. */
  readonly services: readonly ServiceMeaning[];
  readonly escalations: readonly Escalation[];
  /** Why it counts as privileged; empty when it does not. */
  readonly reasons: readonly PrivilegeReason[];
}

/** What an access allows; `unread` are the parts of it that nobody knows, which may allow anything. */
export function meaningOf(
  access: Access,
  unread: readonly string[] = [],
  index: ActionIndex = pinnedActions(),
): Meaning {
  const allowances = new Allowances(access, index);
  const services = servicesOf(allowances);
  const escalations = escalationsOf(allowances);
  const reasons = reasonsOf({ allowances, services, escalations, unread });
  const most = services.reduce<Tier>((tier, each) => higher(tier, each.tier), unknownTier(allowances));
  const isAdministrator = reasons.some(({ code }) => code === 'ADMINISTRATOR');
  // One service's administrator is not everybody's.
  const tier = isAdministrator ? 'administrator' : most === 'administrator' ? 'permissions-management' : most;
  return { index: index.version, tier, services, escalations, reasons };
}
