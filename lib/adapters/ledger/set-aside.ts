import { renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { SetAside } from '../../evidence/index.js';
import { MAX_ENTRY_BYTES } from '../../evidence/index.js';
import { digest, type Digest } from '../../kernel/index.js';
import { makeFolder, syncFolder, writeFailed } from '../files/durable.js';
import { pathOf } from './layout.js';
import { listNumbers } from './listing.js';
import { readSmallFile } from './reading.js';

/** Moves entries from a number on into `<ledger>.aside`, last first, each under its number and the start of its digest. */
export function directoryAside(place: string): SetAside {
  const root = resolve(place);
  const aside = `${root}.aside`;
  return async (from) => {
    try {
      const moved: Digest[] = [];
      await makeFolder(aside, aside);
      // From the end, so that a crash in the middle leaves no gap that was not there.
      for (const number of [...listNumbers(root, 'entries').numbers(from)].reverse()) {
        const path = join(root, pathOf('entries', number));
        const of = digest(readSmallFile(path, MAX_ENTRY_BYTES) ?? '');
        renameSync(path, join(aside, `${String(number).padStart(9, '0')}-${of.slice(7, 23)}.json`));
        moved.unshift(of);
        await syncFolder(join(path, '..'));
      }
      await syncFolder(aside);
      return moved;
    } catch (error) {
      throw writeFailed(aside, error);
    }
  };
}
