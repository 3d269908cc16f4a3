import type { Construct } from 'constructs';
import type { List } from '../kernel/index.js';
import type { Carrier, HolderClass, RiskTier } from '../manifest/index.js';
import type { Asset } from './asset.js';
import { Declaration } from './declaration.js';
import type { Entitlement } from './entitlements.js';
import type { RouteFor } from './route.js';
import type { TeamRef } from './team.js';
import type { Cadence, Duration } from './words.js';

/** How long one ticket gives, at most gives, and gives with its contiguous renewals. */
export interface BoundedDuration {
  /** When the ticket does not say. */
  readonly default: Duration;
  readonly max: Duration;
  /** @default - `max`: a renewal adds nothing */
  readonly renewalMax?: Duration;
}

/** `standing` has no end of its own: it ends with its basis. */
export type DurationProps = 'standing' | BoundedDuration;

/** Standing access is for low risk only. */
export type DurationFor<R extends RiskTier> = R extends 'low' ? DurationProps : BoundedDuration;

/** A package, or the id of one declared elsewhere. */
export type PackageRef = EntitlementPackage | string;

/** Props of an {@link EntitlementPackage}; the risk decides which durations and routes compile. */
export interface EntitlementPackageProps<
  R extends RiskTier = RiskTier,
  D extends DurationFor<R> = DurationFor<R>,
> {
  readonly title: string;
  readonly owner: TeamRef;
  readonly risk: R;
  /** The assets it can be asked for; a ticket names one. */
  readonly assets: List<Asset | string>;
  /** What it gives on one asset. */
  readonly grants: (asset: string) => List<Entitlement>;
  readonly holders: List<HolderClass>;
  readonly duration: D;
  readonly approval: RouteFor<R>;
  readonly review: Cadence;
  /**
   * Packages that nobody may hold beside this one; said once, it holds both ways.
   * @default - none
   */
  readonly conflictsWith?: List<PackageRef>;
  /**
   * The conflicting packages that a holder of this one may hold together.
   * @default - none
   */
  readonly overrides?: List<PackageRef>;
  /**
   * How assignments reach the holder: through an Okta group that is pushed to Identity Center, through an Identity Store group, or
   * directly. Okta apps go through that same Okta group where there is one, and are held directly otherwise.
   * @default 'okta-push'
   */
  readonly carrier?: Exclude<Carrier, 'okta-group'>;
  /**
   * The group that carries the assignments on one asset; for organizations whose groups have names already.
   * @default - `writ-<package>--<asset>`
   */
  readonly carrierName?: (asset: string) => string;
}

/** The requestable bundle of entitlements; its construct id is its id on tickets. */
export class EntitlementPackage<
  R extends RiskTier = RiskTier,
  D extends DurationFor<R> = DurationFor<R>,
> extends Declaration {
  readonly declares = 'package';
  readonly risk: R;
  readonly duration: D;

  constructor(
    scope: Construct,
    id: string,
    readonly props: EntitlementPackageProps<R, D>,
  ) {
    super(scope, id);
    this.risk = props.risk;
    this.duration = props.duration;
  }
}
