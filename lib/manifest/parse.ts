import { messageOf, WritError, type FaultPlace } from '../kernel/index.js';
import { edgeIdOf, edgeKey } from '../model/index.js';
import { MANIFEST_SCHEMA, type Manifest } from './manifest.js';
import { manifestSchema } from './schema.js';

const SCHEMA = /^writ\.manifest\/(\d{1,6})$/;
const CURRENT = 1;

/**
 * Reads a manifest from its text. Throws INPUT_MALFORMED, and what {@link readManifest} throws.
 * @param file - where the text is from, for messages
 */
export function parseManifest(text: string, file?: string): Manifest {
  return readManifest(parseJson(text, file), file);
}

/**
 * Reads a manifest from parsed JSON. Throws SCHEMA_NEWER when a later Writ wrote it; SCHEMA_INVALID with the place of the
 * first fault; DIGEST_MISMATCH when an edge does not have the id it says.
 * @param file - where the value is from, for messages
 */
export function readManifest(value: unknown, file?: string): Manifest {
  refuseNewer(value, file);
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = (issue?.path ?? []).map(String).join('.');
    throw new WritError(
      'SCHEMA_INVALID',
      `\`${path || 'manifest'}\`: ${(issue?.message ?? 'is not allowed').toLowerCase()}`,
      {
        place: place(file, path),
        remedy: AGAIN,
      },
    );
  }
  refuseForgedIds(parsed.data, file);
  refuseRepeated(parsed.data, file);
  return parsed.data;
}

const AGAIN = 'make the manifest again with `writ synth`, never by hand';

function parseJson(text: string, file: string | undefined): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new WritError('INPUT_MALFORMED', `the manifest is not JSON: ${messageOf(cause)}`, {
      cause,
      place: place(file),
      remedy: AGAIN,
    });
  }
}

function refuseNewer(value: unknown, file: string | undefined): void {
  const schema = typeof value === 'object' && value !== null && 'schema' in value ? value.schema : undefined;
  const version = typeof schema === 'string' ? Number(SCHEMA.exec(schema)?.[1] ?? Number.NaN) : Number.NaN;
  if (!(version > CURRENT)) return;
  throw new WritError(
    'SCHEMA_NEWER',
    `the manifest has the schema \`${String(schema)}\`, this Writ reads \`${MANIFEST_SCHEMA}\``,
    {
      place: place(file, 'schema'),
      remedy: 'use the Writ that wrote it, or a later one',
    },
  );
}

/** An id that is not the digest of its edge would let one edge pass for another. */
function refuseForgedIds(manifest: Manifest, file: string | undefined): void {
  for (const { id, edge } of [...manifest.edges, ...manifest.ended.flatMap(({ via }) => via)]) {
    if (edgeIdOf(edgeKey(edge)) === id) continue;
    throw new WritError('DIGEST_MISMATCH', `\`${id}\` is not the id of its edge`, {
      place: place(file, `edges.${id}`),
      remedy: AGAIN,
    });
  }
}

/** Refuses two edges of one id: readers would believe different ones. */
function refuseRepeated({ edges }: Manifest, file: string | undefined): void {
  const seen = new Set<string>();
  for (const { id } of edges) {
    if (seen.has(id)) {
      throw new WritError('SCHEMA_INVALID', `edge \`${id}\` stands twice`, {
        place: place(file, `edges.${id}`),
        remedy: AGAIN,
      });
    }
    seen.add(id);
  }
}

function place(file: string | undefined, path?: string): FaultPlace {
  return { ...(file === undefined ? {} : { file }), ...(path ? { path } : {}) };
}
