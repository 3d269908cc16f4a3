import type { EndedGrant, Manifest, OmittedTicket, WantedEdge } from '../manifest/index.js';
import { edgeKey, windowState, type EdgeId, type Window, type WindowState } from '../model/index.js';
import type { Instant } from '../kernel/index.js';

/** What a manifest says of one edge at an instant. */
export interface EdgeWindow {
  readonly state: WindowState;
  /** The window that makes it so: the open one, else the last that ended, else the first to come. */
  readonly window: Window;
}

/**
 * Whether an edge is wanted at `at`. The windows of its bases decide, not the span around them: between two windows
 * of one holder nothing is wanted. Structure stands by declaration.
 */
export function edgeWindow(wanted: WantedEdge, at: Instant): EdgeWindow {
  const windows: Window[] = [];
  for (const { standing } of wanted.because) {
    if (!standing) return { state: windowState(wanted.window, at), window: wanted.window };
    windows.push(standing.window);
  }
  const open = windows.find((window) => windowState(window, at) === 'open');
  if (open) return { state: 'open', window: open };
  const ended = windows.filter((window) => windowState(window, at) === 'ended').sort(laterFirst);
  if (ended[0]) return { state: 'ended', window: ended[0] };
  return { state: 'upcoming', window: windows.sort(laterFirst).at(-1) ?? wanted.window };
}

/** Ended grants by the key of each edge they went through; the latest end first. */
export function endedByEdge(manifest: Manifest): ReadonlyMap<string, readonly EndedGrant[]> {
  const byEdge = new Map<string, EndedGrant[]>();
  for (const grant of manifest.ended) {
    for (const { edge } of grant.via) {
      const key = edgeKey(edge);
      const list = byEdge.get(key);
      if (list) list.push(grant);
      else byEdge.set(key, [grant]);
    }
  }
  for (const list of byEdge.values()) list.sort((a, b) => (a.endedAt < b.endedAt ? 1 : -1));
  return byEdge;
}

/** Tickets without effect by the edges that they would give. */
export function omittedByEdge(manifest: Manifest): ReadonlyMap<EdgeId, OmittedTicket> {
  const byEdge = new Map<EdgeId, OmittedTicket>();
  for (const ticket of manifest.omitted) {
    if (ticket.state === 'ended') continue;
    for (const id of ticket.edges ?? []) if (!byEdge.has(id)) byEdge.set(id, ticket);
  }
  return byEdge;
}

function laterFirst(a: Window, b: Window): number {
  return endText(a) < endText(b) ? 1 : endText(a) > endText(b) ? -1 : 0;
}

function endText(window: Window): string {
  return window.end === 'standing' ? '\uffff' : window.end;
}
