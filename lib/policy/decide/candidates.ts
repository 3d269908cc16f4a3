import type { RiskTier } from '../../manifest/index.js';
import { delegatesOf } from '../delegates.js';
import type { FactGround } from '../facts/ground.js';
import type { ResolvedTicket } from '../resolved.js';
import { roleText } from '../role-holders.js';
import type { AskedRole } from './conditions-asked.js';
import { isManagerAlone } from './manager-alone.js';
import type { Parties } from './parties.js';
import { isReachable, isSuspect } from './standing-of.js';

/** Somebody whose approval can be seated, as themselves or for somebody else. */
export interface Voice {
  /** `hr:…` */
  readonly who: string;
  /** Whose role they speak with, `hr:…`: their own unless it was delegated to them. */
  readonly as: string;
  /** Whether a commit bears the e-mail of either, so that their approval would not count as things are. */
  readonly named: boolean;
}

/**
 * Everybody who could still approve: those who may fill a condition of the route and those whom they delegated to. Looked at before anybody is asked,
 * so that nobody waits for who has left, is away, has a part in it or has no login of their own.
 */
export function voicesOf(
  resolved: ResolvedTicket,
  tier: RiskTier,
  asked: readonly Pick<AskedRole, 'role' | 'holders'>[],
  parties: Parties,
  ground: FactGround,
): readonly Voice[] {
  const { links, delegations = [], at } = ground;
  const book = { people: links, delegations };
  const roles = asked
    .filter(({ role }) => !isManagerAlone([roleText(role, resolved)], resolved, tier))
    .flatMap(({ holders }) => [...holders]);
  const free = (who: string): boolean =>
    !parties.isBeneficiary(who) &&
    !parties.isRequester(who) &&
    !parties.isPusher(who) &&
    !isSuspect(who, ground);
  return [...new Set(roles)].filter(free).flatMap((as) =>
    [as, ...delegatesOf(as, resolved, book, at)]
      .filter((who) => free(who) && isReachable(who, ground))
      .map((who) => ({
        who,
        as,
        named: [who, as].some(parties.isNamedInCommits),
      })),
  );
}
