import type { Instant, List } from '../kernel/index.js';
import type { Basis, Principal, Window } from '../model/index.js';
import type { EndedGrant, EntitlementPath, Reason } from '../manifest/index.js';
import type { ResolvedTicket } from '../policy/index.js';

/** What may end a basis before its own window does. */
export type EndReason = EndedGrant['why'];

/** A time at which a basis is over, whatever else says it goes on. */
export interface Bound {
  readonly at: Instant;
  readonly why: EndReason;
}

/** One basis of one principal on one package and asset, with everything that bounds it in time. */
export interface Claim {
  readonly principal: Principal;
  readonly package: string;
  readonly asset: string;
  readonly entitlements: List<EntitlementPath>;
  readonly basis: Basis;
  readonly start: Instant;
  /** None: standing. */
  readonly bounds: readonly Bound[];
  /** The ticket that it comes from; absent of what no ticket asked for. */
  readonly from?: ResolvedTicket;
  /** Why it is held although it was decided: neither given nor over. */
  readonly hold?: Reason;
}

/** A claim whose window is settled: it ends at its earliest bound. */
export interface SettledClaim extends Claim {
  readonly window: Window;
  /** Why the window ends when it does; absent while it is standing. */
  readonly endsBy?: EndReason;
}

/** Of two bounds at one instant the first named here is the reason; a tombstone only repeats another. */
const PRECEDENCE: readonly EndReason[] = ['removal', 'left', 'trigger', 'window', 'tombstone'];

/** The claim with the window that its bounds leave. */
export function settle(claim: Claim): SettledClaim {
  const first = earliest(claim.bounds);
  if (!first) return { ...claim, window: { start: claim.start, end: 'standing' } };
  return { ...claim, window: { start: claim.start, end: first.at }, endsBy: first.why };
}

/** Whether a tombstone bounds it. What the ledger knows as ended is given by no synthesis, of whatever instant (docs/rules.md#rule-7). */
export function hasTombstone({ bounds }: Claim): boolean {
  return bounds.some(({ why }) => why === 'tombstone');
}

/** `claim` with more bounds. */
export function bounded<C extends Claim>(claim: C, ...more: readonly Bound[]): C {
  return more.length === 0 ? claim : { ...claim, bounds: [...claim.bounds, ...more] };
}

function earliest(bounds: readonly Bound[]): Bound | undefined {
  let first: Bound | undefined;
  for (const bound of bounds) if (!first || precedes(bound, first)) first = bound;
  return first;
}

function precedes(a: Bound, b: Bound): boolean {
  return a.at === b.at ? PRECEDENCE.indexOf(a.why) < PRECEDENCE.indexOf(b.why) : a.at < b.at;
}
