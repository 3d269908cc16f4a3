import type { IdentitySnapshot, PersonRecord } from '../../identity/index.js';
import type { Actor } from './observation.js';

/**
 * Who stands behind a login of the forge: the one person whose only login it is. A login that two people have, or a person with two,
 * stands for nobody; nor does a program or a team.
 */
export function loginsOf({
  people,
  shared,
}: Pick<IdentitySnapshot, 'people' | 'shared'>): (actor: Actor) => PersonRecord | undefined {
  const found = new Map<string, PersonRecord[]>();
  for (const record of people) {
    if (record.forgeLogin === undefined) continue;
    const key = record.forgeLogin.toLowerCase();
    found.set(key, [...(found.get(key) ?? []), record]);
  }
  const nobody = new Set(shared.map(({ login }) => login.toLowerCase()));
  return ({ login, kind }) => {
    const key = login.toLowerCase();
    const owners = found.get(key) ?? [];
    return kind === 'user' && owners.length === 1 && !nobody.has(key) ? owners[0] : undefined;
  };
}
