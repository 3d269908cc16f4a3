import { counted, quoted, WritError } from '../../../kernel/index.js';
import { isOverdue, reviewsDue, type ReviewDue } from '../../../lifecycle/index.js';
import type { Check } from '../check.js';
import { read } from '../result.js';

/** Every exception and emergency was reviewed in time after its use. Who uses none is not held up by it, so it warns. */
export const reviews: Check = {
  id: 'reviews',
  about: 'every exception and emergency was reviewed in time after its use',
  find: async ({ catalogue, tickets, decisions, ports, asOf }) => {
    if ('error' in catalogue || 'error' in tickets || 'error' in decisions)
      return {
        looked: 'no uses',
        faults: [],
        notLooked: 'declarations, tickets or decisions cannot be read',
      };
    const files = tickets.value.tickets;
    const recorded = await read(() => ports.recorded?.(files));
    if ('error' in recorded) return { looked: 'no uses', faults: [], notLooked: 'the ledger cannot be read' };
    const due = reviewsDue({
      ...{ catalogue: catalogue.value, tickets: files, decisions: decisions.value, asOf },
      ...(recorded.value ? { recorded: recorded.value } : {}),
    });
    const late = due.filter((each) => isOverdue(each, asOf));
    return { looked: counted(due.length, 'use'), faults: [], warnings: late.map(overdue) };
  },
};

function overdue({ ticket, kind, principal, dueBy }: ReviewDue): WritError {
  const blocks = kind === 'emergency' ? `; until then ${quoted(principal)} is given no emergency` : '';
  return new WritError(
    'REVIEW_OVERDUE',
    `${kind} ${quoted(ticket)} of ${quoted(principal)} was to be reviewed by ${dueBy}${blocks}`,
    {
      place: { path: ticket },
      remedy: 'have an approver of the owner or a governor who had no part in it look at it: `writ review`',
    },
  );
}
