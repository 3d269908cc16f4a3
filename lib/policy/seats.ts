import type { Instant } from '../kernel/index.js';
import { principalText, tryParsePrincipal } from '../model/index.js';
import { employmentAt, type IdentityLinks, type PersonRecord } from '../identity/index.js';
import { approverRoles, type ApproverRole, type TeamDeclaration } from '../manifest/index.js';
import type { Decision, Seat } from './decision.js';
import type { ResolvedTicket } from './resolved.js';

/** What the roles of a route are looked up in. */
export interface RoleBook {
  readonly people: Pick<IdentityLinks, 'personOf'>;
  readonly teams: readonly TeamDeclaration[];
  /**
   * Whether somebody whom HR calls terminated counts for what was decided before the last day.
   * @default - nobody does: they may have been told to go before they decided
   */
  readonly leavers?: boolean;
}

/** Who of the approvers fills which role of the route, and what is missing. */
export interface Seating {
  readonly filled: readonly Seat[];
  /** Roles that nobody fills. */
  readonly open: readonly string[];
  /** Approvers that do not count, and why. */
  readonly uncounted: readonly { readonly approver: string; readonly why: string }[];
}

/**
 * Seats the approvers of a decision: each role of the route by a distinct person who holds it, is at work when deciding,
 * and is not the beneficiary.
 */
export function seatingOf(resolved: ResolvedTicket, decision: Decision, book: RoleBook): Seating {
  const roles = approverRoles(resolved.package.approval);
  const judged = [...new Set(decision.approvers)].map((approver) => ({
    approver,
    why: unfit(approver, resolved, decision.at, book),
  }));
  const fit = judged.filter(({ why }) => why === undefined).map(({ approver }) => approver);
  const holds = (approver: string, role: ApproverRole): boolean =>
    holdersOf(role, resolved, book).has(approver);
  const filled = bestSeats(roles, fit, holds);
  const seated = new Set(filled.map(({ approver }) => approver));
  return {
    filled: filled.map(({ approver, role }) => ({ approver, role: roleText(role, resolved) })),
    open: roles
      .filter((_, index) => !filled.some((seat) => seat.index === index))
      .map((role) => roleText(role, resolved)),
    uncounted: judged.flatMap(({ approver, why }) =>
      seated.has(approver) ? [] : [{ approver, why: why ?? unseated(roles, approver, holds) }],
    ),
  };
}

interface Filled {
  readonly approver: string;
  readonly role: ApproverRole;
  readonly index: number;
}

/** The seating that fills the most roles; routes have at most two, so all are tried. */
export function bestSeats(
  roles: readonly ApproverRole[],
  people: readonly string[],
  holds: (approver: string, role: ApproverRole) => boolean,
  index = 0,
): readonly Filled[] {
  const role = roles[index];
  if (!role) return [];
  const without = bestSeats(roles, people, holds, index + 1);
  return people
    .filter((approver) => holds(approver, role))
    .map((approver): readonly Filled[] => [
      { approver, role, index },
      ...bestSeats(
        roles,
        people.filter((each) => each !== approver),
        holds,
        index + 1,
      ),
    ])
    .reduce((best, next) => (next.length > best.length ? next : best), without);
}

function unseated(
  roles: readonly ApproverRole[],
  approver: string,
  holds: (approver: string, role: ApproverRole) => boolean,
): string {
  if (roles.length === 0) return 'the route asks for nobody';
  return roles.some((role) => holds(approver, role))
    ? 'the role is filled already'
    : 'holds no role of the route';
}

/** Who holds a role of the route today, as `hr:…`. */
export function holdersOf(
  role: ApproverRole,
  { principal, package: wanted }: Pick<ResolvedTicket, 'principal' | 'package'>,
  book: Pick<RoleBook, 'people' | 'teams'>,
): ReadonlySet<string> {
  if (role.role === 'manager') {
    const manager = principal.kind === 'person' ? book.people.personOf(principal.id)?.manager : undefined;
    return new Set(manager ? [`hr:${manager}`] : []);
  }
  const name = role.role === 'team' ? role.team : wanted.owner;
  const team = book.teams.find((each) => each.name === name);
  return new Set((team?.approvers ?? []).map((id) => `hr:${id}`));
}

/** A role in words: `owner payments`, `team security`, `manager`. */
export function roleText(role: ApproverRole, { package: wanted }: Pick<ResolvedTicket, 'package'>): string {
  switch (role.role) {
    case 'owner':
      return `owner ${wanted.owner}`;
    case 'team':
      return `team ${role.team}`;
    case 'manager':
      return 'manager';
  }
}

/** Why somebody cannot approve this at all, whatever role; undefined when they can. */
export function unfit(
  approver: string,
  { principal }: Pick<ResolvedTicket, 'principal'>,
  at: Instant,
  { people, leavers = false }: Omit<RoleBook, 'teams'>,
): string | undefined {
  if (approver === principalText(principal)) return 'is the beneficiary';
  const named = tryParsePrincipal(approver);
  if (named?.kind !== 'person') return 'is no person by worker id';
  const record = people.personOf(named.id);
  return record ? absence(record, at, leavers) : 'is not known to HR';
}

/** Why somebody is not "a named human, active in HR now", or was not at work at an instant. */
function absence(record: PersonRecord, at: Instant, leavers: boolean): string | undefined {
  const isDated = record.lastDay !== undefined || record.contract !== undefined;
  const employment = employmentAt(leavers && isDated ? untold(record) : record, at);
  switch (employment.state) {
    case 'ahead':
      return 'had not started';
    case 'left':
      return employment.by === 'termination' ? 'is terminated by HR' : 'had left';
    case 'on-leave':
      return 'is on leave';
    case 'at-work':
      return undefined;
  }
}

/** What HR would say of somebody who is not called terminated: only the ends that have dates count. */
function untold(record: PersonRecord): PersonRecord {
  return record.status === 'terminated' ? { ...record, status: 'active' } : record;
}
