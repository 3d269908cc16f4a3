import { plus } from '../../kernel/index.js';
import type { EndedGrant, ScopeMode } from '../../manifest/index.js';
import type { Edge } from '../../model/index.js';
import { afterItsWindow, ofEndedGrant, stillDownstream } from '../classes/expired.js';
import { externally } from '../classes/external.js';
import { beforeItsWindow, besidePath, excess, NO_BASIS, undecided } from '../classes/foreign.js';
import { inConflict, inDoubt } from '../classes/in-doubt.js';
import { newerDecision } from '../classes/newer-decision.js';
import { goneGroup, goneHolder, isUnlisted, unlinked } from '../classes/orphaned.js';
import { onItsWayOut } from '../classes/propagating.js';
import { restricting } from '../classes/restrictive.js';
import type { JudgeContext } from '../context.js';
import { restsOnNothing } from '../findings/index.js';
import { idOf, type Unwanted } from '../sight.js';
import type { BesidePaths } from './beside.js';
import { looksDirect } from './cause.js';
import type { EdgeDraft } from './edge-finding.js';
import { ofItsCause } from './of-its-cause.js';
import { mayBePushed, sourcesOf } from './pushed.js';

/** A draft with its mode; or nothing to tell, because no scope covers it or nothing can be concluded. */
export type Classified = (EdgeDraft & { readonly mode: ScopeMode }) | 'ungoverned' | 'inconclusive';

/** Says what a live edge that is not matched is: the first of these that holds. */
export function classify(context: JudgeContext, seen: Unwanted, beside: BesidePaths): Classified {
  const { live, key, declared } = seen;
  const { edge, cause } = live;
  const ended = context.ended.get(key)?.[0];
  const scope = context.scopes.modeOf(edge);
  const mode = scope ?? (declared || ended ? 'observe' : undefined);
  const ofCause = ofItsCause(cause);
  if (cause.by === 'service' && ofCause) return { mode: mode ?? 'observe', ...ofCause };
  if (mode === undefined) return 'ungoverned';
  if (mayBeUnlisted(context, edge)) return 'inconclusive';
  const isUnread = mayBePushed(context, live);
  const draft =
    externally(context, edge, declared?.wanted.carriage) ??
    restricting(context, edge) ??
    inConflict(context, seen) ??
    goneHolder(context, seen, ended) ??
    goneGroup(context, edge) ??
    newerDecision(context, seen, ended) ??
    (declared ? outsideWindow(context, declared, ended) : undefined) ??
    (ended ? leftBehind(context, seen, ended, isUnread) : undefined) ??
    inDoubt(context, seen) ??
    ofCause ??
    unlinked(edge) ??
    excess(context, live) ??
    besidePath(edge, beside) ??
    undecided(context, seen) ??
    NO_BASIS;
  return isUnread && restsOnNothing(draft.code) ? 'inconclusive' : { mode, ...draft };
}

function outsideWindow(
  context: JudgeContext,
  { wanted, window }: NonNullable<Unwanted['declared']>,
  ended: EndedGrant | undefined,
): EdgeDraft | undefined {
  if (window.state === 'upcoming') return beforeItsWindow(wanted, window.window);
  if (window.state === 'ended')
    return ended ? ofEndedGrant(ended, context.at) : afterItsWindow(wanted, window.window);
  return undefined;
}

/** What ended and is still where a push arrives: it is on its way out for a while, and then it stays too long. */
function leftBehind(context: JudgeContext, seen: Unwanted, ended: EndedGrant, isUnread: boolean): EdgeDraft {
  const { live } = seen;
  if (!looksDirect(live.cause) || sourcesOf(context, live.edge).length === 0)
    return ofEndedGrant(ended, context.at);
  const since = context.sightings.since(idOf(seen)) ?? context.at;
  if (plus(since, context.patience.pushFor) > context.at) return onItsWayOut(ended, isUnread);
  return isUnread ? ofEndedGrant(ended, context.at) : stillDownstream(ended, context.at);
}

/** A group that no listing shows may be there, and even be declared, while groups could not be listed whole. */
function mayBeUnlisted({ absent }: JudgeContext, { holder }: Edge): boolean {
  if (!isUnlisted(holder)) return false;
  return absent({ holder, target: holder }) !== true;
}
