/**
 * SCIM names its attributes and schemas without regard to case (RFC 7643, section 2.1). A value with all names of its
 * members in lower case; where two come to one name the value says nothing.
 */
export function lowered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowered);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, each]) => [name.toLowerCase(), lowered(each)] as const);
  const names = new Set(members.map(([name]) => name));
  return names.size === members.length ? Object.fromEntries(members) : {};
}

/** A member of a lowered value, by the names that lead to it. */
export function memberOf(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (found, name) =>
      typeof found === 'object' && found !== null && Object.hasOwn(found, name)
        ? (found as Record<string, unknown>)[name]
        : undefined,
    value,
  );
}

/** A text member; empty where there is none, or it is no text. */
export function textOf(value: unknown, ...names: readonly string[]): string {
  const found = memberOf(value, ...names);
  return typeof found === 'string' ? found : '';
}
