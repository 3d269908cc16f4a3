import type { Instant, WritError } from '../kernel/index.js';
import {
  GROUP_KINDS,
  OBJECT_KINDS,
  type AccountId,
  type EdgeKind,
  type Group,
  type KindIn,
  type ObjectKind,
  type OktaAppRef,
  type PermissionSetContent,
  type PermissionSetRef,
  type SourceId,
} from '../model/index.js';

/**
 * A part of a source that is read on its own, and whose absence can only be believed when it was read whole.
 * `all` marks the listings that everything below depends on.
 */
export type Part =
  | {
      readonly part: 'listing';
      readonly of:
        | 'users'
        | 'groups'
        | 'permission-sets'
        | 'apps'
        | 'accounts'
        | 'push-mappings'
        | 'group-rules'
        | 'instances';
    }
  | { readonly part: 'group'; readonly group: string; readonly name: string }
  /** Which accounts a permission set is provisioned in. */
  | { readonly part: 'set'; readonly set: string; readonly name: string }
  /** What a permission set can do. */
  | { readonly part: 'content'; readonly set: string; readonly name: string }
  /** Who an app is assigned to: people by themselves, or groups. */
  | {
      readonly part: 'app';
      readonly app: string;
      readonly name: string;
      readonly of: 'users' | 'groups';
    }
  | { readonly part: 'pair'; readonly set: string; readonly name: string; readonly account: AccountId };

/** A part that could not be read whole, and why. Presence may be believed from it, absence never. */
export interface PartFailure {
  readonly part: Part;
  readonly error: WritError;
}

/** A policy whose live text could not be read, and why. */
export interface UnreadPolicy {
  readonly arn: string;
  readonly error: WritError;
}

/** How whole one source's sweep is. `listed` parts were to be read, `answered` were. */
export interface Completeness {
  readonly source: SourceId;
  readonly complete: boolean;
  readonly listed: number;
  readonly answered: number;
  readonly failures: readonly PartFailure[];
  /**
   * Policies of AWS's own whose live text was tried and not read: nothing is concluded from it, they are judged by what AWS had
   * published, and the sweep is as whole without. Absent = none.
   */
  readonly notRead?: readonly UnreadPolicy[];
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  /** Calls made, retries included. */
  readonly calls: number;
}

/** A user account of the source. */
export interface ObservedUser {
  readonly native: string;
  readonly login: string;
  readonly displayName: string;
  readonly email?: string;
  readonly employeeNumber?: string;
  /** `gone`: deprovisioned or disabled for good. */
  readonly status: 'active' | 'suspended' | 'gone';
}

/** A group of the source. */
export interface ObservedGroup {
  readonly native: string;
  readonly ref: Group;
  /** `service`: made and kept by the provider, e.g. Everyone. */
  readonly origin: 'managed' | 'app' | 'service';
  /** The name that it has now, where `ref` has the one that it is known by. A sweep leaves it out. */
  readonly called?: string;
}

/** A user in a group, by native ids. */
export interface ObservedMembership {
  readonly group: string;
  readonly user: string;
  /** The provider's id of the membership, where it has one. */
  readonly id?: string;
  /** Set when a group rule put the user there. */
  readonly rule?: string;
  /**
   * Set when a rule may have put the user there and that cannot be told: the names of the rules in question, sorted;
   * empty where the rules themselves were not read whole.
   */
  readonly mayBeByRule?: readonly string[];
}

/** A rule that puts users into groups. */
export interface ObservedRule {
  readonly native: string;
  readonly name: string;
  /** Whether it runs; whom an inactive one brought in stays, as its own member. */
  readonly active: boolean;
  /** Native ids of the groups that it aims at. */
  readonly groups: readonly string[];
}

/** A permission set of the source. */
export interface ObservedSet {
  readonly native: string;
  readonly ref: PermissionSetRef;
  /** As of {@link ObservedGroup}. */
  readonly called?: string;
  /** Absent when the content could not be read (see the failure of its part). */
  readonly content?: PermissionSetContent;
}

/** The live text of a policy that AWS manages. */
export interface ObservedPolicy {
  readonly arn: string;
  /** Its default version. */
  readonly version: string;
  /** The document, as JSON. */
  readonly text: string;
}

/** A permission set on an account where it is provisioned. */
export interface ObservedPair {
  readonly set: string;
  readonly account: AccountId;
  /** Whether the account has the set's latest content. */
  readonly provisioned: 'latest' | 'stale';
}

