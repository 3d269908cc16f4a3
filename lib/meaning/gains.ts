import { digestOf, type Digest } from '../kernel/index.js';
import type { PermissionSetContent } from '../model/index.js';
import { tierAsAllowed } from './action-tier.js';
import type { Answer } from './answer.js';
import { broadens, type Broadening } from './compare/broadens.js';
import { doubtsOf, sideOf, type ComparedSide } from './doubts.js';
import { contentKey } from './read-content.js';
import { gainedActions, toldOf, undocumentedIn, type GainedAction } from './gained.js';
import { NONE_LIVE, type LivePolicies } from './managed/index.js';
import { higher, type Tier } from './tiers.js';
import { heaviestFirst } from './weight.js';

/** What one content of a permission set allows beyond another. */
export interface Gains {
  readonly more: Answer;
  /** How many actions that AWS documents are allowed of something that they were not allowed of. */
  readonly actions: number;
  /** Of how many of them neither that nor the contrary could be shown. */
  readonly unsure: number;
  /** The highest tier among them. */
  readonly tier: Tier;
  /** Those that matter most to an approver, the heaviest first; five at most. */
  readonly among: readonly GainedAction[];
  /** Patterns that are allowed further of which AWS documents no action; of any, where no documented action is gained. */
  readonly undocumented: readonly string[];
  /** What is not known and makes the answer uncertain, since it may allow or deny anything; in plain words. */
  readonly unread: readonly string[];
}

/** What one content allows beyond another, and what the other beyond it. */
export interface ContentChange {
  readonly gained: Gains;
  readonly lost: Gains;
}

const MOST_TOLD = 5;

const known = new Map<Digest, Gains>();

/**
 * What `after` allows that `before` does not, in brief; a pair is compared once. `earlier` are the texts that `before` is read with, where
 * they are others.
 */
export function gainsOf(
  before: PermissionSetContent,
  after: PermissionSetContent,
  live: LivePolicies = NONE_LIVE,
  earlier: LivePolicies = live,
): Gains {
  const digest = digestOf([contentKey(before, earlier), contentKey(after, live)]);
  const gains = known.get(digest) ?? compared(sideOf(before, earlier), sideOf(after, live));
  known.set(digest, gains);
  return gains;
}

/** What a change makes possible and what impossible, both whole: a Deny that is lost widens, and what another policy allows is no news. */
export function changeOf(
  before: PermissionSetContent,
  after: PermissionSetContent,
  live: LivePolicies = NONE_LIVE,
  earlier: LivePolicies = live,
): ContentChange {
  return {
    gained: gainsOf(before, after, live, earlier),
    lost: gainsOf(after, before, earlier, live),
  };
}

function compared(earlier: ComparedSide, later: ComparedSide): Gains {
  return gainsIn(broadens(earlier.read.access, later.read.access), doubtsOf(earlier, later));
}

/** What a comparison found, in brief; `unread` is what it could not know. */
export function gainsIn({ broadens: more, gains }: Broadening, unread: readonly string[]): Gains {
  const gained = heaviestFirst(gainedActions(gains), ({ facts }) => facts);
  return {
    more: more === 'no' && unread.length > 0 ? 'cannot-tell' : more,
    actions: gained.length,
    unsure: gained.filter(({ isShown }) => !isShown).length,
    tier: gained.reduce<Tier>(
      (tier, { facts, cell }) => higher(tier, tierAsAllowed({ ...facts, cells: [cell] })),
      'none',
    ),
    among: gained.slice(0, MOST_TOLD).map(toldOf),
    undocumented: undocumentedIn(gains, gained),
    unread,
  };
}
