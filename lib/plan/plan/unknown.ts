/**
 * What a plan says of one attribute. The two halves must be read together: an unknown member of an object is left out of `after`, one of a
 * list is `null` there, and a null is `null` in both cases.
 */
export type Planned =
  | { readonly known: true; readonly value: unknown }
  /** Whole or in part: some of it shows only when it is applied. */
  | { readonly known: false };

/** What is planned for one attribute. */
export function plannedOf(after: unknown, unknown: unknown, name: string): Planned {
  if (unknown === true) return { known: false };
  const mark = memberOf(unknown, name);
  if (hasUnknown(mark)) return { known: false };
  return { known: true, value: memberOf(after, name) ?? null };
}

function memberOf(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Only `true` marks: known lists have rows of `false`, and known objects are empty. */
function hasUnknown(mark: unknown): boolean {
  if (mark === true) return true;
  if (Array.isArray(mark)) return mark.some(hasUnknown);
  return isRecord(mark) && Object.values(mark).some(hasUnknown);
}

/** Whether a value is an object with members. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
