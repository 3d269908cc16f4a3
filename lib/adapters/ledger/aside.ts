import { existsSync, readFileSync, renameSync } from 'node:fs';
import type { Journal } from '../../drift/index.js';
import { digest } from '../../kernel/index.js';
import { fileJournal, type TimeCheck } from '../journal/index.js';
import { writeFailed } from '../files/durable.js';

/** Where a run's entries go while the ledger does not verify, until they are brought in. */
export interface Aside extends Journal {
  /** Sets what it holds aside for good; called once all of it stands in the ledger. */
  retire(): void;
  close(): void;
}

/** A file of lines beside the ledger. */
export function asideFile(path: string, times: TimeCheck): Aside {
  const journal = fileJournal({ path, ...times });
  return {
    read: () => journal.read(),
    append: (entries) => journal.append(entries),
    retire: () => {
      journal.close();
      if (existsSync(path)) retire(path);
    },
    close: () => journal.close(),
  };
}

/** Kept under the digest of its content: nothing that was ever written is thrown away. */
function retire(path: string): void {
  try {
    const of = digest(readFileSync(path)).slice('sha256:'.length, 'sha256:'.length + 16);
    renameSync(path, `${path}.brought-in-${of}`);
  } catch (error) {
    throw writeFailed(path, error);
  }
}
