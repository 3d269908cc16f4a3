import { plus } from '../../kernel/index.js';
import type { EndedGrant, ScopeMode } from '../../manifest/index.js';
import {
  basisText,
  edgeIdOf,
  refKey,
  type Edge,
  type EdgeKey,
  type Group,
  type Holder,
  type LiveEdge,
  objectOf,
  isGroup,
  sourceOf,
  groupOf,
} from '../../model/index.js';
import { branded } from '../../kernel/index.js';
import type { JudgeContext } from '../context.js';
import type { Unwanted } from '../sight.js';
import type { BesidePaths } from './beside.js';
import { endedBy, looksDirect, ofItsCause } from './cause.js';
import type { EdgeDraft } from './edge-finding.js';
import { inConflict, inDoubt } from '../classes/in-doubt.js';
import { newerDecision } from '../classes/newer-decision.js';
import { afterItsWindow, beforeItsWindow, ofEndedGrant } from '../classes/expired.js';

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
    undecided(context, key) ??
    NO_BASIS;
  return isUnread && isGuess(draft) ? 'inconclusive' : { mode, ...draft };
}

/** What rests on nothing pushing the edge there; an end that a window or HR proves does not. */
function isGuess({ class: of, code }: EdgeDraft): boolean {
  return of === 'foreign' || (of === 'orphaned' && code !== 'HOLDER_GONE');
}

const NO_BASIS: EdgeDraft = {
  class: 'foreign',
  code: 'ORPHANED_GRANT',
  reason: 'no-basis',
  because: 'no ticket, job function or declaration explains it',
  cure: 'revoke it, or open a ticket for it',
};

function externally(
  { scopes }: JudgeContext,
  edge: Edge,
  carriage: { readonly by: string } | undefined,
): EdgeDraft | undefined {
  const { holder, target } = edge;
  const held = isGroup(holder) ? scopes.externalOwner(holder) : undefined;
  const owner = scopes.externalOwner(objectOf(target)) ?? held;
  if (owner === undefined && carriage?.by !== 'external') return undefined;
  return {
    class: 'external',
    code: 'EXTERNAL',
    because: `it is not declared here, and ${owner ?? 'another repository'} owns where it is`,
    cure: `ask ${owner ?? 'its owner'}; Writ never changes it`,
  };
}

function restricting({ scopes }: JudgeContext, { target }: Edge): EdgeDraft | undefined {
  if (!scopes.isRestrictive(target)) return undefined;
  return {
    class: 'restrictive',
    code: 'RESTRICTION_UNDECLARED',
    because: 'being in this group takes access away, and nobody declared it',
    cure: 'ask its owner and security; removing it would give access back, so Writ never does',
  };
}

function goneHolder(
  context: JudgeContext,
  { live, declared }: Unwanted,
  ended: EndedGrant | undefined,
): EdgeDraft | undefined {
  const why = context.holders.goneBecause(live.edge.holder, sourceOf(live.edge));
  if (why === undefined) return undefined;
  return {
    class: 'orphaned',
    code: 'HOLDER_GONE',
    because: `its holder can hold nothing any more: ${why}`,
    cure: endedBy(live.cause),
    ...wantedOnce(declared, ended),
  };
}

/** The group that held it is in no listing any more; nobody gets anything by it. */
function goneGroup({ remembered }: JudgeContext, { holder }: Edge): EdgeDraft | undefined {
  if (!isUnlisted(holder)) return undefined;
  const was = [...remembered.values()].find(({ native }) => native === holder.native)?.ref.name;
  return {
    class: 'orphaned',
    code: 'GROUP_GONE',
    because: `the group that held it is gone${was === undefined ? '' : `; it was ${was}`}`,
    cure: 'revoke it: it gives nobody anything',
  };
}

function isUnlisted(holder: Holder): holder is Extract<Holder, Group> {
  return isGroup(holder) && holder.native !== undefined && holder.native === holder.name;
}

