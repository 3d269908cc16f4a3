import type { ControlCall } from './control.js';

/** Fields that were not written as they should be. */
export interface Misspelt {
  readonly misspelt: string;
}

const FIELD = /^([A-Za-z]+(?:\.[A-Za-z]+)?)=(.*)$/s;

/** Fields that are numbers or truth values; all others are texts, account ids too. */
const NUMBERS = new Set([
  'skip',
  'times',
  'effect.ms',
  'effect.status',
  'effect.retryAfterSeconds',
  'scimDelayMs',
  'assignmentDelayMs',
  'cloudTrailDelayMs',
  'cloudTrailAheadMs',
]);
const SWITCHES = new Set(['provision', 'enforceLimits', 'retiredStatus']);

/** Turns `clock advance=6h` and its like into a call of the control plane. `millisecondsOf` reads durations and may throw. */
export function tampering(
  action: string,
  fields: readonly string[],
  millisecondsOf: (duration: string) => number,
): ControlCall | Misspelt {
  const misspelt = fields.find((field) => !FIELD.test(field));
  if (misspelt !== undefined) return { misspelt };
  const given = fieldsOf(fields);
  switch (action) {
    case 'clock':
      return {
        method: 'POST',
        path: '/clock',
        body: { advanceMs: millisecondsOf(textOf(given['advance'])) },
      };
    case 'fault':
      return { method: 'POST', path: '/faults', body: given };
    case 'faults-off':
      return { method: 'DELETE', path: '/faults' };
    case 'settings':
      return { method: 'PATCH', path: '/settings', body: given };
    default:
      return { method: 'POST', path: '/tamper', body: { action, ...given } };
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function fieldsOf(fields: readonly string[]): Record<string, unknown> {
  const made: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const field of fields) {
    const [, name = '', value = ''] = FIELD.exec(field) ?? [];
    place(made, name, typed(name, value));
  }
  return { ...made };
}

function place(made: Record<string, unknown>, name: string, value: unknown): void {
  const [outer = '', inner] = name.split('.');
  if (inner === undefined) made[outer] = value;
  else made[outer] = { ...(made[outer] as object | undefined), [inner]: value };
}

function typed(name: string, value: string): unknown {
  if (SWITCHES.has(name)) return value === 'true';
  return NUMBERS.has(name) ? Number(value) : value;
}
