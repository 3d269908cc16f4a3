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
import type { Ground } from '../ground.js';
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
export function classify(ground: Ground, seen: Unwanted, beside: BesidePaths): Classified {
  const { live, key, declared } = seen;
  const { edge, cause } = live;
  const ended = ground.ended.get(key)?.[0];
  const scope = ground.scopes.modeOf(edge);
  const mode = scope ?? (declared || ended ? 'observe' : undefined);
  const ofCause = ofItsCause(cause);
  if (cause.by === 'service' && ofCause) return { mode: mode ?? 'observe', ...ofCause };
  if (mode === undefined) return 'ungoverned';
  if (mayBeUnlisted(ground, edge)) return 'inconclusive';
  const isUnread = mayBePushed(ground, live);
  const draft =
    externally(ground, edge, declared?.wanted.carriage) ??
    restricting(ground, edge) ??
    inConflict(ground, seen) ??
    goneHolder(ground, seen, ended) ??
    goneGroup(ground, edge) ??
    newerDecision(ground, seen, ended) ??
    (declared ? outsideWindow(ground, declared, ended) : undefined) ??
    (ended ? leftBehind(ground, seen, ended, isUnread) : undefined) ??
    inDoubt(ground, seen) ??
    ofCause ??
    unlinked(edge) ??
    excess(ground, live) ??
    besidePath(edge, beside) ??
    undecided(ground, seen) ??
    NO_BASIS;
  return isUnread && restsOnNothing(draft.code) ? 'inconclusive' : { mode, ...draft };
}

function outsideWindow(
  ground: Ground,
  { wanted, window }: NonNullable<Unwanted['declared']>,
  ended: EndedGrant | undefined,
): EdgeDraft | undefined {
  if (window.state === 'upcoming') return beforeItsWindow(wanted, window.window);
  if (window.state === 'ended')
    return ended ? ofEndedGrant(ended, ground.at) : afterItsWindow(wanted, window.window);
  return undefined;
}

/** What ended and is still where a push arrives: it is on its way out for a while, and then it stays too long. */
function leftBehind(ground: Ground, seen: Unwanted, ended: EndedGrant, isUnread: boolean): EdgeDraft {
  const { live } = seen;
  if (!looksDirect(live.cause) || sourcesOf(ground, live.edge).length === 0)
    return ofEndedGrant(ended, ground.at);
  const since = ground.sightings.since(idOf(seen)) ?? ground.at;
  if (plus(since, ground.patience.pushFor) > ground.at) return onItsWayOut(ended, isUnread);
  return isUnread ? ofEndedGrant(ended, ground.at) : stillDownstream(ended, ground.at);
}

/** A group that no listing shows may be there, and even be declared, while groups could not be listed whole. */
function mayBeUnlisted({ absent }: Ground, { holder }: Edge): boolean {
  if (!isUnlisted(holder)) return false;
  return absent({ holder, target: holder }) !== true;
}
