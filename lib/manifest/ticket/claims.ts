import type { WritError } from '../../kernel/index.js';
import { ticketFault, type FaultGround } from './fault-ground.js';
import type { Written } from './shape.js';
import type { Ticket } from './ticket.js';

/** What fits the shape and does not go together: fields that are not for such a principal, references of version 1. */
export function claimFaults(ticket: Written<Ticket>, ground: FaultGround): WritError[] {
  return [...(ticket.schema === undefined ? reference(ticket, ground) : []), ...ofPrincipal(ticket, ground)];
}

/** Version 1 has one shape for all kinds: which of them refer to another ticket is said here. */
function reference({ kind, of }: Written<Ticket>, ground: FaultGround): WritError[] {
  const refers = kind === 'renewal' || kind === 'removal';
  if (refers && of === undefined)
    return [ticketFault(ground, ['of'], `\`of\` is needed on a ${kind}: the ticket it refers to`)];
  if (!refers && of !== undefined)
    return [
      ticketFault(ground, ['of'], `\`of\` is not for a ticket of kind ${kind}: it changes no other ticket`),
    ];
  return [];
}

/** What only people have, and what only workloads have (REQ-085). */
function ofPrincipal(
  { principal, kind, review, reaches }: Written<Ticket>,
  ground: FaultGround,
): WritError[] {
  const isWorkload = principal.startsWith('workload:');
  const faults: WritError[] = [];
  if (isWorkload && kind === 'account-recovery')
    faults.push(
      ticketFault(
        ground,
        ['kind'],
        '`kind` account-recovery is for people: a workload has no password to reset',
        {
          remedy: 'rotate its credential where it is made',
        },
      ),
    );
  if (isWorkload && reaches !== undefined)
    faults.push(
      ticketFault(ground, ['reaches'], '`reaches` is for vendors, who are people', {
        remedy: 'leave it out: what a workload reaches is declared',
      }),
    );
  if (!isWorkload && review !== undefined)
    faults.push(
      ticketFault(ground, ['review'], '`review` is for workloads, and the principal is none', {
        remedy: 'leave it out',
      }),
    );
  return faults;
}
