import {
  by,
  sorted,
  toWritError,
  type Instant,
  type WritError,
  type WritErrors,
} from '../../kernel/index.js';
import { CHECK_SCHEMA, type CheckReport, type CheckResult } from '../../report/index.js';
import type { Check, CheckGround, CheckPorts, Read } from './check.js';
import { CHECKS } from './checks/index.js';

/** Everything that is wrong with the inputs at `asOf`: every source is read and every check is made, whatever the others find. */
export async function runChecks(
  ports: CheckPorts,
  asOf: Instant,
  policies?: readonly string[],
  checks: readonly Check[] = CHECKS,
): Promise<CheckReport> {
  const ground = await groundOf(ports, asOf, policies);
  const results: CheckResult[] = [];
  for (const check of checks) results.push(await resultOf(check, ground));
  return {
    schema: CHECK_SCHEMA,
    asOf,
    faults: results.reduce((sum, { faults }) => sum + faults.length, 0),
    checks: results,
  };
}

async function groundOf(
  ports: CheckPorts,
  asOf: Instant,
  policies: readonly string[] | undefined,
): Promise<CheckGround> {
  return {
    asOf,
    ports,
    catalogue: await read(() => ports.catalogue()),
    identity: await read(() => ports.identity(asOf)),
    tickets: await read(() => ports.tickets()),
    decisions: await read(async () => (await ports.decisions.read()).decisions),
    ...(policies ? { policies } : {}),
  };
}

async function read<T>(from: () => T | Promise<T>): Promise<Read<T>> {
  try {
    return { value: await from() };
  } catch (error) {
    return { error: toWritError(error) };
  }
}

/** A check that throws has found that: nothing passes because it could not be checked. */
async function resultOf({ id, about, find }: Check, ground: CheckGround): Promise<CheckResult> {
  const result = await read(async () => find(ground));
  const { faults, ...found } =
    'value' in result ? result.value : { looked: 'nothing', faults: [result.error] };
  return { id, about, ...found, faults: sorted(faults.flatMap(each), PLACED).map((fault) => fault.toJSON()) };
}

/** Faults that were gathered, one by one. */
function each(error: WritError): readonly WritError[] {
  return 'faults' in error ? (error as WritErrors).faults.flatMap(each) : [error];
}

const PLACED = by<WritError>(
  ({ place }) => place?.file ?? '',
  ({ place }) => inOrder(place?.line),
  ({ place }) => inOrder(place?.column),
  ({ place }) => place?.path ?? '',
  ({ code }) => code,
  ({ message }) => message,
);

/** A number as a text whose order is that of numbers. */
function inOrder(number = 0): string {
  return String(number).padStart(9, '0');
}
