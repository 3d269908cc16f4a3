import { quoted, WritError } from '../kernel/index.js';
import type { LastAccepted } from './limits.js';
import { identityDocument } from './shape.js';
import { IDENTITY_SCHEMAS, type IdentitySnapshot } from './snapshot.js';

/**
 * Reads an identity snapshot from parsed JSON, as it is: its digest is that of the value. Throws SCHEMA_NEWER for another
 * schema, SCHEMA_INVALID with the place of the first fault.
 * @param file - where the value is from, for messages
 */
export function parseSnapshot(value: unknown, file: string): IdentitySnapshot {
  const schema = schemaOf(value);
  if (!isKnown(schema))
    throw new WritError('SCHEMA_NEWER', `\`${file}\` has the schema ${quoted(String(schema))}`, {
      place: { file },
      remedy: AGAIN,
    });
  const parsed = identityDocument.safeParse(value);
  if (parsed.success) return value as IdentitySnapshot;
  const [issue] = parsed.error.issues;
  const path = (issue?.path ?? []).map(String).join('.');
  throw new WritError(
    'SCHEMA_INVALID',
    `\`${path}\`: ${(issue?.message ?? 'is not allowed').toLowerCase()}`,
    {
      place: { file, path },
      remedy: AGAIN,
    },
  );
}

/** A kept snapshot as what was accepted last; undefined for what has another schema. Throws SCHEMA_INVALID. */
export function acceptedOf(kept: unknown, file: string): LastAccepted | undefined {
  if (!isKnown(schemaOf(kept))) return undefined;
  const snapshot = parseSnapshot(kept, file);
  return { feeds: snapshot.feeds, snapshot };
}

const AGAIN = 'make it again with `writ synth`, or restore it from a copy; never write it by hand';

function schemaOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'schema' in value ? value.schema : undefined;
}

function isKnown(schema: unknown): boolean {
  return IDENTITY_SCHEMAS.some((each) => each === schema);
}
