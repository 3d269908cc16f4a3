import type { Instant } from '../../kernel/index.js';
import type { OmittedTicket, WantedEdge } from '../../manifest/index.js';
import type { Basis, ContentPart, Edge, LiveEdge, Window } from '../../model/index.js';
import { contentPartText } from '../content/words.js';
import type { Ground } from '../ground.js';
import type { BesidePaths } from '../judging/beside.js';
import { looksDirect } from '../judging/cause.js';
import type { ContentDraft } from '../judging/content-finding.js';
import type { EdgeDraft } from '../judging/edge-finding.js';
import { sourcesOf } from '../judging/pushed.js';
import { idOf, type Unwanted } from '../sight.js';

/** Nothing ever explained it. */
export const NO_BASIS: EdgeDraft = { code: 'ORPHANED_GRANT' };

/** Direct where a push arrives, of somebody who is not in the group that is pushed. */
export function excess(ground: Ground, { edge, cause }: LiveEdge): EdgeDraft | undefined {
  const [from] = looksDirect(cause) ? sourcesOf(ground, edge) : [];
  if (!from) return undefined;
  return {
    code: 'EXCESS_AT_TARGET',
    because: `this group is pushed from Okta group ${from.name}, and the holder is not in that`,
  };
}

/** Held by a declared path as well: the direct one would outlive it. */
export function besidePath(edge: Edge, beside: BesidePaths): EdgeDraft | undefined {
  const grant = beside(edge);
  if (!grant) return undefined;
  return {
    code: 'BESIDE_PATH',
    because: `the holder has this through package ${grant.package} on ${grant.asset}; this direct one outlives it`,
  };
}

/** Asked for by a ticket that has no effect. */
export function undecided({ omitted }: Ground, seen: Unwanted): EdgeDraft | undefined {
  const ticket = omitted.size === 0 ? undefined : omitted.get(idOf(seen));
  return ticket && (ticket.state === 'upcoming' ? ofUpcomingTicket(ticket) : ofTicket(ticket));
}

function ofUpcomingTicket({ ticket }: OmittedTicket): EdgeDraft {
  return { code: 'BEFORE_WINDOW', because: `the window of ticket ${ticket} has not opened yet` };
}

function ofTicket({ ticket, state }: OmittedTicket): EdgeDraft {
  return {
    code: 'UNDECIDED_GRANT',
    because: `ticket ${ticket} asks for it, and is ${state}`,
    cure: `revoke it; ticket ${ticket} grants it once decided`,
  };
}

/** Live before the first of its windows. */
export function beforeItsWindow(wanted: WantedEdge, window: Window): EdgeDraft {
  return {
    code: 'BEFORE_WINDOW',
    because: `its window opens at ${window.start}`,
    wanted: wanted.because,
  };
}

/** Adopted with a date by which somebody had to certify it, and nobody did. */
export function uncertified(basis: Basis, window: Window, endedAt: Instant): EdgeDraft {
  return {
    code: 'LEGACY_UNCERTIFIED',
    because: `it was adopted, and nobody certified it by ${endedAt}`,
    ended: { basis, window, endedAt },
  };
}

/** A part attached to a permission set by hand. */
export function byHand(part: ContentPart, isProvedToNarrow: boolean): ContentDraft {
  return {
    code: 'CONTENT_BY_HAND',
    added: [part],
    removed: [],
    gives: (set) => `permission set ${set} has ${contentPartText(part)}, for everyone who holds it`,
    ...(isProvedToNarrow
      ? {}
      : {
          cure: 'read its document; if that holds Allow alone, take it off by hand, else report it to its owner',
        }),
    narrows: isProvedToNarrow,
  };
}
