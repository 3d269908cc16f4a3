import { sortedTexts } from '../../kernel/index.js';
import type { ScopeMode } from '../../manifest/index.js';
import type { Group } from '../../model/index.js';
import type { Ground } from '../ground.js';
import type { ObservationId } from '../finding-id.js';
import type { Attribution, Finding } from '../finding.js';
import type { CodeAbout } from '../findings/index.js';
import { stricter } from '../scope.js';
import { severityOf } from '../severity.js';

/** The strictest mode over a group: its own, or that of what it or what it is pushed to gives. */
export function modeAt({ scopes, carried }: Ground, group: Group): ScopeMode | undefined {
  const modes = [
    scopes.modeOfGroup(group),
    ...carried.entitlementsOf(group).map((target) => scopes.modeOf({ target })),
  ];
  return modes.reduce((a, b) => (a && b ? stricter(a, b) : (a ?? b)), undefined);
}

/** The members that findings about pushes and rules into groups have in common. */
export function seenAt(
  { carried, sightings, at }: Ground,
  id: ObservationId,
  code: CodeAbout<'push' | 'rule'>,
  groups: readonly Group[],
): Pick<Finding, 'severity' | 'attribution' | 'firstSeen' | 'privileged'> {
  const privileged = sortedTexts(new Set(groups.flatMap((group) => carried.privilegedIn(group))));
  const attribution: Attribution = {
    by: 'unknown',
    why: 'changes of pushes and rules are not looked up in the log',
  };
  return {
    severity: severityOf(code, { privileged: privileged.length > 0 }, attribution),
    attribution,
    firstSeen: sightings.since(id) ?? at,
    privileged,
  };
}
