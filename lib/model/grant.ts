import type { Instant, List } from '../kernel/index.js';
import type { EdgeId } from './edge.js';
import { isPrincipal } from './holder.js';
import type { Ends, Target } from './kinds/kinds.js';
import type { Principal } from './principal.js';
import type { Window } from './window.js';

/** Why a grant stands. */
export type Basis =
  | { readonly kind: 'birthright'; readonly jobFunction: string }
  | { readonly kind: 'ticket' | 'exception' | 'emergency'; readonly ticket: string }
  | { readonly kind: 'legacy'; readonly certifyBy: Instant };

/** A basis with its own window. */
export interface Standing {
  readonly basis: Basis;
  readonly window: Window;
}

/** Principal × entitlement, with the edges it goes through and the bases it stands on. */
export interface Grant {
  readonly principal: Principal;
  readonly package: string;
  readonly asset: string;
  readonly entitlement: Target;
  readonly via: List<EdgeId>;
  readonly bases: List<Standing>;
}

/** One text per basis, for people and for sorting. */
export function basisText(basis: Basis): string {
  switch (basis.kind) {
    case 'birthright':
      return `birthright of ${basis.jobFunction}`;
    case 'legacy':
      return `legacy, certify by ${basis.certifyBy}`;
    default:
      return `${basis.kind} ${basis.ticket}`;
  }
}

/** The principal of an edge when it is one; carriers and the unlinked are not. */
export function principalOf({ holder }: Pick<Ends, 'holder'>): Principal | undefined {
  return isPrincipal(holder) ? holder : undefined;
}
