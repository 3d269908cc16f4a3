import {
  MAX_NOTE_BYTES,
  parseCheckpoint,
  type Anchored,
  type CheckpointAnchor,
} from '../../evidence/index.js';
import { digest, WritError } from '../../kernel/index.js';
import { S3Objects, type S3Config } from './s3-objects.js';

/**
 * An anchor in S3: each checkpoint is an object under lock, in a bucket of another account. What was laid can be neither replaced nor removed
 * while it is retained; its history is read from all versions, so that neither an overwriting nor a delete marker hides it.
 */
export function s3Anchor(config: S3Config & Required<Pick<S3Config, 'retain'>>): CheckpointAnchor {
  const objects = new S3Objects(config);
  return {
    place: objects.place,
    lay: async (note) => {
      const name = nameOf(note);
      if (!(await objects.putNew(name, Buffer.from(note, 'utf8')))) throw occupied(name);
      for await (const { version } of objects.versions(name)) return version;
      throw occupied(name);
    },
    history: () => historyOf(objects),
  };
}

async function* historyOf(objects: S3Objects): AsyncGenerator<Anchored> {
  const seen = new Set<string>();
  for await (const { name, version } of objects.versions('')) {
    if (seen.has(name)) continue;
    seen.add(name);
    const object = await objects.tryGet(name, MAX_NOTE_BYTES, version);
    if (object) yield { note: Buffer.from(object.bytes).toString('utf8'), receipt: version };
  }
}

/** By size first, so that history is in order; the digest keeps apart what a forking signer would lay under one size. */
function nameOf(note: string): string {
  return `${String(parseCheckpoint(note).size).padStart(9, '0')}-${digest(note).slice(7, 23)}.note`;
}

function occupied(name: string): WritError {
  return new WritError('PROVIDER_CONFLICT', `the anchor has another object as \`${name}\``, {
    remedy: 'find out who wrote it; nobody but the anchor job may write to this bucket',
  });
}
