import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { canonicalJson, digest, messageOf, WritError, type Digest } from '../../kernel/index.js';
import type { BodySource } from '../../record/index.js';
import { codeOf, makeFolder, publishNew, writeFailed } from '../files/durable.js';

/** Bodies by digest, in files `ab/cdef…` of their canonical JSON. */
export interface BodyStore extends BodySource {
  /** Keeps a body, durable when it resolves. Throws WRITE_FAILED. */
  keep(body: object): Promise<Digest>;
}

/**
 * Bodies that entries name by digest, in a folder beside the ledger and never in it: erasing one takes the names in it
 * away and leaves the proof whole.
 */
export function bodyStore(place: string): BodyStore {
  const root = resolve(place);
  return {
    keep: async (body) => {
      const bytes = Buffer.from(canonicalJson(body), 'utf8');
      const of = digest(bytes);
      await publish(root, of, bytes);
      return of;
    },
    tryFind: async (of) => {
      const bytes = await tryRead(join(root, pathOf(of)));
      if (bytes === undefined) return undefined;
      if (digest(bytes) === of) return JSON.parse(bytes.toString('utf8')) as unknown;
      throw new WritError('DIGEST_MISMATCH', `the body kept as \`${of}\` is another one`, {
        place: { file: join(root, pathOf(of)) },
        remedy: 'restore the file from a copy; the ledger says which digest it has to have',
      });
    },
  };
}

async function publish(root: string, of: Digest, bytes: Buffer): Promise<void> {
  try {
    const path = join(root, pathOf(of));
    await makeFolder(root, join(path, '..'));
    await publishNew(path, bytes);
  } catch (error) {
    throw writeFailed(root, error);
  }
}

async function tryRead(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw new WritError('INPUT_UNREADABLE', `\`${path}\` cannot be read: ${messageOf(cause)}`, {
      cause,
      place: { file: path },
      remedy: 'check its permissions',
    });
  }
}

function pathOf(of: Digest): string {
  const hex = of.slice('sha256:'.length);
  return join(hex.slice(0, 2), hex.slice(2));
}
