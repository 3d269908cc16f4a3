import type { DriftReport } from '../drift/index.js';
import type { WritError } from '../kernel/index.js';

/** What an exit code tells the shell. The table in docs/commands.md is generated from this one. */
export const EXIT = {
  done: { code: 0, means: 'done, or clean: nothing is left to do' },
  failed: {
    code: 1,
    means: 'failed: the error says what and what to do about it; also a ledger that is not whole',
  },
  drift: {
    code: 2,
    means:
      'drift: the live world differs from what is wanted; of decide: a ticket is not approved; of diff: something differs; of policy whatif: something differs; of policy who: a dead end',
  },
  incomplete: {
    code: 3,
    means: 'incomplete: part of the world could not be read, nothing is concluded from it',
  },
  'bad-input': { code: 4, means: 'bad input: an argument, a file or the configuration; nothing was changed' },
  held: {
    code: 5,
    means:
      'held: a safety rail keeps back at least one line, or a plan is refused; the output says which, and why',
  },
  partial: {
    code: 6,
    means: 'partial: something that was to end failed, or is not proved ended; the output lists which',
  },
  interrupted: {
    code: 130,
    means: 'interrupted by Ctrl-C; what was done is recorded, run it again to go on',
  },
} as const;

/** The name of a way to end. */
export type Exit = keyof typeof EXIT;

/** How `writ drift` ends, by what its report says. */
export const DRIFT_ENDS: Readonly<Record<DriftReport['verdict'], Exit>> = {
  clean: 'done',
  drift: 'drift',
  incomplete: 'incomplete',
};

/** How a command ends that threw `error`. */
export function exitOf(error: WritError): Exit {
  if (error.code === 'INTERRUPTED') return 'interrupted';
  if (error.code === 'RAIL_BLOCKED') return 'held';
  if (error.code === 'INVENTORY_INCOMPLETE') return 'incomplete';
  return error.source === 'user' ? 'bad-input' : 'failed';
}
