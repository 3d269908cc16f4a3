import type { Reached } from '../../inventory/index.js';
import type { ScopeMode } from '../../manifest/index.js';
import {
  groupOf,
  isGroup,
  type Edge,
  type EdgeId,
  type LiveEdge,
  type NativeEdge,
  type Window,
} from '../../model/index.js';
import { changeOn } from '../attribution.js';
import type { Ground } from '../ground.js';
import type { Finding } from '../finding.js';
import type { CodeAbout } from '../findings/index.js';
import { saidOf, type FindingWords } from '../said.js';
import { severityOf } from '../severity.js';

/** What a class says of an edge; the rest of the finding follows from the edge itself. */
export type EdgeDraft = FindingWords<CodeAbout<'edge'>> &
  Partial<Pick<Finding, 'ended' | 'wanted' | 'downstream' | 'bound' | 'gives'>>;

/** The edge that a finding is about: live, or declared and absent. */
export interface EdgeSubject {
  readonly id: EdgeId;
  readonly edge: Edge;
  readonly mode: ScopeMode;
  readonly live?: LiveEdge;
  /** Native ids to look for in the logs; a live edge has its own. */
  readonly native?: NativeEdge;
  readonly wantedIn?: Window;
}

/** A finding about an edge: words, reach, privilege, author, first sight and severity filled in. */
export function edgeFinding(
  ground: Ground,
  subject: EdgeSubject,
  { gives, code, because, cure, ...more }: EdgeDraft,
): Finding {
  const { id, edge, mode, live } = subject;
  const privileged = ground.carried.privilegedBy(edge);
  const attribution = attributionOf(ground, subject);
  const reaches = reachOf(ground, edge);
  const allows = live && ground.carried.allowedBy(edge);
  return {
    gives: gives ?? ground.speech.gives(edge),
    ...saidOf({
      code,
      ...(because === undefined ? {} : { because }),
      ...(cure === undefined ? {} : { cure }),
    }),
    ...more,
    ...(allows ? { allows } : {}),
    severity: severityOf(
      code,
      { privileged: privileged.length > 0, stranger: reaches.some(isStranger) },
      attribution,
    ),
    subject: { what: 'edge', id, edge, ...(live ? { live } : {}) },
    mode,
    reaches,
    attribution,
    firstSeen: ground.sightings.since(id) ?? ground.at,
    privileged,
  };
}

function attributionOf(
  ground: Ground,
  { id, edge, live, native, wantedIn }: EdgeSubject,
): Finding['attribution'] {
  const ends = live?.native ?? native;
  if (!ends) return { by: 'unknown', why: 'its ends have no ids in the provider' };
  const pushed = live ? live.cause.by === 'push' : isPushTarget(ground, edge);
  return ground.attribute(
    changeOn(id, edge, ends, live ? 'add' : 'remove', { pushed, ...(wantedIn ? { wantedIn } : {}) }),
  );
}

/** Whether the edge lies where a push arrives, so that its absence may be the push's doing. */
function isPushTarget({ pushes }: Ground, { target }: Edge): boolean {
  const group = groupOf(target);
  return group !== undefined && pushes.sourcesOf(group).length > 0;
}

/** An account that nobody is known to be behind. */
function isStranger({ kind }: Reached): boolean {
  return kind === 'unlinked';
}

function reachOf({ carried }: Ground, { holder }: Edge): readonly Reached[] {
  return isGroup(holder) ? carried.reachOf(holder) : [];
}
