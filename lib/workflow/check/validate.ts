import { counted, type Instant } from '../../kernel/index.js';
import type { CheckReport } from '../../report/index.js';
import type { CheckPorts } from './check.js';
import { tickets } from './checks/tickets.js';
import { reportOf } from './result.js';
import { runChecks } from './run-checks.js';

/**
 * The tickets of these files only, each with all that is wrong with it, among all others that there are.
 * @param files - as `ports.placeOf` names them; absent: all
 */
export async function validateTickets(
  ports: CheckPorts,
  asOf: Instant,
  files: ReadonlySet<string> | undefined,
  policies?: readonly string[],
): Promise<CheckReport> {
  const report = await runChecks(ports, asOf, policies, [tickets]);
  if (!files) return report;
  const checks = report.checks.map((check) => ({
    ...check,
    looked: counted(files.size, 'ticket'),
    faults: check.faults.filter(({ place }) => place?.file === undefined || files.has(place.file)),
  }));
  return reportOf(asOf, checks);
}
