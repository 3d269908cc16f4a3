import type { Instant } from '../kernel/index.js';
import { principalText, tryParsePrincipal } from '../model/index.js';
import { employmentAt, type Delegation, type PersonRecord } from '../identity/index.js';
import { approverRoles, type ApproverRole } from '../manifest/index.js';
import type { Decision, Seat } from './decision.js';
import { actsForIn } from './delegates.js';
import { fallbackHolders, fallbackOpen } from './fallback.js';
import { holdersOf, roleText, type HolderBook } from './role-holders.js';
import type { ResolvedTicket } from './resolved.js';

/** What the roles of a route are looked up in. */
export interface RoleBook extends HolderBook {
  /**
   * Whether somebody whom HR calls terminated counts for what was decided before the last day.
   * @default - nobody does: they may have been told to go before they decided
   */
  readonly leavers?: boolean;
  /** Who may act for whom. @default - nobody for anybody */
  readonly delegations?: readonly Delegation[];
  /** Whether the fallback of a role was asked at an instant. @default - by HR, and by who would get the access */
  readonly fallback?: FallbackAsked;
}

/** Whether the fallback of a role was asked at an instant, since nobody who holds the role could be. */
export type FallbackAsked = (role: ApproverRole, resolved: ResolvedTicket, at: Instant) => boolean;

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
 * and is not the beneficiary. Who acts for somebody is no second voice beside them.
 */
export function seatingOf(resolved: ResolvedTicket, decision: Decision, book: RoleBook): Seating {
  const roles = approverRoles(resolved.package.approval);
  const seats = new Map(roles.map((role) => [role, seatHolders(role, resolved, decision.at, book)]));
  const holdersIn = (role: ApproverRole): ReadonlySet<string> => seats.get(role) ?? new Set();
  const judged = [...new Set(decision.approvers)].map((approver) => ({
    approver,
    why: unfit(approver, resolved, decision.at, book),
  }));
  const fit = judged.filter(({ why }) => why === undefined).map(({ approver }) => approver);
  const speaksFor = (who: string, role: ApproverRole): readonly string[] => [
    ...(holdersIn(role).has(who) ? [who] : []),
    ...actsForIn(who, holdersIn(role), resolved, book, decision.at),
  ];
  const holds = (approver: string, role: ApproverRole): boolean => speaksFor(approver, role).length > 0;
  const voices = fit.flatMap((who) =>
    [...new Set(roles.flatMap((role) => speaksFor(who, role)))].map((as) => ({ who, as })),
  );
  const filled = bestSeats(
    roles,
    voices,
    ({ who, as }, role) => speaksFor(who, role).includes(as),
    isOneVoice,
  ).map(({ approver: { who, as }, ...seat }) => ({ ...seat, approver: who, as }));
  const seated = new Set(filled.map(({ approver }) => approver));
  return {
    filled: filled.map(({ approver, as, role }) => ({
      approver,
      role: `${holdersOf(role, resolved, book).has(as) ? '' : 'fallback for '}${roleText(role, resolved)}`,
    })),
    open: roles
      .filter((_, index) => !filled.some((seat) => seat.index === index))
      .map((role) => roleText(role, resolved)),
    uncounted: judged.flatMap(({ approver, why }) =>
      seated.has(approver) ? [] : [{ approver, why: why ?? unseated(roles, approver, holds) }],
    ),
  };
}

/**
 * Who may fill a role at an instant, its fallback where that was asked. What only those who left could tell counts as if it had been: who was
 * away then may be back.
 */
function seatHolders(
  role: ApproverRole,
  resolved: ResolvedTicket,
  at: Instant,
  book: RoleBook,
): ReadonlySet<string> {
  const { fallback = byHr(book), leavers = false } = book;
  const own = holdersOf(role, resolved, book);
  if (!role.fallback || !(leavers || fallback(role, resolved, at))) return own;
  return new Set([...own, ...fallbackHolders(role, resolved, book)]);
}

function byHr(book: RoleBook): FallbackAsked {
  return (role, resolved, at) => fallbackOpen(role, resolved, book, at) !== undefined;
}

/** One person, or two of whom one speaks for the other or both for a third. */
export function isOneVoice(
  a: { readonly who: string; readonly as: string },
  b: { readonly who: string; readonly as: string },
): boolean {
  return a.who === b.who || a.as === b.as || a.who === b.as || a.as === b.who;
}

interface Filled<T> {
  readonly approver: T;
  readonly role: ApproverRole;
  readonly index: number;
}

/**
 * The seating that fills the most roles; routes have at most two, so all are tried.
 * @param clash - whether two cannot both be seated. By default only one and the same cannot.
 */
export function bestSeats<T>(
  roles: readonly ApproverRole[],
  people: readonly T[],
  holds: (approver: T, role: ApproverRole) => boolean,
  clash: (a: T, b: T) => boolean = (a, b) => a === b,
  index = 0,
): readonly Filled<T>[] {
  const role = roles[index];
  if (!role) return [];
  const without = bestSeats(roles, people, holds, clash, index + 1);
  return people
    .filter((approver) => holds(approver, role))
    .map((approver): readonly Filled<T>[] => [
      { approver, role, index },
      ...bestSeats(
        roles,
        people.filter((each) => !clash(each, approver)),
        holds,
        clash,
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
