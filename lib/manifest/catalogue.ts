import type { Instant, List, Milliseconds } from '../kernel/index.js';
import type {
  AccountId,
  AwsGroupRef,
  Group,
  ObjectRef,
  OktaAppRef,
  OktaGroupRef,
  PermissionSetContent,
  PermissionSetRef,
  SourceId,
  Target,
  WorkerId,
  WorkloadId,
} from '../model/index.js';
import type { Route } from './route.js';

/** What the declarations say, as plain data in total order; the constructs of lib/declare produce it. */
export interface Catalogue {
  /** What the organization is called. */
  readonly organization: string;
  /** The AWS accounts, by id. */
  readonly accounts: readonly AccountDeclaration[];
  /** What access is asked for, by name. */
  readonly assets: readonly AssetDeclaration[];
  /** Who owns and approves, by name. */
  readonly teams: readonly TeamDeclaration[];
  /** The access roles, by name. */
  readonly permissionSets: readonly PermissionSetDeclaration[];
  /** Groups, carriers included, by kind and name. */
  readonly groups: readonly GroupDeclaration[];
  /** Apps that packages give; absent means none. */
  readonly apps?: readonly AppDeclaration[];
  /** Objects that others own and packages give, by name; absent means none. */
  readonly named?: readonly NamedDeclaration[];
  /** What can be asked for, by id. */
  readonly packages: readonly PackageDeclaration[];
  /** The rules over HR's attributes, by id. */
  readonly jobFunctions: readonly JobFunctionDeclaration[];
  /** The programs that may hold access, by id. */
  readonly workloads: readonly WorkloadDeclaration[];
  /** What Writ governs, by name. */
  readonly scopes: readonly ScopeDeclaration[];
  /** Systems that access is given in and that no live reader covers; absent means none. */
  readonly systems?: readonly SystemDeclaration[];
  /** What the organization demands of each risk tier; absent in what older versions wrote. */
  readonly operatingModel?: OperatingModelTable;
  /** Who decides on governance changes; absent means nobody can. */
  readonly governance?: GovernanceDeclaration;
}

/** Who decides on changes of what is declared, of the rules, and of Writ's own code. */
export interface GovernanceDeclaration {
  /** The people, in order. */
  readonly governors: List<WorkerId>;
  /** The team whose approvers they are, where they are declared by it. */
  readonly team?: string;
  /** How many of them have to approve: two or more. */
  readonly required: number;
}

/** What each risk tier demands of every package in it: where people decide, where automation may, and for how long. */
export type OperatingModelTable = Readonly<Record<RiskTier, TierDemands>>;

/** What one tier demands. */
export interface TierDemands {
  /** The routes that a package of the tier may have; only where `auto` is among them may no person decide. */
  readonly routes: readonly Route['kind'][];
  /** The most that one ticket may give. */
  readonly longest: Milliseconds;
  /** The most that a contiguous line of renewals may give. */
  readonly longestRenewed: Milliseconds;
  /** The longest between two reviews. */
  readonly reviewAtLeastEvery: Milliseconds;
  /** How soon after its end an exception or emergency is to be reviewed. @default - {@link REVIEW_AFTER_USE} */
  readonly reviewAfterUseWithin?: Milliseconds;
}

/** How soon after its end an exception or emergency is to be reviewed, where the operating model does not say: over a weekend, in milliseconds. */
export const REVIEW_AFTER_USE: Milliseconds = 72 * 3_600_000;

/** A system that Writ cannot read: its part of every package is done by hand, escalated and counted as uncovered. */
export interface SystemDeclaration {
  readonly name: string;
  readonly title: string;
  readonly owner: string;
  readonly reader: 'none';
}

/** An AWS account of the organization. */
export interface AccountDeclaration {
  readonly id: AccountId;
  readonly name: string;
  readonly environment: 'production' | 'staging' | 'development' | 'shared';
}

/** A business system that access is asked for. */
export interface AssetDeclaration {
  readonly name: string;
  readonly title: string;
  readonly owner: string;
  readonly accounts: readonly AccountId[];
  /** Set on a login that several people use: never a valid target. */
  readonly sharedLogin?: true;
}

/** People who own things and approve access to them. */
export interface TeamDeclaration {
  readonly name: string;
  readonly title: string;
  /** People who may approve for the team; never empty. */
  readonly approvers: List<WorkerId>;
}

/** An access role: a permission set with its content. */
export interface PermissionSetDeclaration {
  readonly ref: PermissionSetRef;
  readonly description: string;
  readonly content: PermissionSetContent;
  /** Why it is privileged, when it is; from the analysis of its policies. */
  readonly privileged: readonly string[];
  /** Set when another repository's Terraform owns it. */
  readonly external?: string;
}

/** A group whose members and assignments Writ declares. */
export interface GroupDeclaration {
  readonly ref: Group;
  readonly description: string;
  /** For an Okta group: the Identity Store group that SCIM makes equal to it. */
  readonly pushedTo?: AwsGroupRef;
  /** For an Identity Store group: the Okta group it is pushed from. */
  readonly pushedFrom?: OktaGroupRef;
  /** A group whose members are restricted by it; removal would widen, so it is never automatic. */
  readonly restrictive: boolean;
  /** Set when another repository's Terraform owns it: compared, never planned, never reverted. */
  readonly external?: string;
}

