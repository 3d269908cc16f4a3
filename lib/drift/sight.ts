import {
  edgeIdOf,
  edgeKey,
  sourceOf,
  windowState,
  type Edge,
  type EdgeId,
  type EdgeKey,
  type LiveEdge,
} from '../model/index.js';
import type { WantedEdge } from '../manifest/index.js';
import { isAmbiguous } from './classes/ambiguous.js';
import { contradiction } from './classes/in-doubt.js';
import type { Ground } from './ground.js';
import { compare } from './diffable.js';
import { edgeWindow, type EdgeWindow } from './wanted.js';

/** A live edge that is not simply matched, with what the manifest says of it, if anything. */
export interface Unwanted {
  readonly live: LiveEdge;
  readonly key: EdgeKey;
  readonly declared?: { readonly wanted: WantedEdge; readonly window: EdgeWindow };
}

/** The id of such an edge: the manifest's where it has one. */
export function idOf({ key, declared }: Unwanted): EdgeId {
  return declared?.wanted.id ?? edgeIdOf(key);
}

/** What the comparison of all edges leaves to be judged. */
export interface EdgeComparison {
  readonly matched: number;
  readonly unwanted: readonly Unwanted[];
  /** Wanted now and not shown by the sweep. */
  readonly absent: readonly WantedEdge[];
  /** Declared edges wanted now, and how many of them could be compared. */
  readonly declared: number;
  readonly compared: number;
  /** Whether this wanted edge was seen live. */
  isLive(edge: Edge): boolean;
}

/** Compares every live edge with every wanted one, and sets aside what matches. */
export function sightOf(ground: Ground): EdgeComparison {
  const { wanted, manifest, inventory, ambiguous, at } = ground;
  const seen = new Uint8Array(manifest.edges.length);
  const unwanted: Unwanted[] = [];
  const absent: WantedEdge[] = [];
  let matched = 0;
  let unclear = 0;
  let declared = 0;
  for (const want of manifest.edges) if (isOpen(want, at)) declared++;
  compare({ items: manifest.edges, find: (live: LiveEdge) => wanted.find(live.edge) }, inventory.edges, {
    both: (want, live, index) => {
      const isDoubtful = isAmbiguous(live.edge, ambiguous);
      if (isDoubtful && !isGone(ground, live)) return;
      if (!isDoubtful) seen[index] = 1;
      if (isOpen(want, at) && !isGone(ground, live) && contradiction(ground, live) === undefined) matched++;
      else
        unwanted.push({
          live,
          key: edgeKey(live.edge),
          declared: { wanted: want, window: edgeWindow(want, at) },
        });
    },
    liveOnly: (live) => {
      // Who left holds nothing, whichever object the name means.
      if (!isAmbiguous(live.edge, ambiguous) || isGone(ground, live))
        unwanted.push({ live, key: edgeKey(live.edge) });
    },
    wantedOnly: (want) => {
      if (isOpen(want, at)) absent.push(want);
    },
  });
  for (const [index, want] of manifest.edges.entries()) {
    if (seen[index] === 0 && isOpen(want, at) && !isComparable(ground, want)) unclear++;
  }
  return {
    matched,
    unwanted,
    absent,
    declared,
    compared: declared - unclear,
    isLive: (edge) => {
      const index = wanted.find(edge);
      return index !== undefined && seen[index] === 1;
    },
  };
}

function isOpen(wanted: WantedEdge, at: Ground['at']): boolean {
  const [only, ...more] = wanted.because;
  if (more.length > 0) return edgeWindow(wanted, at).state === 'open';
  return windowState(only.standing?.window ?? wanted.window, at) === 'open';
}

function isGone({ holders }: Ground, { edge }: LiveEdge): boolean {
  return holders.goneBecause(edge.holder, sourceOf(edge)) !== undefined;
}

function isComparable(ground: Ground, { edge }: WantedEdge): boolean {
  return !isAmbiguous(edge, ground.ambiguous) && ground.absent(edge) === true;
}
