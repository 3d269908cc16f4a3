import { readability } from '../inventory/index.js';
import { counted, groupBy, listed, sortedTexts } from '../kernel/index.js';
import { kindOf, refKey, targetText, type PermissionSetRef, type PerKind } from '../model/index.js';
import type { ScanCase, ScanFinding } from './finding.js';
import type { Holdings, ScanHolder } from './holdings.js';
import { doubtFrom, emptyHeadline, sightOfHolders, type Visibility } from './sight.js';

/** Grants that are live though their holder left: suspended, deprovisioned, or ended according to HR. */
export function heldByLeavers(holdings: Holdings): ScanFinding {
  const people = inOrder(casesOf(holdings));
  const groups = inOrder(goneGroups(holdings));
  const cases = [...people, ...groups];
  const sight = sightOfHolders(holdings.inventory);
  const doubt = doubtFrom(sight);
  return {
    question: 'held-by-leavers',
    title: 'Held by people who left',
    count: cases.length,
    headline: headlineOf(people, groups, sight),
    cases,
    fix:
      cases.length > 0
        ? 'remove their memberships and assignments now, and let `writ revert` do it from the HR feed on'
        : 'none needed',
    ...(doubt === undefined ? {} : { doubt }),
  };
}

function inOrder(cases: readonly ScanCase[]): ScanCase[] {
  return [...cases].sort(
    (a, b) => Number(b.privileged) - Number(a.privileged) || (a.subject < b.subject ? -1 : 1),
  );
}

function headlineOf(people: readonly ScanCase[], groups: readonly ScanCase[], sight: Visibility): string {
  const privileged = people.filter((one) => one.privileged).length;
  const left =
    people.length > 0
      ? `${counted(people.length, 'person who left or is suspended still holds', 'people who left or are suspended still hold')} access${privileged > 0 ? `, ${privileged} of them privileged` : ''}`
      : emptyHeadline(sight, 'nobody whose account is suspended or deprovisioned holds anything');
  if (groups.length === 0) return left;
  return `${left}; ${counted(groups.length, 'group that is gone is', 'groups that are gone are')} still named in assignments, which give nobody anything`;
}

/** Groups that hold assignments and that no listing has; none while groups could not be listed whole. */
function goneGroups({ inventory, assignments }: Holdings): ScanCase[] {
  const absent = readability(inventory);
  const held = assignments.flatMap((assignment) =>
    assignment.groups
      .filter((group) => group.native === group.name && absent({ holder: group, target: group }) === true)
      .map((group) => ({ group, assignment })),
  );
  return [...groupBy(held, ({ group }) => refKey(group))].map(([, of]) => ({
    subject: `a group that is gone (${of[0]?.group.name ?? ''})`,
    gives: listed(sortedTexts(of.map(({ assignment }) => assignment.title)), 3),
    why: 'no group has this id any more; a group made anew under its name does not get it back',
    privileged: of.some(({ assignment }) => assignment.privileged.length > 0),
  }));
}

interface Held {
  readonly holder: ScanHolder;
  readonly what: string;
  readonly privileged: boolean;
  readonly set?: PermissionSetRef;
}

function casesOf(holdings: Holdings): ScanCase[] {
  return [...groupBy(heldOf(holdings), (held) => held.holder.key)].map(([, held]) => ({
    subject: held[0]?.holder.name ?? '',
    gives: listed(sortedTexts(held.map((one) => one.what)), 3),
    why: held[0]?.holder.left.join('; ') ?? '',
    privileged: held.some((one) => one.privileged),
    ...holdings.allowing(held.flatMap(({ set }) => set ?? [])),
  }));
}

/** Whether an edge of a kind is told by itself; the others are told by the assignments that they lead to. */
const BY_ITSELF: PerKind<boolean> = {
  'okta.group-membership': true,
  'aws.group-membership': false,
  'aws.assignment': false,
  'okta.app-assignment': true,
};
const ACCOUNT_IDS = { account: (id: string) => id };

function heldOf(holdings: Holdings): Held[] {
  const assigned = holdings.assignments.flatMap((assignment) =>
    assignment.reaches.map(({ holder }) => ({
      holder,
      what: assignment.title,
      privileged: assignment.privileged.length > 0,
      set: assignment.target.set,
    })),
  );
  const joined = holdings.inventory.edges.flatMap(({ edge, cause }) => {
    const holder = holdings.holderOf(edge.holder);
    const counts = holder && BY_ITSELF[kindOf(edge)] && cause.by !== 'service';
    return counts ? [{ holder, what: targetText(edge.target, ACCOUNT_IDS), privileged: false }] : [];
  });
  return [...assigned, ...joined].filter((held) => held.holder.left.length > 0);
}
