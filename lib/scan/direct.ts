import { counted } from '../kernel/index.js';
import type { ScanCase, ScanFinding } from './finding.js';
import type { HeldAssignment, Holdings, Reach } from './holdings.js';
import { doubtFrom, emptyHeadline, sightOfAssignments } from './sight.js';

/** Assignments that people hold directly, where groups are how access is given. */
export function directBesideGroups(holdings: Holdings): ScanFinding {
  const direct = holdings.assignments.flatMap((assignment) =>
    assignment.reaches
      .filter((reach) => !reach.group)
      .map((reach) => ({ assignment, reach, twice: heldTwice(assignment, reach) })),
  );
  const cases = direct
    .map(({ assignment, reach, twice }) => caseOf(holdings, { assignment, reach, twice }))
    .sort(
      (a, b) =>
        Number(b.privileged) - Number(a.privileged) || (a.subject + a.gives < b.subject + b.gives ? -1 : 1),
    );
  const twice = direct.filter((one) => one.twice !== undefined).length;
  const sight = sightOfAssignments(holdings.inventory);
  const doubt = doubtFrom(sight);
  return {
    question: 'direct-beside-groups',
    title: 'Held directly beside groups',
    count: cases.length,
    headline:
      cases.length > 0
        ? `${counted(cases.length, 'assignment is', 'assignments are')} held directly by a person; ${twice} of them beside a group that gives the same person the same`
        : emptyHeadline(sight, 'every assignment goes through a group'),
    cases,
    fix:
      cases.length > 0
        ? 'remove those held twice; move the others into the group, so that leaving the group ends the access'
        : 'none needed',
    ...(doubt === undefined ? {} : { doubt }),
  };
}

function heldTwice(assignment: HeldAssignment, direct: Reach): string | undefined {
  return assignment.reaches.find((reach) => reach.group && reach.holder.key === direct.holder.key)?.group
    ?.name;
}

interface Direct {
  readonly assignment: HeldAssignment;
  readonly reach: Reach;
  /** The group that gives the same person the same. */
  readonly twice: string | undefined;
}

function caseOf({ allowing }: Holdings, { assignment, reach, twice }: Direct): ScanCase {
  const [group] = assignment.groups;
  return {
    subject: reach.holder.name,
    gives: assignment.title,
    why: twice
      ? `also held through group ${twice}: leaving the group would not end it`
      : group
        ? `group ${group.name} gives the same, and this person is not in it`
        : 'no group gives this; only the assignment itself says why',
    privileged: assignment.privileged.length > 0,
    ...allowing([assignment.target.set]),
  };
}
