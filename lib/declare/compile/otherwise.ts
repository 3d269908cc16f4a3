import { by, canonicalJson, isList, sorted } from '../../kernel/index.js';
import type { ListedRole, RoleLists } from '../../manifest/index.js';
import type { EntitlementPackage } from '../entitlement-package.js';
import type { Faults } from '../faults.js';
import { propsOf } from '../props.js';
import type { AnyRoute, Approver, ListedApprover, Otherwise } from '../route.js';
import { workerIds } from './accounts.js';
import type { Declared } from './names.js';

/** One role of a route with its lists, and what the declaration calls it. */
interface DeclaredSeat {
  readonly name: string;
  readonly role: Approver;
  readonly otherwise: Otherwise;
}

/** The lists of each role of a route as data, in the order of the roles; what would weaken the route is a fault. */
export function listsOf(
  pack: EntitlementPackage,
  route: AnyRoute,
  declared: Declared,
  faults: Faults,
): readonly RoleLists[] {
  const seats = seatsOf(route);
  for (const seat of seats)
    for (const entry of seat.otherwise.fallback ?? []) {
      checkAddsSomebody(pack, seat, entry, declared, faults);
      for (const other of seats) if (other !== seat) checkApart(pack, seat, other, entry, declared, faults);
    }
  return seats.map(({ name, otherwise: { fallback, escalation } }) => {
    const own = listOf(pack, `${name} fallback`, fallback, declared, faults);
    const above = listOf(pack, `${name} escalation`, escalation, declared, faults);
    return {
      ...(isList(own) ? { fallback: own } : {}),
      ...(isList(above) ? { escalation: above } : {}),
    };
  });
}

function seatsOf(route: AnyRoute): readonly DeclaredSeat[] {
  switch (route.kind) {
    case 'auto':
      return [];
    case 'one':
      return [{ name: 'from', role: route.from, otherwise: route.otherwise ?? {} }];
    case 'dual':
      return [
        { name: 'first', role: route.first, otherwise: route.otherwise?.first ?? {} },
        { name: 'second', role: route.second, otherwise: route.otherwise?.second ?? {} },
      ];
    case 'emergency':
      return [{ name: 'onCall', role: route.onCall, otherwise: route.otherwise ?? {} }];
  }
}

/** Absent means none; a list that is there and empty means nobody knows what. Each entry once, in total order. */
function listOf(
  pack: EntitlementPackage,
  name: string,
  given: readonly ListedApprover[] | undefined,
  declared: Declared,
  faults: Faults,
): readonly ListedRole[] {
  if (given?.length === 0) {
    faults.add(pack, {
      what: `\`${name}\` is empty; one entry or more is allowed`,
      remedy: 'name a team or a person, or leave the list out',
    });
  }
  const all = (given ?? []).flatMap((entry) => entryOf(pack, name, entry, declared, faults));
  const once = new Map(all.map((each) => [canonicalJson(each), each]));
  return sorted([...once.values()], by(canonicalJson));
}

function entryOf(
  pack: EntitlementPackage,
  name: string,
  entry: ListedApprover,
  declared: Declared,
  faults: Faults,
): readonly ListedRole[] {
  // A caller that no compiler checked may name anything.
  const { role }: { readonly role: string } = entry;
  if (entry.role === 'owner') return [{ role: 'owner' }];
  if (entry.role === 'person')
    return workerIds([entry.person], name, pack, faults).map((person) => ({ role: 'person', person }));
  if (role === 'team') {
    declared.teams.find(entry.team, pack);
    return [{ role: 'team', team: entry.team }];
  }
  faults.add(pack, {
    what: `\`${name}\` names \`${role}\`; allowed are \`owner\`, teams and people`,
    remedy: 'name a team or a person; whoever manages the beneficiary is no second look',
  });
  return [];
}

/** Whoever holds the role is asked first anyhow: an entry that adds nobody says that somebody meant another. */
function checkAddsSomebody(
  pack: EntitlementPackage,
  { name, role }: DeclaredSeat,
  entry: ListedApprover,
  declared: Declared,
  faults: Faults,
): void {
  if (!isWithin(entry, role, pack, declared)) return;
  faults.add(pack, {
    what: `\`${name} fallback\` names ${entryText(entry)}, who is asked as \`${name}\` already`,
    remedy: 'name somebody else, or leave the entry out',
  });
}

/** Two conditions ask for two kinds of eyes: what falls back on the other role, or both on one list, asks for one kind twice. */
function checkApart(
  pack: EntitlementPackage,
  { name }: DeclaredSeat,
  other: DeclaredSeat,
  entry: ListedApprover,
  declared: Declared,
  faults: Faults,
): void {
  const shares = [other.role, ...(other.otherwise.fallback ?? [])].some((each) =>
    isWithin(entry, each, pack, declared),
  );
  if (!shares) return;
  faults.add(pack, {
    what: `\`${name} fallback\` names ${entryText(entry)}, who approves as \`${other.name}\`; two different approvers are needed`,
    remedy: `name a team or a person that \`${other.name}\` and its fallback do not`,
  });
}

/** Whether everybody whom an entry names is named by a role or another entry, as far as declarations tell. */
function isWithin(
  entry: ListedApprover,
  whole: Approver | ListedApprover,
  pack: EntitlementPackage,
  declared: Declared,
): boolean {
  if (entry.role === 'person') {
    if (whole.role === 'person') return whole.person === entry.person;
    const name = teamOf(whole, pack);
    const found = name === undefined ? undefined : declared.teams.tryFind(name);
    return found !== undefined && propsOf(found).approvers.includes(entry.person);
  }
  const name = teamOf(entry, pack);
  return name !== undefined && name === teamOf(whole, pack);
}

/** The team that fills a role or an entry, where one does. */
export function teamOf(approver: Approver | ListedApprover, pack: EntitlementPackage): string | undefined {
  if (approver.role === 'manager' || approver.role === 'person') return undefined;
  return (approver.role === 'team' ? approver : propsOf(pack).owner).team;
}

function entryText(entry: ListedApprover): string {
  if (entry.role === 'person') return `\`${entry.person}\``;
  return entry.role === 'team' ? `team \`${entry.team}\`` : '`owner`';
}
