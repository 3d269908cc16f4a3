import { by, counted, groupBy, listed, sorted, sortedTexts } from '../kernel/index.js';
import type { PermissionSetRef } from '../model/index.js';
import type { ScanCase, ScanFinding } from './finding.js';
import type { HeldAssignment, Holdings } from './holdings.js';
import { doubtFrom, emptyHeadline, sightOfAssignments } from './sight.js';

/** From here on a privileged permission set counts as held by many: more than an on-call rota of a team needs. */
const MANY = 5;

/** Privileged permission sets that many people hold. */
export function privilegedMany(holdings: Holdings): ScanFinding {
  const privileged = holdings.assignments.filter((assignment) => assignment.privileged.length > 0);
  const people = peopleOf(privileged).size;
  const sets = [...groupBy(privileged, (assignment) => assignment.target.set.name)]
    .map(([set, held]) => ({ set, held, people: peopleOf(held).size }))
    .filter((entry) => entry.people >= MANY);
  const ordered = sets.sort(
    (a, b) => b.people - a.people || b.held.length - a.held.length || (a.set < b.set ? -1 : 1),
  );
  const [widest] = ordered;
  const unread = holdings.inventory.roles.filter((role) => role.content === undefined).length;
  const sight = sightOfAssignments(holdings.inventory);
  const doubt = doubtFrom(
    sight,
    unread > 0 ? `the content of ${counted(unread, 'permission set')} could not be read` : undefined,
  );
  const none = `no privileged permission set is held by ${MANY} people or more; ${counted(people, 'person holds', 'people hold')} one at all`;
  return {
    question: 'privileged-many',
    title: 'Privileged access held by many',
    count: ordered.length,
    headline: widest
      ? `${counted(people, 'person', 'people')} hold privileged access; the widest is ${widest.set}: ${widest.people} people on ${counted(widest.held.length, 'account')}`
      : people > 0
        ? none
        : emptyHeadline(sight, none),
    cases: ordered.map((entry) => ({ ...caseOf(entry), ...holdings.allowing(setsOf(entry.held)) })),
    fix: widest
      ? `declare a package with a bounded duration for ${widest.set}, let people ask for it by ticket, and take the standing grants away`
      : 'none needed',
    ...(doubt === undefined ? {} : { doubt }),
  };
}

interface WideSet {
  readonly set: string;
  readonly held: readonly HeldAssignment[];
  readonly people: number;
}

function caseOf({ set, held, people }: WideSet): ScanCase {
  const reaches = held.flatMap((assignment) => assignment.reaches);
  const direct = new Set(reaches.filter((r) => !r.group).map((r) => r.holder.key)).size;
  const groups = sortedTexts(held.flatMap((assignment) => assignment.groups.map((group) => group.name)));
  const through = groups.length > 0 ? `, through ${listed(groups, 2)}` : '';
  return {
    subject: `${set}: ${people} people`,
    gives: `on ${listed(accountsOf(held), 4)}`,
    why: `${direct} of them directly${through}`,
    privileged: true,
  };
}

function setsOf(held: readonly HeldAssignment[]): readonly PermissionSetRef[] {
  return held.map(({ target }) => target.set);
}

function accountsOf(held: readonly HeldAssignment[]): string[] {
  return sorted(
    held,
    by((h) => h.account),
  ).map((h) => h.account);
}

function peopleOf(held: readonly HeldAssignment[]): Set<string> {
  return new Set(held.flatMap((assignment) => assignment.reaches.map((reach) => reach.holder.key)));
}
