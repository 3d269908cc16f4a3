import type { Instant } from '../kernel/index.js';
import type { LivePolicy } from '../meaning/index.js';
import type {
  AccountId,
  AwsGroupRef,
  Content,
  Group,
  LiveEdge,
  ObjectRef,
  OktaGroupRef,
  PermissionSetContent,
  PermissionSetRef,
  Principal,
  SourceId,
} from '../model/index.js';
import type { Completeness, ObservedApp, ObservedGroup, ObservedRule, ObservedUser } from './source.js';

/** What one sweep of all sources saw, in references. */
export interface Inventory {
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly sources: readonly Completeness[];
  readonly edges: readonly LiveEdge[];
  readonly roles: readonly LiveRole[];
  readonly groups: readonly LiveGroup[];
  /** Apps, in order of name. */
  readonly apps: readonly LiveApp[];
  readonly users: readonly LiveUser[];
  readonly accounts: readonly { readonly id: AccountId; readonly name: string; readonly active: boolean }[];
  /** Rules that fill groups, active or not, in order of source and id. */
  readonly rules: readonly LiveRule[];
  readonly pushes: readonly {
    readonly from: OktaGroupRef;
    readonly to: AwsGroupRef;
    readonly active: boolean;
  }[];
  /** The policies that AWS manages whose live text was read, in order of ARN. */
  readonly policies: readonly LivePolicy[];
  /** Names that several live objects carry. Their edges are kept under the name, and no more than ends are concluded. */
  readonly ambiguous: readonly Ambiguity[];
  readonly uncovered: readonly string[];
}

/** A permission set as it is live, with what it can do and where it is provisioned. */
export interface LiveRole {
  readonly ref: PermissionSetRef;
  readonly native: string;
  /** As of {@link LiveGroup}. */
  readonly called?: string;
  /** Undefined when its content could not be read. */
  readonly content: Content | undefined;
  /** The same as it was read: what it allows, and whether what was put there by hand allows or denies. Absent = unread. */
  readonly holds?: PermissionSetContent;
  /** Why it counts as privileged, empty when it does not or is unreadable. */
  readonly privileged: readonly string[];
  readonly staleIn: readonly AccountId[];
  readonly provisionedIn: readonly AccountId[];
}

/** A group as it is live. */
export interface LiveGroup {
  readonly ref: Group;
  readonly native: string;
  readonly origin: ObservedGroup['origin'];
  /** The name that it has now, where that is not the one that it is known by. */
  readonly called?: string;
}

/** An app as it is live. */
export type LiveApp = ObservedApp;

/** The named objects of every kind that are live. */
export function liveObjects({ groups, roles, apps }: Pick<Inventory, 'groups' | 'roles' | 'apps'>): readonly {
  readonly ref: ObjectRef;
  readonly native: string;
  readonly called?: string;
}[] {
  return [...groups, ...roles, ...apps];
}

/** A rule that puts users into groups, as it is live. */
export interface LiveRule extends ObservedRule {
  readonly source: SourceId;
}

/** An account of someone as it is live. */
export interface LiveUser {
  readonly source: SourceId;
  readonly native: string;
  readonly login: string;
  readonly displayName: string;
  readonly status: ObservedUser['status'];
  /** The principal the identity snapshot links it to. */
  readonly principal?: Principal;
}

/** One name that several live objects carry, or that may be another's than the one seen. */
export interface Ambiguity {
  readonly ref: ObjectRef;
  readonly natives: readonly string[];
  /** Which of them it stands for, where its native id is remembered: that one is then judged all the same. */
  readonly known?: string;
}
