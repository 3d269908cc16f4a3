import { sortedTexts } from '../../../kernel/index.js';
import { principalText, targetKey } from '../../../model/index.js';
import type { TicketEffect } from '../../../policy/index.js';
import type { HolderChange } from './holders.js';
import type { World } from './world.js';

/** The tickets that give something at the base and whose approval does not cover what they would give at the head (docs/rules.md#rule-2). */
export function ticketEffects(
  base: World,
  head: World,
  changes: readonly HolderChange[],
): readonly TicketEffect[] {
  const gained = new Map(changes.map(({ who, gains }) => [who, new Set(gains.map(({ key }) => key))]));
  const giving = ticketsIn(base);
  const then = ticketsIn(head);
  return sortedTexts(giving.keys()).flatMap((ticket): TicketEffect[] => {
    const given = giving.get(ticket);
    const before = base.contents.get(ticket);
    const after = head.contents.get(ticket);
    if (!given || before === undefined || before === after) return [];
    const keys = then.get(ticket)?.keys ?? [];
    const { who, package: id, asset } = given;
    const widened = keys.some((key) => gained.get(who)?.has(key) === true);
    return [
      {
        ticket,
        who,
        package: id,
        asset,
        before,
        ...(after !== undefined && then.has(ticket) ? { after } : {}),
        widened,
      },
    ];
  });
}

interface TicketGives {
  readonly who: string;
  readonly package: string;
  readonly asset: string;
  readonly keys: string[];
}

function ticketsIn({ grants }: World): ReadonlyMap<string, TicketGives> {
  const found = new Map<string, TicketGives>();
  for (const { principal, package: id, asset, entitlement, bases } of grants)
    for (const { basis } of bases) {
      if (!('ticket' in basis)) continue;
      const known = found.get(basis.ticket) ?? {
        who: principalText(principal),
        package: id,
        asset,
        keys: [],
      };
      known.keys.push(targetKey(entitlement));
      found.set(basis.ticket, known);
    }
  return found;
}
