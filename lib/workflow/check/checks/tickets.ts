import { counted } from '../../../kernel/index.js';
import type { Check, CheckPorts } from '../check.js';
import { ticketFaults, unreadableFaults } from '../ticket-faults.js';

/** Every ticket has its shape, every claim of it resolves, and what was decided of it still holds. */
export const tickets: Check = {
  id: 'tickets',
  about: 'every ticket has the fields of its kind, and every claim of it resolves',
  find: async (ground) => {
    const read = ground.tickets;
    if ('error' in read) return { looked: 'the folder of tickets', faults: [read.error] };
    const { tickets: files, faults } = read.value;
    const looked = counted(files.length + faults.length, 'ticket');
    const placeOf: CheckPorts['placeOf'] = (file, field) => ground.ports.placeOf(file, field);
    const unreadable = await unreadableFaults(faults, placeOf);
    const { catalogue, identity, decisions } = ground;
    if ('error' in catalogue || 'error' in identity || 'error' in decisions)
      return {
        looked,
        faults: unreadable,
        notLooked:
          'whether their claims resolve: declarations, feeds or decisions cannot be read, and `writ check` says why',
      };
    const recorded = await ground.ports.recorded?.(files);
    const found = await ticketFaults(
      {
        catalogue: catalogue.value,
        identity: identity.value,
        decisions: decisions.value,
        tickets: files,
        asOf: ground.asOf,
        ...(ground.policies ? { policies: ground.policies } : {}),
        ...(recorded ? { recorded } : {}),
      },
      placeOf,
    );
    return { looked, faults: [...unreadable, ...found] };
  },
};
