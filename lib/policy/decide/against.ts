import { by, sorted } from '../../kernel/index.js';
import { conflictsOf } from '../facts/conflicts.js';
import { standingAgainst } from '../facts/doubts.js';
import type { FactGround, HeldPackage } from '../facts/ground.js';
import type { ResolvedTicket } from '../resolved.js';
import type { FactsRead } from '../rules/facts-read.js';
import type { Against } from './record.js';

/**
 * What a rule that holds found against a ticket, where the facts that it reads are of things with names: packages that may not be held
 * beside, and identity checks. Sorted; empty where it reads no such fact.
 */
export function foundAgainst(
  resolved: ResolvedTicket,
  reads: FactsRead,
  ground: FactGround,
): readonly Against[] {
  const packages = conflictsOf(resolved, ground)
    .filter(({ state }) => isRead(reads, `context.conflicts.${state}`))
    .map((each): Against => ({ kind: 'package', ...named(each) }));
  const checks = isRead(reads, 'context.identity.escalates')
    ? standingAgainst(resolved.principal, ground).map(({ check, message }): Against => ({
        kind: 'check',
        check,
        message,
      }))
    : [];
  const told = new Map([...packages, ...checks].map((each) => [JSON.stringify(each), each]));
  return sorted(
    [...told.values()],
    by((each) => JSON.stringify(each)),
  );
}

/** Whether a rule reads a fact, by itself or as a member of all that it reads. */
function isRead(reads: FactsRead, fact: string): boolean {
  return reads === 'all' || reads.some((each) => fact === each || fact.startsWith(`${each}.`));
}

function named({ package: pack, asset, state, ticket }: HeldPackage): HeldPackage {
  return { package: pack, asset, state, ...(ticket === undefined ? {} : { ticket }) };
}
