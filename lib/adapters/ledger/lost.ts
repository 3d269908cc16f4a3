import type { Journal } from '../../drift/index.js';
import { messageOf, WritError } from '../../kernel/index.js';
import type { Aside } from './aside.js';

/**
 * The journal of a ledger that should be there and is not. Reading throws JOURNAL_CORRUPT, so that nothing foreign is taken
 * away; what a run does on proved ends is written aside, and brought in once the ledger is back.
 */
export function lostJournal(why: WritError, aside: Aside): Journal {
  return {
    read: () =>
      Promise.reject(
        new WritError('JOURNAL_CORRUPT', messageOf(why), {
          cause: why,
          remedy: `${why.remedy}; until then only ends that windows or HR prove are reverted`,
        }),
      ),
    append: (entries) => aside.append(entries),
  };
}
