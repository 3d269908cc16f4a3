import type { GrantAttribute, PlannedChange } from '../plan/reading.js';
import { RESOURCES, typeIn } from '../types.js';

/** A resource as it is before a change or after it: what says who gets what. */
export interface PlanSide {
  readonly when: 'before' | 'after';
  readonly address: string;
  readonly type: string;
  readonly attributes: Readonly<Record<string, GrantAttribute>>;
}

/** A resource as it was; undefined where it comes. */
export function beforeOf({ address, type, before }: PlannedChange): PlanSide | undefined {
  return before ? { when: 'before', address, type, attributes: knownIn(type, before) } : undefined;
}

/** A resource as it will be; undefined where it goes. */
export function afterOf({ address, type, after, grants }: PlannedChange): PlanSide | undefined {
  return after ? { when: 'after', address, type, attributes: grants ?? knownIn(type, after) } : undefined;
}

function knownIn(
  type: string,
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, GrantAttribute>> {
  const names = typeIn(RESOURCES, type)?.grants ?? [];
  return Object.fromEntries(
    names.map((name) => [
      name,
      { known: true, value: Object.hasOwn(values, name) ? values[name] : null } as const,
    ]),
  );
}
