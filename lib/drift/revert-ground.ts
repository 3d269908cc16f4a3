import { tryParsePrincipal, type Principal } from '../model/index.js';
import { breakerOf, type Breaker } from './breaker.js';
import type { FindingId } from './finding-id.js';
import type { Ground } from './ground.js';
import type { Judgement } from './judge.js';
import { NO_OPERATORS, type Operators } from './journal.js';
import { DEFAULT_RAILS, type Rails } from './rails.js';
import { manifestDoubt, type ManifestDoubt } from './rails/manifest-doubt.js';
import { takenOf, type Counted } from './taken.js';

/** What a revert is asked to do, by whom, and how far they may go. */
export interface RevertAsk {
  /** Without it the plan is only shown. */
  readonly confirmed: boolean;
  /** Who runs this, by id, as far as a key proves it. */
  readonly provedOperator?: string;
  /** Who is proved to stand behind what earlier runs queued and released. @default - nobody */
  readonly operators?: Operators;
  /** The principal whose credential acts, when it is one that can hold access. */
  readonly actor?: Principal;
  /** Why nobody can say whose credential acts; absent where that is known, or is no person's. */
  readonly actorUnknown?: string;
  /** The operator stands behind what the breaker queued, for this reason. */
  readonly release?: { readonly reason: string };
  /** Whether the journal and ledger verify. */
  readonly recordVerifies: boolean;
  /** Judge and revert these only. Absent = all, empty = none. */
  readonly only?: readonly FindingId[];
}

/** The ground of a judgement with what is asked, and what rails look up besides. */
export interface RevertGround extends Ground, RevertAsk {
  readonly rails: Rails;
  /** Where most of what is live would be foreign. */
  readonly doubt: ManifestDoubt;
  /** What earlier runs queued. */
  readonly breaker: Breaker;
  /** What was taken away within the window of the ceilings. */
  readonly taken: readonly Counted[];
  /** Whether an operator is somebody whom HR has and who has not left. */
  readonly isKnown: (operator: string) => boolean;
}

/** Adds to the ground of a judgement what only a revert asks. */
export function revertGroundOf({ report, ground }: Judgement, given: Rails, ask: RevertAsk): RevertGround {
  const { journal, manifest, holders, links, at } = ground;
  const rails = { ...DEFAULT_RAILS, ...given };
  const isKnown = (operator: string): boolean => {
    const who = tryParsePrincipal(operator);
    return who?.kind === 'person' && links.personOf(who.id) !== undefined && !holders.leftByHr(who);
  };
  const breaker = breakerOf(journal, ask.operators ?? NO_OPERATORS, isKnown, at);
  return {
    ...ground,
    ...ask,
    rails,
    isKnown,
    breaker,
    doubt: manifestDoubt(report, ground, rails),
    taken: takenOf({ journal, manifest, holders, breaker, at, window: rails.window }),
  };
}