function wantedOnce(
  declared: Unwanted['declared'],
  ended: EndedGrant | undefined,
): Pick<EdgeDraft, 'wanted'> {
  if (declared) return { wanted: declared.wanted.because };
  if (!ended) return {};
  const { package: name, asset, basis, window } = ended;
  return { wanted: [{ package: name, asset, standing: { basis, window } }] };
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
  if (plus(since, context.patience.pushFor) > context.at) {
    return {
      class: 'propagating',
      code: 'PUSH_PENDING',
      because: `${basisText(ended.basis)} ended at ${ended.endedAt}; ${isUnread ? 'its source could not be read' : 'it is gone at its source'}, and it may be on its way out here`,
      cure: 'wait',
    };
  }
  return { ...ofEndedGrant(ended, context.at), ...(isUnread ? {} : STILL_DOWNSTREAM) };
}

const STILL_DOWNSTREAM = {
  code: 'REVOKED_BUT_LIVE',
  because: 'it was taken away at its source and is still live where it was pushed',
  cure: 'revoke it here, and see why the push does not arrive',
} as const;

function unlinked({ holder }: Edge): EdgeDraft | undefined {
  if (holder.kind !== 'unlinked') return undefined;
  return {
    class: 'orphaned',
    code: 'HOLDER_UNLINKED',
    because: 'no identity record links its holder to a person or workload',
    cure: 'revoke it, or link the account to its owner in the identity feeds',
  };
}

function excess(context: JudgeContext, { edge, cause }: LiveEdge): EdgeDraft | undefined {
  const [from] = looksDirect(cause) ? sourcesOf(context, edge) : [];
  if (!from) return undefined;
  return {
    class: 'foreign',
    code: 'EXCESS_AT_TARGET',
    reason: 'excess-at-target',
    because: `this group is pushed from Okta group ${from.name}, and the holder is not in that`,
    cure: 'revoke it here',
  };
}

function besidePath(edge: Edge, beside: BesidePaths): EdgeDraft | undefined {
  const grant = beside(edge);
  if (!grant) return undefined;
  return {
    class: 'foreign',
    code: 'BESIDE_PATH',
    reason: 'beside-path',
    because: `the holder has this through package ${grant.package} on ${grant.asset}; this direct one outlives it`,
    cure: 'revoke the direct one; the declared path stays',
  };
}

function undecided({ omitted }: JudgeContext, key: string): EdgeDraft | undefined {
  if (omitted.size === 0) return undefined;
  const ticket = omitted.get(edgeIdOf(branded<'edge'>(key) satisfies EdgeKey));
  if (!ticket) return undefined;
  if (ticket.state === 'upcoming') {
    return {
      class: 'foreign',
      code: 'BEFORE_WINDOW',
      reason: 'before-window',
      because: `the window of ticket ${ticket.ticket} has not opened yet`,
      cure: 'revoke it; it is granted when its window opens',
    };
  }
  return {
    class: 'foreign',
    code: 'UNDECIDED_GRANT',
    reason: 'undecided',
    because: `ticket ${ticket.ticket} asks for it, and is ${ticket.state}`,
    cure: `revoke it; ticket ${ticket.ticket} grants it once decided`,
  };
}

/** A membership where a push arrives may come from a source group that was not read: then nothing is said of it. */
function mayBePushed(context: JudgeContext, { edge, cause }: LiveEdge): boolean {
  if (!looksDirect(cause)) return false;
  return sourcesOf(context, edge).some((target) => context.absent({ holder: edge.holder, target }) !== true);
}

/** A group that no listing shows may be there, and even be declared, while groups could not be listed whole. */
function mayBeUnlisted({ absent }: JudgeContext, { holder }: Edge): boolean {
  if (!isUnlisted(holder)) return false;
  return absent({ holder, target: holder }) !== true;
}

/** The Okta groups that an Identity Store group is declared or seen to be pushed from. */
function sourcesOf({ pushedFrom }: JudgeContext, { target }: Edge): readonly Group[] {
  const group = groupOf(target);
  return group ? (pushedFrom.get(refKey(group)) ?? []) : [];
}

function idOf({ key, declared }: Unwanted): ReturnType<typeof edgeIdOf> {
  return declared?.wanted.id ?? edgeIdOf(branded<'edge'>(key) satisfies EdgeKey);
}