/** A holder of a permission set on an account, directly. */
export interface ObservedAssignment {
  readonly set: string;
  readonly account: AccountId;
  readonly holder: { readonly type: 'user' | 'group'; readonly native: string };
}

/** An app of the source, switched on or off: its assignments stand in both. */
export interface ObservedApp {
  readonly native: string;
  readonly ref: OktaAppRef;
  /** As of {@link ObservedGroup}. */
  readonly called?: string;
}

/** Somebody or some group that an app is assigned to, directly. */
export interface ObservedAppAssignment {
  readonly app: string;
  readonly holder: { readonly type: 'user' | 'group'; readonly native: string };
}

/** What a sweep sees of the named objects of each kind. A kind without an entry does not compile. */
export interface ObservedObjects {
  readonly 'okta.group': ObservedGroup;
  readonly 'aws.group': ObservedGroup;
  readonly 'aws.permission-set': ObservedSet;
  readonly 'okta.app': ObservedApp;
}

/** A named object of whatever kind, as it was seen. */
export type ObservedObject = ObservedObjects[ObjectKind];

/** What a sweep sees of the edges of each kind, by native ids. A kind without an entry does not compile. */
export interface ObservedEdges {
  readonly 'okta.group-membership': ObservedMembership;
  readonly 'aws.group-membership': ObservedMembership;
  readonly 'aws.assignment': ObservedAssignment;
  readonly 'okta.app-assignment': ObservedAppAssignment;
}

/** What one provider's sweep has to answer with: a list for every kind that the provider has. */
export interface SeenOf<P extends string> {
  readonly objects: {
    readonly [K in Extract<ObjectKind, `${P}.${string}`>]: readonly ObservedObjects[K][];
  };
  readonly edges: { readonly [K in KindIn<P>]: readonly ObservedEdges[K][] };
}

/** A configured push from an Okta group to a group of another source. */
export interface ObservedPush {
  readonly from: string;
  readonly toName: string;
  /** The target's own id of its group, where the source tells it; it then goes before the name. */
  readonly toNative?: string;
  readonly active: boolean;
}

/** What one source said, in the provider's ids. */
export interface Observations {
  readonly users: readonly ObservedUser[];
  /** By kind; a kind that the source does not have is left out. */
  readonly objects: { readonly [K in ObjectKind]?: readonly ObservedObjects[K][] };
  /** By kind; a kind that the source does not have is left out. */
  readonly edges: { readonly [K in EdgeKind]?: readonly ObservedEdges[K][] };
  readonly pairs: readonly ObservedPair[];
  readonly pushes: readonly ObservedPush[];
  readonly accounts: readonly { readonly id: AccountId; readonly name: string; readonly active: boolean }[];
  readonly rules: readonly ObservedRule[];
  /** The policies whose live text was read. */
  readonly policies: readonly ObservedPolicy[];
}

/** The named objects of every kind that a sweep saw, kind by kind. */
export function objectsIn({ objects }: Pick<Observations, 'objects'>): readonly ObservedObject[] {
  return OBJECT_KINDS.flatMap((kind): readonly ObservedObject[] => objects[kind] ?? []);
}

/** The groups that a sweep saw. */
export function groupsIn({ objects }: Pick<Observations, 'objects'>): readonly ObservedGroup[] {
  return GROUP_KINDS.flatMap((kind) => objects[kind] ?? []);
}

/** What is known of a source of which nothing could be read. */
export const NO_OBSERVATIONS: Observations = {
  users: [],
  objects: {},
  edges: {},
  pairs: [],
  pushes: [],
  accounts: [],
  rules: [],
  policies: [],
};

/** What one sweep of one source gives. */
export interface SourceSweep {
  readonly completeness: Completeness;
  readonly seen: Observations;
  /** What the source holds that the sweep does not model; listed every time. */
  readonly uncovered: readonly string[];
}

/** How a sweep is followed and stopped. */
export interface SweepOptions {
  /** Declared policies whose live text is wanted, whether anything live refers to them or not, by ARN. */
  readonly policies?: readonly string[];
  readonly signal?: AbortSignal;
  /** Called as parts are answered. */
  readonly onProgress?: (answered: number, listed: number) => void;
}

/** Port: something that can be swept. Failures are values; only an abort rejects. */
export interface InventorySource {
  readonly id: SourceId;
  /** Set where its groups can be pushed to other sources, and rules can fill them: unread, both leave causes open. */
  readonly feedsGroups?: true;
  sweep(options?: SweepOptions): Promise<SourceSweep>;
}
