import { z } from 'zod';
import { counted, shapeOf, type FaultData, type Instant } from '../kernel/index.js';
import { shapes } from '../model/index.js';
import { wrapped } from './columns.js';
import type { Paint } from './paint.js';
import { clean } from './text.js';

/** Version of the printed document. */
export const CHECK_SCHEMA = 'writ.check/1';

/** What one check found. */
export interface CheckResult {
  readonly id: string;
  readonly about: string;
  /** How much was looked at, in words: `25 tickets`. */
  readonly looked: string;
  /** Why part of it could not be looked at; that part is another check's fault. */
  readonly notLooked?: string;
  /** In order of file, line and column. */
  readonly faults: readonly FaultData[];
  /** What is no fault yet and will be one, in the same order; absent means nothing. */
  readonly warnings?: readonly FaultData[];
}

/** What all checks found. */
export interface CheckReport {
  readonly schema: typeof CHECK_SCHEMA;
  readonly asOf: Instant;
  readonly faults: number;
  /** In the order of the list of checks. */
  readonly checks: readonly CheckResult[];
}

const { count, fault, instant, text } = shapes;

/** What `writ check --json` and `writ request validate --json` print. */
export const checkDocument = shapeOf<CheckReport>()(
  z.object({
    schema: z.literal(CHECK_SCHEMA),
    asOf: instant,
    faults: count,
    checks: z.array(
      z.object({
        id: text,
        about: text,
        looked: text,
        notLooked: text.exactOptional(),
        faults: z.array(fault),
        warnings: z.array(fault).exactOptional(),
      }),
    ),
  }),
);

/** Every check with all that it found, and what to do about it. */
export function checkText({ checks, faults }: CheckReport, paint: Paint, width: number): string[] {
  return [
    ...checks.flatMap((check) => checkLines(check, paint, width)),
    faults === 0 ? paint.good('no faults') : paint.bad(counted(faults, 'fault')),
  ];
}

function checkLines(check: CheckResult, paint: Paint, width: number): string[] {
  const { id, looked, notLooked, faults, warnings = [] } = check;
  const found = faults.length === 0 ? paint.good('ok') : paint.bad(counted(faults.length, 'fault'));
  return [
    `${paint.strong(id)}: ${clean(looked)}, ${found}`,
    ...faults.flatMap((each) => faultLines(each, paint.bad, paint, width)),
    ...warnings.flatMap((each) => faultLines(each, paint.warn, paint, width)),
    ...(notLooked === undefined ? [] : wrapped(`not looked at: ${clean(notLooked)}`, width - 2).map(inset)),
  ];
}

function faultLines(
  fault: FaultData,
  shade: (text: string) => string,
  paint: Paint,
  width: number,
): string[] {
  const { code, message, remedy, place } = fault;
  const spot = [place?.file, place?.line, place?.column].filter((part) => part !== undefined).join(':');
  const path = spot === '' ? place?.path : undefined;
  const where = spot === '' ? '' : `${clean(spot)} `;
  return [
    ...wrapped(`${where}${shade(code)} ${clean(message)}`, width - 2, '  ').map(inset),
    ...(path === undefined ? [] : wrapped(`in ${clean(path)}`, width - 4).map((line) => `    ${line}`)),
    ...wrapped(`try: ${clean(remedy)}`, width - 4).map((line) => `    ${paint.faint(line)}`),
  ];
}

function inset(line: string): string {
  return `  ${line}`;
}
