import { hasLeft } from '../employment.js';
import type { DeclaredFacts, CheckFound } from './check.js';

/** Everybody whom declarations let approve, with the teams that they approve for. */
export function approversOf({ catalogue: { teams } }: DeclaredFacts): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { name, approvers } of teams)
    for (const id of approvers) found.set(id, [...(found.get(id) ?? []), name]);
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
