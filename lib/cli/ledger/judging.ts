import { digestOf } from '../../kernel/index.js';
import type { OpenedJournal } from './journal.js';

/** The journal of a call that judges at another instant: it is read, and nothing is written to it or beside it. */
export function judgingOnly({ journal, recorder, ...rest }: OpenedJournal): OpenedJournal {
  const nothing = (): Promise<void> => Promise.resolve();
  return {
    ...rest,
    journal: { ...journal, append: nothing },
    ...(recorder
      ? {
          recorder: {
            read: () => recorder.read(),
            append: nothing,
            glance: (from) => recorder.glance(from),
            keep: (body) => Promise.resolve(digestOf(body)),
          },
        }
      : {}),
  };
}
