import type { IdentitySnapshot } from '../identity/index.js';
import type { Completeness, Inventory } from '../inventory/index.js';
import type { Instant } from '../kernel/index.js';
import { groupOf, isAssignment, type Target } from '../model/index.js';
import type { ScanAudit, ScanLog } from './audit.js';
import { directBesideGroups } from './direct.js';
import type { ScanFinding } from './finding.js';
import { holdingsOf, type Holdings } from './holdings.js';
import { heldByLeavers } from './leavers.js';
import { privilegedMany } from './privileged.js';
import { accessRows, type ScanRow } from './table.js';
import { unexplained } from './unexplained.js';
import { unreadable } from './unreadable.js';

/** What a scan counted. */
export interface ScanCounts {
  readonly people: number;
  readonly users: number;
  readonly gone: number;
  readonly groups: number;
  readonly memberships: number;
  readonly permissionSets: number;
  readonly accounts: number;
  readonly assignments: number;
  readonly privilegedPeople: number;
}

/** What `writ scan` says: five findings, then the table. */
export interface ScanReport {
  readonly schema: 'writ.scan/1';
  readonly at: Instant;
  readonly counts: ScanCounts;
  readonly findings: readonly ScanFinding[];
  readonly access: readonly ScanRow[];
  readonly sources: readonly Completeness[];
  readonly log: ScanLog;
  readonly uncovered: readonly string[];
  readonly verdict: 'complete' | 'incomplete';
}

/** All that a scan knows. */
export interface ScanInputs {
  readonly inventory: Inventory;
  readonly audit: ScanAudit;
  /** Present when feeds were given: it knows who left. */
  readonly identity?: IdentitySnapshot;
  readonly at: Instant;
}

/** Five findings and a table from one sweep; pure, with every list in total order. */
export function scan(inputs: ScanInputs): ScanReport {
  const { inventory, audit, at } = inputs;
  const holdings = holdingsOf(inventory, inputs.identity, at);
  const incomplete = inventory.sources.some((source) => !source.complete) || inventory.ambiguous.length > 0;
  return {
    schema: 'writ.scan/1',
    at,
    counts: countsOf(inventory, holdings),
    findings: [
      privilegedMany(holdings),
      heldByLeavers(holdings),
      directBesideGroups(holdings),
      unexplained(holdings, audit),
      unreadable(inventory, audit),
    ],
    access: accessRows(holdings),
    sources: inventory.sources,
    log: audit.log,
    uncovered: inventory.uncovered,
    verdict: incomplete ? 'incomplete' : 'complete',
  };
}

function countsOf(inventory: Inventory, holdings: Holdings): ScanCounts {
  const where = (counts: (target: Target) => boolean): number =>
    inventory.edges.filter((live) => counts(live.edge.target)).length;
  return {
    people: holdings.holders.length,
    users: inventory.users.length,
    gone: inventory.users.filter((user) => user.status !== 'active').length,
    groups: inventory.groups.length,
    memberships: where((target) => groupOf(target) !== undefined),
    permissionSets: inventory.roles.length,
    accounts: inventory.accounts.length,
    assignments: where(isAssignment),
    privilegedPeople: new Set(
      holdings.assignments
        .filter((a) => a.privileged.length > 0)
        .flatMap((a) => a.reaches.map((r) => r.holder.key)),
    ).size,
  };
}
