import type { List } from '../kernel/index.js';
import type { WorkerId } from '../model/index.js';

/** Who must approve: ordered by ceremony. */
export type Route =
  | { readonly kind: 'auto'; readonly why: string }
  | { readonly kind: 'one'; readonly from: ApproverRole }
  | { readonly kind: 'dual'; readonly first: ApproverRole; readonly second: ApproverRole }
  | { readonly kind: 'emergency'; readonly onCall: ApproverRole };

/** Who fills one condition of a route, and where to turn when nobody who holds the role can be asked. */
export type ApproverRole =
  | ({ readonly role: 'owner' } & RoleLists)
  | ({ readonly role: 'manager' } & RoleLists)
  | ({ readonly role: 'team'; readonly team: string } & RoleLists);

/** The lists of one condition; each in total order. Absent means none. */
export interface RoleLists {
  /** Who approves instead while nobody who holds the role can be asked. */
  readonly fallback?: List<ListedRole>;
  /** To whom it goes when nobody of the fallback can be asked either: they are told, and approve nothing. */
  readonly escalation?: List<ListedRole>;
}

/** An entry of such a list. A manager is none: who stands above the beneficiary is not a second look. */
export type ListedRole =
  | { readonly role: 'owner' }
  | { readonly role: 'team'; readonly team: string }
  | { readonly role: 'person'; readonly person: WorkerId };

/** The roles that a route asks for, each to be filled by a person of its own. */
export function approverRoles(route: Route): readonly ApproverRole[] {
  switch (route.kind) {
    case 'auto':
      return [];
    case 'one':
      return [route.from];
    case 'dual':
      return [route.first, route.second];
    case 'emergency':
      return [route.onCall];
  }
}

/** A role as it is declared, in words: `owner (where nobody of them can be asked: team security; then it goes to hr:10003)`. */
export function declaredRoleText(role: ApproverRole): string {
  const lists = [
    ...(role.fallback ? [`where nobody of them can be asked: ${listedTexts(role.fallback)}`] : []),
    ...(role.escalation ? [`then it goes to ${listedTexts(role.escalation)}`] : []),
  ];
  const name = role.role === 'team' ? `team ${role.team}` : role.role;
  return lists.length === 0 ? name : `${name} (${lists.join('; ')})`;
}

function listedTexts(entries: readonly ListedRole[]): string {
  return entries.map(listedRoleText).join(', ');
}

function listedRoleText(entry: ListedRole): string {
  switch (entry.role) {
    case 'owner':
      return 'owner';
    case 'team':
      return `team ${entry.team}`;
    case 'person':
      return `hr:${entry.person}`;
  }
}
