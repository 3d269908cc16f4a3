import { by, sorted } from '../kernel/index.js';
import { tierAsAllowed } from './action-tier.js';
import type { Allowance, Allowances } from './allowances.js';
import type { ActionIndex } from './index/action-index.js';
import { higher, type Tier } from './tiers.js';

/** What an access allows in one service. */
export interface ServiceMeaning {
  /** The prefix of its actions, as in `s3`. */
  readonly service: string;
  readonly title: string;
  readonly tier: Tier;
  /** How many of its actions are allowed on something. */
  readonly actions: number;
}

/** What is allowed, service by service. */
export function servicesOf(allowances: Allowances): ServiceMeaning[] {
  const byService = new Map<string, Allowance[]>();
  for (const allowance of allowances.all()) {
    const list = byService.get(allowance.service);
    if (list) list.push(allowance);
    else byService.set(allowance.service, [allowance]);
  }
  const all = [...byService].map(([service, allowed]) => ({
    service,
    title: allowances.index.titleOf(service),
    tier: serviceTier(service, allowed, allowances.index),
    actions: allowed.length,
  }));
  return sorted(
    all,
    by((each) => each.service),
  );
}

/** Whoever may do everything in a service that has permissions to manage administers it. */
function serviceTier(service: string, allowed: readonly Allowance[], index: ActionIndex): Tier {
  const most = allowed.reduce<Tier>((tier, each) => higher(tier, tierAsAllowed(each)), 'none');
  const everything =
    allowed.length === index.actionsOf(service).length &&
    allowed.every(({ reach, always }) => reach === 'every' && always);
  return everything && most === 'permissions-management' ? 'administrator' : most;
}
