import { approverRoles, type ListedRole } from '../../manifest/index.js';
import { hasLeft } from '../employment.js';
import type { DeclaredFacts, CheckFound } from './check.js';

/** Everybody whom declarations let approve, with the teams that they approve for and the packages that name them as a fallback. */
export function approversOf({
  catalogue: { teams, packages = [] },
}: DeclaredFacts): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const add = (id: string, what: string): void => void found.set(id, [...(found.get(id) ?? []), what]);
  for (const { name, approvers } of teams) for (const id of approvers) add(id, name);
  for (const { id: name, approval } of packages)
    for (const { fallback = [] } of approverRoles(approval))
      for (const entry of fallback as readonly ListedRole[])
        if (entry.role === 'person') add(entry.person, `package ${name}`);
  return found;
}

/** Managers of people at work. */
export function managersOf({ identity: { people, asOf } }: DeclaredFacts): ReadonlySet<string> {
  return new Set(
    people.flatMap((each) => (each.manager === undefined || hasLeft(each, asOf) ? [] : [each.manager])),
  );
}

/** Something that declarations say and the feeds do not bear out. */
export function declaredFinding(about: string, message: string): CheckFound {
  return { feed: 'declarations', lines: [], about: [about], message };
}
