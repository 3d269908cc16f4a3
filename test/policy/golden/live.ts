import type { DriftReport } from '../../../lib/drift/index.js';
import { digestOf, type Printed } from '../../../lib/kernel/index.js';
import { tryParsePrincipal } from '../../../lib/model/index.js';
import type { DecideTicketsInput } from '../../../lib/workflow/decide.js';
import { CATALOGUE } from './organization.js';

/** A report in which the first part of each package is live with somebody, and nothing explains it. */
export function unexplained(
  who: string,
  packages: readonly string[],
): NonNullable<DecideTicketsInput['live']> {
  const findings = packages.map((id) => {
    const path = CATALOGUE.packages.find((each) => each.id === id)?.grants[0].entitlements[0];
    if (!path) throw new Error(`no package ${id}`);
    const { target, join } = path;
    const edge = { holder: tryParsePrincipal(who), target: join ?? target };
    return { subject: { what: 'edge', id: '0', edge, live: { edge } }, reaches: [] };
  });
  const report = { findings, notes: [] } as unknown as Printed<DriftReport>;
  return { report, digest: digestOf(report) };
}
