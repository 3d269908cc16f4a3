import type { Allowances } from '../allowances.js';
import { heldAsDemanded, type HeldAction } from '../held.js';

/** Actions by what they let their holder do. */
export interface NamedActions {
  /** Follows "lets its holder". */
  readonly lets: string;
  /** Whether they count however little they reach, or only where they reach more than named things. */
  readonly counts: 'any' | 'wide';
  /** Whether what is named after its holder leaves them out. @default false */
  readonly others?: boolean;
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
  return list.flatMap(({ lets, counts, others, actions }) => {
    const demand = { reach: counts === 'wide' ? 'wide' : 'named', others: others ?? false } as const;
    const through = actions.flatMap((name): HeldAction[] => {
      const held = heldAsDemanded(allowances.of(name), demand);
      return held ? [{ action: held.action, reach: held.reach, always: held.always }] : [];
    });
    return through.length === 0 ? [] : [{ lets, through }];
  });
}
