import { groupBy, sortedTexts } from '../kernel/index.js';
import type { Holdings } from './holdings.js';

/** One line of the table: what a permission set gives, where, and to how many. */
export interface ScanRow {
  readonly permissionSet: string;
  readonly privileged: readonly string[];
  readonly accounts: number;
  readonly people: number;
  readonly direct: number;
  readonly groups: number;
}

/** One row for each permission set that is assigned anywhere: privileged first, then by how many it reaches. */
export function accessRows(holdings: Holdings): ScanRow[] {
  const rows = [...groupBy(holdings.assignments, (assignment) => assignment.target.set.name)].map(
    ([permissionSet, held]) => {
      const reaches = held.flatMap((assignment) => assignment.reaches);
      return {
        permissionSet,
        privileged: sortedTexts(held.flatMap((assignment) => assignment.privileged)),
        accounts: held.length,
        people: new Set(reaches.map((reach) => reach.holder.key)).size,
        direct: reaches.filter((reach) => !reach.group).length,
        groups: new Set(held.flatMap((assignment) => assignment.groups.map((group) => group.name))).size,
      };
    },
  );
  return rows.sort(
    (a, b) =>
      Number(b.privileged.length > 0) - Number(a.privileged.length > 0) ||
      b.people - a.people ||
      (a.permissionSet < b.permissionSet ? -1 : 1),
  );
}
