import { sortedTexts } from '../../kernel/index.js';
import type { ResolvedTicket } from '../resolved.js';
import type { FactGround, HeldPackage } from './ground.js';
import type { ContextFacts } from './tables.js';

/**
 * What the principal of a ticket has or asks for that nobody may hold beside its package, what the package itself may hold together taken
 * out. A holding of this very ticket is none.
 */
export function conflictsOf(
  { ticket, package: { conflictsWith, overrides }, principal }: ResolvedTicket,
  { holdings }: Pick<FactGround, 'holdings'>,
): readonly HeldPackage[] {
  const toxic = new Set(conflictsWith.filter((each) => !overrides.includes(each)));
  return holdings(principal).filter((each) => toxic.has(each.package) && each.ticket !== ticket.ticket);
}

/** The packages of those, by how far along they are. */
export function conflictFacts(resolved: ResolvedTicket, ground: FactGround): ContextFacts['conflicts'] {
  const all = conflictsOf(resolved, ground);
  const found = (state: HeldPackage['state']): readonly string[] =>
    sortedTexts(new Set(all.filter((each) => each.state === state).map((each) => each.package)));
  return { held: found('held'), decided: found('decided'), open: found('open') };
}
