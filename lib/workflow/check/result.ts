import {
  by,
  sorted,
  toWritError,
  type Instant,
  type WritError,
  type WritErrors,
} from '../../kernel/index.js';
import { CHECK_SCHEMA, type CheckReport, type CheckResult } from '../../report/index.js';
import type { Check, Finds, Read } from './check.js';

/** The results of checks as one report. */
export function reportOf(asOf: Instant, checks: readonly CheckResult[]): CheckReport {
  const faults = checks.reduce((sum, check) => sum + check.faults.length, 0);
  return { schema: CHECK_SCHEMA, asOf, faults, checks };
}

/** What one check found. A check that throws has found that: nothing passes because it could not be checked. */
export async function resultOf(
  { id, about }: Pick<Check, 'id' | 'about'>,
  find: () => Finds | Promise<Finds>,
): Promise<CheckResult> {
  const result = await read(find);
  const { faults, warnings, ...found }: Finds =
    'value' in result ? result.value : { looked: 'nothing', faults: [result.error] };
  return {
    id,
    about,
    ...found,
    faults: told(faults),
    ...(warnings && warnings.length > 0 ? { warnings: told(warnings) } : {}),
  };
}

function told(errors: readonly WritError[]): CheckResult['faults'] {
  return sorted(errors.flatMap(each), PLACED).map((fault) => fault.toJSON());
}

/** What a source gives, or what it throws. */
export async function read<T>(from: () => T | Promise<T>): Promise<Read<T>> {
  try {
    return { value: await from() };
  } catch (error) {
    return { error: toWritError(error) };
  }
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
