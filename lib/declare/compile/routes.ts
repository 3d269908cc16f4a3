import {
  approverRoles,
  type ApproverRole,
  type RiskTier,
  type RoleLists,
  type Route,
} from '../../manifest/index.js';
import type { EntitlementPackage } from '../entitlement-package.js';
import { listed, type Faults } from '../faults.js';
import type { OperatingModel } from '../operating-model.js';
import { propsOf } from '../props.js';
import type { AnyRoute, Approver } from '../route.js';
import type { Declared } from './names.js';
import { listsOf, teamOf } from './otherwise.js';
import { checkSaid } from './text.js';

/** The approval route of `pack` as data; one that its tier does not allow is a fault. */
export function routeOf(
  pack: EntitlementPackage,
  model: OperatingModel,
  declared: Declared,
  faults: Faults,
): Route {
  const { approval, holders } = propsOf(pack);
  checkTier(pack, approval.kind, pack.risk, model, faults);
  for (const approver of approverRoles(approval)) {
    if (approver.role === 'team') declared.teams.find(approver.team, pack);
    if (approver.role === 'manager' && holders.includes('workload')) noManager(pack, faults);
  }
  if (approval.kind === 'auto') checkSaid(pack, 'approval.why', approval.why, faults);
  if (approval.kind === 'one') checkManagerAlone(pack, approval.from, faults);
  if (approval.kind === 'dual') checkTwoPeople(pack, approval.first, approval.second, declared, faults);
  return asData(approval, listsOf(pack, approval, declared, faults));
}

function checkTier(
  pack: EntitlementPackage,
  kind: Route['kind'],
  risk: RiskTier,
  model: OperatingModel,
  faults: Faults,
): void {
  const { routes } = model[risk];
  if (routes.includes(kind)) return;
  faults.add(pack, {
    what: `approval \`${kind}\` is not allowed at \`${risk}\` risk; the operating model allows ${listed(routes)}`,
    remedy: 'choose a route with more ceremony, or lower what the package gives',
  });
}

function checkManagerAlone(pack: EntitlementPackage, from: Approver, faults: Faults): void {
  if (from.role !== 'manager' || pack.risk === 'low') return;
  faults.add(pack, {
    what: `approval by \`manager\` alone is not allowed at \`${pack.risk}\` risk; allowed is \`low\` only`,
    remedy: 'let the owner or a team approve, alone or beside the manager',
  });
}

function noManager(pack: EntitlementPackage, faults: Faults): void {
  faults.add(pack, {
    what: '`holders` has `workload`, which has no `manager` to approve; allowed are `owner` and teams',
    remedy: 'let a team approve, or make a package of its own for workloads',
  });
}

/** Two roles that only one and the same person can fill would block every ticket. */
function checkTwoPeople(
  pack: EntitlementPackage,
  first: Approver,
  second: Approver,
  declared: Declared,
  faults: Faults,
): void {
  const people = [first, second].map((approver) => peopleOf(approver, pack, declared));
  const [one, other] = people;
  const both = new Set(people.flatMap((each) => each ?? []));
  const twoManagers = first.role === 'manager' && second.role === 'manager';
  if (!twoManagers && (!one || !other || both.size !== 1)) {
    checkTwoTeams(pack, first, second, faults);
    return;
  }
  faults.add(pack, {
    what: `both roles of \`dual\` can only be filled by one person, \`${[...both].join('') || 'manager'}\`; two people are needed`,
    remedy: 'name a second role, or list more approvers in the team',
  });
}

/** Two people of one team are one voice twice: `dual` is for two different ones. */
function checkTwoTeams(pack: EntitlementPackage, first: Approver, second: Approver, faults: Faults): void {
  const team = teamOf(first, pack);
  if (team === undefined || team !== teamOf(second, pack)) return;
  faults.add(pack, {
    what: `both roles of \`dual\` are filled by team \`${team}\`; two different approvers are needed`,
    remedy: 'let another team or the manager be the second role',
  });
}

/** Who can fill the role, or undefined when that depends on the ticket or the team is not declared. */
function peopleOf(
  approver: Approver,
  pack: EntitlementPackage,
  declared: Declared,
): readonly string[] | undefined {
  const team = teamOf(approver, pack);
  if (team === undefined) return undefined;
  const found = declared.teams.tryFind(team);
  return found && propsOf(found).approvers;
}

/** The route without what constructs carry beside it, each role with its lists. */
function asData(route: AnyRoute, [own = {}, other = {}]: readonly RoleLists[]): Route {
  switch (route.kind) {
    case 'auto':
      return { kind: 'auto', why: route.why };
    case 'one':
      return { kind: 'one', from: plain(route.from, own) };
    case 'dual':
      return { kind: 'dual', first: plain(route.first, own), second: plain(route.second, other) };
    case 'emergency':
      return { kind: 'emergency', onCall: plain(route.onCall, own) };
  }
}

function plain(approver: Approver, lists: RoleLists): ApproverRole {
  return approver.role === 'team'
    ? { role: 'team', team: approver.team, ...lists }
    : { role: approver.role, ...lists };
}
