import { by, sorted } from '../kernel/index.js';
import { allowedBy, type Allowed } from '../meaning/index.js';
import { refKey, type PermissionSetRef } from '../model/index.js';
import type { Inventory } from './inventory.js';

/** What permission sets allow as they are live, taken together; undefined of none. */
type AllowedByLive = (sets: readonly PermissionSetRef[]) => Allowed | undefined;

/** Judges the live permission sets of an inventory, each choice of them once. */
export function allowedByLive({ roles, policies }: Pick<Inventory, 'roles' | 'policies'>): AllowedByLive {
  const texts = new Map(policies.map((policy) => [policy.arn, policy]));
  const live = new Map(roles.map((role) => [refKey(role.ref), role.holds]));
  const known = new Map<string, Allowed>();
  return (sets) => {
    const chosen = sorted(
      new Map(sets.map((set) => [refKey(set), set])),
      by(([key]) => key),
    );
    if (chosen.length === 0) return undefined;
    const of = JSON.stringify(chosen.map(([key]) => key));
    const allowed =
      known.get(of) ??
      allowedBy(
        chosen.map(([key, { name }]) => ({ name, content: live.get(key) })),
        texts,
      );
    known.set(of, allowed);
    return allowed;
  };
}
