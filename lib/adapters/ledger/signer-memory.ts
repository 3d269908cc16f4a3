import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SignerMemory } from '../../evidence/index.js';
import { syncFolder, writeFailed, writeUnpublished } from './durable.js';
import { readSmallFile } from './reading.js';

const MAX_MEMORY_BYTES = 8 * 1024 * 1024;

/** The signer's memory in one file, replaced whole; a crash leaves the old or the new one. */
export function fileMemory(path: string): SignerMemory {
  const folder = dirname(path);
  return {
    load: () => {
      const bytes = readSmallFile(path, MAX_MEMORY_BYTES);
      return Promise.resolve(bytes && Buffer.from(bytes).toString('utf8'));
    },
    save: async (state) => {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await rename(await writeUnpublished(folder, Buffer.from(state, 'utf8')), path);
        await syncFolder(folder);
      } catch (error) {
        throw writeFailed(path, error);
      }
    },
  };
}
