import type { Construct } from 'constructs';
import type { List } from '../kernel/index.js';
import type { Carrier, HolderClass, RiskTier } from '../manifest/index.js';
import type { Asset } from './asset.js';
import { Declaration } from './declaration.js';
import type { CarriedEntitlement, Entitlement } from './entitlements.js';
import type { AnyRoute, RouteFor } from './route.js';
import type { TeamRef } from './team.js';
import type { Cadence, Duration } from './words.js';

/** How long one ticket gives, at most gives, and gives with its contiguous renewals. */
export interface BoundedDuration {
  /** When the ticket does not say. */
  readonly default: Duration;
  /** The most that a ticket may ask for. */
  readonly max: Duration;
  /** @default - `max`: a renewal adds nothing */
  readonly renewalMax?: Duration;
}

/** `standing` has no end of its own: it ends with its basis. */
export type DurationProps = 'standing' | BoundedDuration;

/** Standing access is for low risk only. A tier that is not known is held to what every tier allows. */
export type DurationFor<R extends RiskTier> = [R] extends ['low'] ? DurationProps : BoundedDuration;

/** A package, or the id of one declared elsewhere. */
export type PackageRef = EntitlementPackage | string;

/** A carrier is for what a group can hold: assignments and apps. Groups alone are joined, and need none. */
export type CarrierFor<G extends List<Entitlement>> = [Extract<G[number], CarriedEntitlement>] extends [never]
  ? never
  : Exclude<Carrier, 'okta-group'>;

/** Props of an {@link EntitlementPackage}; the risk and the holders decide which durations and routes compile. */
export interface EntitlementPackageProps<
  R extends RiskTier = RiskTier,
  D extends DurationProps = DurationFor<R>,
  H extends HolderClass = HolderClass,
  G extends List<Entitlement> = List<Entitlement>,
> {
  /** What people call it. */
  readonly title: string;
  /** The team that answers for it. */
  readonly owner: TeamRef;
  /** How bad a wrong grant would be. */
  readonly risk: R;
  /** The assets it can be asked for; a ticket names one. */
  readonly assets: List<Asset | string>;
  /** What it gives on one asset. */
  readonly grants: (asset: string) => G;
  /** Who may hold it. */
  readonly holders: List<H>;
  /** How long it is given for. */
  readonly duration: D & DurationFor<R>;
  /** Who approves. */
  readonly approval: RouteFor<R, H>;
  /** How often its holders are reviewed. */
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
  readonly carrier?: CarrierFor<G>;
  /**
   * The group that carries the assignments on one asset; for organizations whose groups have names already.
   * @default - `writ-<package>--<asset>`
   */
  readonly carrierName?: (asset: string) => string;
}

/** The props of any package, as what reads the declarations sees them: everything is checked again there. */
export interface AnyPackageProps extends Omit<EntitlementPackageProps, 'duration' | 'approval'> {
  readonly duration: DurationProps;
  readonly approval: AnyRoute;
}

/** The requestable bundle of entitlements; its construct id is its id on tickets. */
export class EntitlementPackage<
  R extends RiskTier = RiskTier,
  D extends DurationProps = DurationProps,
  H extends HolderClass = HolderClass,
  G extends List<Entitlement> = List<Entitlement>,
> extends Declaration {
  /** Says what it declares. */
  readonly declares = 'package';
  /** How bad a wrong grant would be. */
  readonly risk: R;
  /** How long it is given for. */
  readonly duration: D;
  /** Who may hold it. */
  readonly holders: List<H>;
  /** Whether a person may hold it; what only workloads may hold is nobody's birthright. */
  readonly forPeople: ForPeople<H>;

  constructor(scope: Construct, id: string, props: EntitlementPackageProps<R, D, H, G>) {
    super(scope, id, props);
    this.risk = props.risk;
    this.duration = props.duration;
    this.holders = props.holders;
    this.forPeople = props.holders.some((holder) => holder !== 'workload') as ForPeople<H>;
  }
}

/** `false` where only workloads may hold a package. */
export type ForPeople<H extends HolderClass> = [H] extends ['workload'] ? false : true;
