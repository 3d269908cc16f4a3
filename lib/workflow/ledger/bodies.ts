import { WritError, type Digest } from '../../kernel/index.js';
import { readManifest, type Manifest } from '../../manifest/index.js';
import type { BodySource, Snapshot } from '../../record/index.js';

/** The manifest with this digest, as kept beside the ledger; undefined when it was erased. */
export async function tryKeptManifest(bodies: BodySource, of: Digest): Promise<Manifest | undefined> {
  const body = await bodies.tryFind(of);
  return body === undefined ? undefined : readManifest(body, of);
}

/** The snapshot with this digest. Throws NOT_FOUND when it was erased, SCHEMA_NEWER for one of a later Writ. */
export async function keptSnapshot(bodies: BodySource, of: Digest): Promise<Snapshot> {
  const body = (await bodies.tryFind(of)) as { readonly schema: string } | undefined;
  if (body === undefined) throw erased('what was live', of);
  if (body.schema === 'writ.snapshot/1') return body as Snapshot;
  throw new WritError('SCHEMA_NEWER', `the snapshot has the schema \`${body.schema}\``, {
    remedy: 'use the Writ that wrote it, or a later one',
  });
}

/** A body that the ledger names and nobody kept. */
export function erased(what: string, of: Digest): WritError {
  return new WritError(
    'NOT_FOUND',
    `${what} is recorded as \`${of}\`, and its body is not kept here any more`,
    {
      remedy: 'restore the folder of bodies beside the ledger from a copy',
    },
  );
}
