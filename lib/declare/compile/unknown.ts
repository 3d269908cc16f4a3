import { counted, quoted, WritError, WritErrors } from '../../kernel/index.js';
import { catalogueSchema, type Catalogue } from '../../manifest/index.js';

/**
 * Declarations that no compiler checked may hold what no type allows, and what nobody judges is in no manifest either.
 * Throws DECLARATIONS_INVALID with each such value.
 */
export function refuseUnknown(catalogue: Catalogue): void {
  const { error } = catalogueSchema.safeParse(catalogue);
  if (!error) return;
  const faults = error.issues.map(({ path, message }) => unknownAt(catalogue, path, message));
  throw new WritErrors(
    'DECLARATIONS_INVALID',
    `${counted(faults.length, 'value', 'values')} that no type allows`,
    faults,
  );
}

function unknownAt(catalogue: Catalogue, path: readonly PropertyKey[], message: string): WritError {
  const place = path.join('.');
  return new WritError(
    'DECLARATION_INVALID',
    `${quoted(place)} is ${quoted(JSON.stringify(valueAt(catalogue, path)))}: ${message}`,
    {
      place: { path: place },
      remedy: 'write what its type allows, and let the compiler check the declarations',
    },
  );
}

function valueAt(within: unknown, path: readonly PropertyKey[]): unknown {
  const value = path.reduce<unknown>(
    (part, key) =>
      typeof part === 'object' && part !== null ? (part as Record<PropertyKey, unknown>)[key] : undefined,
    within,
  );
  return value ?? null;
}
