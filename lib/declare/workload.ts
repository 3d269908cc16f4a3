import type { Construct } from 'constructs';
import type { RiskTier } from '../manifest/index.js';
import { Declaration } from './declaration.js';
import type { EntitlementPackage } from './entitlement-package.js';
import type { TeamRef } from './team.js';
import type { Duration, InstantText } from './words.js';

/** `service`, `pipeline` or `ai-agent`. */
export type WorkloadKind = 'service' | 'pipeline' | 'ai-agent';
/** How a workload proves who it is; made by {@link binding}. */
export type WorkloadBinding =
  | { readonly kind: 'oidc'; readonly issuer: `https://${string}`; readonly subject: string }
  | { readonly kind: 'okta'; readonly login: string };

/** How a workload proves who it is. */
export const binding = {
  /** A token of `issuer` for exactly this `subject`; never a pattern. */
  oidc: (issuer: `https://${string}`, subject: string): WorkloadBinding => ({
    kind: 'oidc',
    issuer,
    subject,
  }),
  /** An Okta service login. */
  okta: (login: string): WorkloadBinding => ({ kind: 'okta', login }),
} as const;

/** An AI agent never holds critical access. */
export type PackageForWorkload<K extends WorkloadKind> = 'ai-agent' extends K
  ? EntitlementPackage<Exclude<RiskTier, 'critical'>>
  : EntitlementPackage;

/** Props of a {@link Workload}. */
export interface WorkloadProps<K extends WorkloadKind = WorkloadKind> {
  /** What kind of program it is. */
  readonly kind: K;
  /** What people call it. */
  readonly title: string;
  /** Who answers for it; when the team is gone, so is its access. */
  readonly owner: TeamRef;
  /** What it is for, in a sentence. */
  readonly purpose: string;
  /** How it proves who it is. */
  readonly binding: WorkloadBinding;
  /** When it ends unless its owner declares it again. */
  readonly expires: InstantText;
  /**
   * How old a static credential of it may be before it is rotated.
   * @default - 90 days
   */
  readonly rotateWithin?: Duration;
  /**
   * What it may ask for.
   * @default - nothing
   */
  readonly mayRequest?: readonly PackageForWorkload<K>[];
}

/** A service account, pipeline or AI agent; its construct id is its id on tickets. */
export class Workload<K extends WorkloadKind = WorkloadKind> extends Declaration {
  /** Says what it declares. */
  readonly declares = 'workload';
  /** What kind of program it is. */
  readonly kind: K;

  constructor(scope: Construct, id: string, props: WorkloadProps<K>) {
    super(scope, id, props);
    this.kind = props.kind;
  }
}
