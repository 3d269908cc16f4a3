import type { RiskTier } from '../manifest/index.js';
import type { RouteKind } from './route.js';
import type { Duration } from './words.js';

/** What one risk tier demands of every package in it. */
export interface TierRules {
  /** Kinds of approval route that a package of this tier may have. */
  readonly routes: readonly RouteKind[];
  /** The longest that one ticket may give. */
  readonly longest: Duration;
  /** The longest that a ticket and its contiguous renewals may give together. */
  readonly longestRenewed: Duration;
  /** The longest between two reviews of the holders. */
  readonly reviewAtLeastEvery: Duration;
  /**
   * How soon after its end an exception or emergency of this tier is to be reviewed. An emergency that was not blocks the next.
   * @default - `72h`
   */
  readonly reviewAfterUseWithin?: Duration;
}

/** How an organization runs access: what each tier demands. Absent tiers keep their defaults. */
export type OperatingModel = Readonly<Record<RiskTier, TierRules>>;

/** Automation for low risk only, two people from high risk up, shorter windows the higher the risk. */
export const DEFAULT_OPERATING_MODEL: OperatingModel = {
  low: {
    routes: ['auto', 'one', 'dual'],
    longest: '365d',
    longestRenewed: '730d',
    reviewAtLeastEvery: '365d',
  },
  medium: {
    routes: ['one', 'dual'],
    longest: '180d',
    longestRenewed: '365d',
    reviewAtLeastEvery: '180d',
  },
  high: {
    routes: ['dual', 'emergency'],
    longest: '30d',
    longestRenewed: '90d',
    reviewAtLeastEvery: '90d',
  },
  critical: {
    routes: ['dual', 'emergency'],
    longest: '12h',
    longestRenewed: '24h',
    reviewAtLeastEvery: '30d',
  },
};
