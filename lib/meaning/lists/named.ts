import type { Allowances } from '../allowances.js';
import { heldAsDemanded, type Demand, type HeldAction } from '../held.js';

/** Actions by what they let their holder do. */
export interface NamedActions {
  /** Follows "lets its holder". */
  readonly lets: string;
  /** Whether they count however little they reach, or only where they reach more than named things. */
  readonly counts: 'any' | 'wide';
  /** Whether what is named after its holder leaves them out. @default false */
  readonly others?: boolean;
  /**
   * What they let their holder do with a role of one name where its account is left open or the role is known to administer; follows "lets
   * its holder". @default nothing that counts
   */
  readonly elsewhere?: string;
  /** As AWS writes them, in order. */
  readonly actions: readonly string[];
}

/** What an access lets its holder do, and by which actions. */
export interface NamedHolding {
  readonly lets: string;
  readonly through: readonly HeldAction[];
}

/** What of a list counts in an access, in the order of the list. */
export function holdingsOf(list: readonly NamedActions[], allowances: Allowances): readonly NamedHolding[] {
  return list.flatMap(({ lets, counts, others = false, elsewhere, actions }) => {
    const demand = { reach: counts === 'wide' ? 'wide' : 'named', others } as const;
    const through = heldOf(actions, allowances, demand);
    const isHeld = new Set(through.map(({ action }) => action));
    const further =
      elsewhere === undefined
        ? []
        : heldOf(actions, allowances, { others, elsewhere: true }).filter(
            ({ action }) => !isHeld.has(action),
          );
    return [
      ...(through.length === 0 ? [] : [{ lets, through }]),
      ...(elsewhere === undefined || further.length === 0 ? [] : [{ lets: elsewhere, through: further }]),
    ];
  });
}

function heldOf(actions: readonly string[], allowances: Allowances, demand: Demand): readonly HeldAction[] {
  return actions.flatMap((name): HeldAction[] => {
    const held = heldAsDemanded(allowances.of(name), demand);
    return held ? [{ action: held.action, reach: held.reach, always: held.always }] : [];
  });
}
