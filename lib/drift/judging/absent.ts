import { plus } from '../../kernel/index.js';
import type { WantedEdge } from '../../manifest/index.js';
import {
  groupOf,
  isPrincipal,
  objectOf,
  refKey,
  sourceOf,
  type EdgeId,
  type NativeEdge,
} from '../../model/index.js';
import type { Ground } from '../ground.js';
import type { Finding } from '../finding.js';
import type { EdgeComparison } from '../sight.js';
import { isAmbiguous } from '../classes/ambiguous.js';
import { missingElsewhere } from '../classes/external.js';
import { missing } from '../classes/missing.js';
import { onItsWayIn } from '../classes/propagating.js';
import { stuck } from '../classes/stuck.js';
import { edgeFinding, type EdgeDraft } from './edge-finding.js';

/** What is wanted and proven not to be live. What could not be read is left to the unreadable parts. */
export function judgeAbsent(ground: Ground, sight: EdgeComparison): Finding[] {
  const upstreams = upstreamsOf(ground, sight.absent);
  return sight.absent.flatMap((wanted) => {
    if (!isMissed(ground, wanted)) return [];
    const draft = draftOf(ground, sight, wanted, upstreams);
    return draft ? [found(ground, wanted, draft)] : [];
  });
}

function isMissed(ground: Ground, { edge }: WantedEdge): boolean {
  if (ground.holders.goneBecause(edge.holder, sourceOf(edge)) !== undefined) return false;
  if (isContradicted(ground, edge)) return false;
  return !isAmbiguous(edge, ground.ambiguous) && ground.absent(edge) === true;
}

/** Whether a holder whose account is in conflict may hold the edge under the id of another account. */
function isContradicted({ conflicts }: Ground, edge: WantedEdge['edge']): boolean {
  const { holder } = edge;
  if (conflicts.none || !isPrincipal(holder)) return false;
  return conflicts.involve(holder, sourceOf(edge));
}

function found(ground: Ground, wanted: WantedEdge, draft: EdgeDraft): Finding {
  const { id, edge } = wanted;
  const native = nativeOf(ground, wanted);
  const mode = ground.scopes.modeOf(edge) ?? 'observe';
  const gives = `declared, not live: ${ground.speech.gives(edge)}`;
  return edgeFinding(
    ground,
    { id, edge, mode, ...(native ? { native } : {}) },
    { gives, ...draft, wanted: wanted.because },
  );
}

function draftOf(
  ground: Ground,
  sight: EdgeComparison,
  wanted: WantedEdge,
  upstreams: ReadonlyMap<EdgeId, WantedEdge>,
): EdgeDraft | undefined {
  const { carriage } = wanted;
  switch (carriage.by) {
    case 'push':
      return pushed(ground, sight, wanted, upstreams.get(carriage.upstream));
    case 'external':
      return missingElsewhere(wanted, carriage.owner);
    case 'terraform':
      return missing(wanted, carriage);
  }
}

/** A pushed edge is left out where its source is missing too, which is told there, or was not read. */
function pushed(
  ground: Ground,
  sight: EdgeComparison,
  wanted: WantedEdge,
  upstream: WantedEdge | undefined,
): EdgeDraft | undefined {
  if (!upstream || !sight.isLive(upstream.edge)) return undefined;
  const since = ground.sightings.since(wanted.id) ?? ground.at;
  const late = plus(since, ground.patience.pushFor) <= ground.at;
  if (!late && hasPush(ground, upstream, wanted)) return onItsWayIn(since);
  return stuck(late ? since : undefined);
}

function hasPush({ inventory }: Ground, upstream: WantedEdge, wanted: WantedEdge): boolean {
  const from = groupOf(upstream.edge.target);
  const to = groupOf(wanted.edge.target);
  if (!from || !to) return false;
  const unread = inventory.sources.some(({ failures }) =>
    failures.some(({ part }) => part.part === 'listing' && part.of === 'push-mappings'),
  );
  const led = inventory.pushes.some(
    (p) => p.active && refKey(p.from) === refKey(from) && refKey(p.to) === refKey(to),
  );
  return unread || led;
}

/** Only the upstreams that absent edges name: one pass over the manifest, memory for the few. */
function upstreamsOf({ manifest }: Ground, absent: readonly WantedEdge[]): ReadonlyMap<EdgeId, WantedEdge> {
  const named = new Set(
    absent.flatMap(({ carriage }) => (carriage.by === 'push' ? [carriage.upstream] : [])),
  );
  const upstreams = new Map<EdgeId, WantedEdge>();
  for (const wanted of named.size > 0 ? manifest.edges : []) {
    if (named.has(wanted.id)) upstreams.set(wanted.id, wanted);
  }
  return upstreams;
}

/** The native ids that the log of a removal would carry. */
function nativeOf({ natives, links }: Ground, { edge }: WantedEdge): NativeEdge | undefined {
  const { holder, target } = edge;
  const at = natives.get(refKey(objectOf(target)));
  const by = isPrincipal(holder)
    ? links.accountOf(holder, sourceOf(edge))?.native
    : holder.kind === 'unlinked'
      ? holder.native
      : natives.get(refKey(holder));
  return at !== undefined && by !== undefined ? { holder: by, target: at } : undefined;
}
