import type { IdentityLinks } from '../identity/index.js';
import type { ApproverRole, ListedRole, TeamDeclaration } from '../manifest/index.js';
import type { ResolvedTicket } from './resolved.js';

/** What says who holds a role. */
export interface HolderBook {
  readonly people: Pick<IdentityLinks, 'personOf'>;
  readonly teams: readonly TeamDeclaration[];
}

/** Whose name stands on a fallback or escalation list, as `hr:…`. */
export function listedHolders(
  role: ListedRole,
  asked: Pick<ResolvedTicket, 'principal' | 'package'>,
  book: HolderBook,
): ReadonlySet<string> {
  return role.role === 'person' ? new Set([`hr:${role.person}`]) : holdersOf(role, asked, book);
}

/** An entry of such a list in words: `team security`, `hr:10003`. */
export function listedText(role: ListedRole, asked: Pick<ResolvedTicket, 'package'>): string {
  return role.role === 'person' ? `hr:${role.person}` : roleText(role, asked);
}

/** Who holds a role of the route today, as `hr:…`; its fallback is not among them. */
export function holdersOf(
  role: ApproverRole,
  { principal, package: wanted }: Pick<ResolvedTicket, 'principal' | 'package'>,
  book: HolderBook,
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
