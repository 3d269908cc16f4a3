import type { Journal } from '../../drift/index.js';
import { messageOf, WritError } from '../../kernel/index.js';
import type { Aside } from './aside.js';

/**
 * The journal of a run that takes away while there is no ledger. Reading throws JOURNAL_CORRUPT, so that nothing foreign
 * goes; what the run does on proved ends is written aside, and brought in once there is a ledger.
 */
export function journalAside(why: WritError, aside: Aside): Journal {
  return {
    read: () =>
      Promise.reject(
        new WritError('JOURNAL_CORRUPT', messageOf(why), {
          cause: why,
          remedy: `${why.remedy}; until then only ends that windows or HR prove are reverted`,
        }),
      ),
    append: (entries) => aside.append(entries),
    aside: () => aside.read(),
  };
}

/** The journal of a run that only looks while there is no ledger: nothing is known from before, and nothing is kept. */
export const NOTHING_KEPT: Journal = {
  read: () => Promise.resolve([]),
  append: () => Promise.resolve(),
};
