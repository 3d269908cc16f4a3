import type { Instant } from '../../kernel/index.js';
import type { CheckReport, CheckResult } from '../../report/index.js';
import type { Check, CheckGround, CheckPorts } from './check.js';
import { CHECKS } from './checks/index.js';
import { read, reportOf, resultOf } from './result.js';

/** Everything that is wrong with the inputs at `asOf`: every source is read and every check is made, whatever the others find. */
export async function runChecks(
  ports: CheckPorts,
  asOf: Instant,
  policies?: readonly string[],
  checks: readonly Check[] = CHECKS,
): Promise<CheckReport> {
  const ground = await groundOf(ports, asOf, policies);
  const results: CheckResult[] = [];
  for (const check of checks) results.push(await resultOf(check, () => check.find(ground)));
  return reportOf(asOf, results);
}

async function groundOf(
  ports: CheckPorts,
  asOf: Instant,
  policies: readonly string[] | undefined,
): Promise<CheckGround> {
  const rulesIn = ports.rules?.bind(ports);
  const acceptedIn = ports.accepted?.bind(ports);
  return {
    asOf,
    ports,
    catalogue: await read(() => ports.catalogue()),
    identity: await read(() => ports.identity(asOf)),
    tickets: await read(() => ports.tickets()),
    decisions: await read(async () => (await ports.decisions.read()).decisions),
    ...(rulesIn ? { rules: await read(rulesIn) } : {}),
    ...(acceptedIn ? { accepted: await read(acceptedIn) } : {}),
    ...(policies ? { policies } : {}),
  };
}