/** An Okta app that packages give. Others make and configure it; Writ declares who it is assigned to. */
export interface AppDeclaration {
  readonly ref: OktaAppRef;
  readonly description: string;
  /** Why it is privileged, when it is: as declared, since what an app lets people do is set in the app. */
  readonly privileged: readonly string[];
  /** Set when another repository's Terraform owns its assignments. */
  readonly external?: string;
}

/** An object that others own: what it gives is not declared, so an approval binds its name, and that its content is not ours. */
export interface NamedDeclaration {
  readonly ref: ObjectRef;
  /** Why it counts as privileged: what is not known is not safe. */
  readonly privileged: List<string>;
}

/** How bad a wrong grant would be; the higher, the more ceremony. */
export type RiskTier = 'low' | 'medium' | 'high' | 'critical';
/** Who may hold a package: the class of a person's contract, or a workload. */
export type HolderClass = 'employee' | 'contractor' | 'vendor' | 'workload';
/** How an entitlement reaches its holder: by a group of Okta or Identity Store that holds it, pushed or not, or directly. */
export type Carrier = 'okta-push' | 'okta-group' | 'identity-store' | 'direct';

/** Requestable bundle of entitlements. */
export interface PackageDeclaration {
  readonly id: string;
  readonly title: string;
  /** Construct path, for faults. */
  readonly path: string;
  readonly owner: string;
  readonly risk: RiskTier;
  readonly holders: List<HolderClass>;
  readonly duration: PackageDuration;
  readonly approval: Route;
  /** Symmetric closure. */
  readonly conflictsWith: readonly string[];
  /** A named package that may hold both sides of a conflict. */
  readonly overrides: readonly string[];
  readonly reviewEvery: Milliseconds;
  readonly breakGlass: boolean;
  readonly grants: List<AssetGrants>;
}

/** Standing packages (birthright) have no end of their own. */
export type PackageDuration =
  | { readonly kind: 'standing' }
  | {
      readonly kind: 'bounded';
      readonly default: Milliseconds;
      readonly max: Milliseconds;
      readonly renewalMax: Milliseconds;
    };

/** What a package gives on one asset: each entitlement with the path to it. */
export interface AssetGrants {
  readonly asset: string;
  readonly entitlements: List<EntitlementPath>;
  /** What it gives in systems without a live reader; a ticket for it is escalated. Absent means nothing. */
  readonly beyond?: List<BeyondReach>;
}

/** An entitlement in a system that Writ cannot read, in that system's own words. */
export interface BeyondReach {
  readonly system: string;
  readonly what: string;
}

/**
 * An entitlement and how a holder gets it. `join` is the group that the holder becomes a member of; absent for a
 * direct assignment. For a group entitlement `join` is the target itself.
 */
export interface EntitlementPath {
  readonly target: Target;
  readonly carrier: Carrier;
  readonly join?: Group;
}

/** A rule over authoritative attributes. Every attribute listed must equal one of its values. */
export interface JobFunctionDeclaration {
  readonly id: string;
  readonly title: string;
  readonly when: {
    readonly department?: List<string>;
    readonly jobCode?: List<string>;
    readonly worker?: List<Exclude<HolderClass, 'workload'>>;
  };
  /** Package ids; each on all of its assets. */
  readonly birthright: readonly string[];
  readonly mayRequest: readonly string[];
}

/** A service account, pipeline or AI agent, with who answers for it and until when. */
export interface WorkloadDeclaration {
  readonly id: WorkloadId;
  readonly title: string;
  readonly kind: 'service' | 'pipeline' | 'ai-agent';
  readonly owner: string;
  readonly purpose: string;
  /** How it proves who it is, e.g. an OIDC subject or an Okta service login. */
  readonly binding:
    | { readonly kind: 'oidc'; readonly issuer: string; readonly subject: string }
    | { readonly kind: 'okta'; readonly login: string };
  readonly expires: Instant;
  /** How old a static credential of it may be, in milliseconds. @default - {@link ROTATE_WITHIN} */
  readonly rotateWithin?: Milliseconds;
  readonly mayRequest: readonly string[];
}

/** How old a static credential may be where its workload does not say: 90 days, in milliseconds. */
export const ROTATE_WITHIN: Milliseconds = 90 * 24 * 3_600_000;

/** How far Writ may go in a scope: report, notify the owner, revoke. */
export type ScopeMode = 'observe' | 'warn' | 'enforce';

/**
 * What Writ governs and how far it may go. An edge in several scopes takes the strictest mode; an edge in none is
 * counted as ungoverned and never drift. Absent = not covered by this scope, empty = covers none.
 */
export interface ScopeDeclaration {
  readonly name: string;
  readonly mode: ScopeMode;
  readonly owner: string;
  /** Assignments on these accounts, whatever the permission set. */
  readonly accounts: readonly AccountId[];
  /** Memberships of these groups. */
  readonly groups: readonly Group[];
  /** Every declared carrier of these sources. */
  readonly carriersOf: readonly SourceId[];
  /** Assignments of these apps; absent means none. */
  readonly apps?: readonly OktaAppRef[];
}
