import type { Table } from './table.js';

/**
 * The world that the sandbox serves: plain mutable tables, one per provider.
 * Maps are keyed by the provider's own native id. Nothing here knows HTTP.
 */

export interface AwsAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  status: 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE' | 'CLOSED' | 'PENDING_ACTIVATION';
}

/** An Identity Center instance that gives nothing on accounts. */
export interface OtherInstance {
  readonly arn: string;
  readonly identityStoreId: string;
  readonly owner: string;
  readonly status: 'ACTIVE' | 'CREATE_IN_PROGRESS' | 'CREATE_FAILED' | 'DELETE_IN_PROGRESS';
  readonly name?: string;
}

/** A permission set, its policies, and where it is provisioned. */
export interface PermissionSet {
  readonly arn: string;
  readonly name: string;
  description?: string;
  /** ISO 8601 duration as the API speaks it, e.g. `PT1H`. */
  sessionDuration?: string;
  relayState?: string;
  readonly createdAt: number;
  managedPolicies: { name: string; arn: string }[];
  customerManagedPolicies: { name: string; path: string }[];
  inlinePolicy: string;
  boundary?: { managedPolicyArn: string } | { name: string; path: string };
  tags: Map<string, string>;
  /** account id → content version last provisioned there. */
  readonly provisioned: Map<string, number>;
  /** Rises with every content change; an account below it is stale. */
  version: number;
}

/** One version of a policy that AWS manages. */
export interface PolicyVersion {
  /** `v188`. */
  readonly id: string;
  /** The document, as JSON. */
  readonly document: string;
  /** The day or instant at which AWS made it, ISO 8601. */
  readonly createdAt: string;
}

/** A user of the Identity Store. */
export interface AwsUser {
  readonly id: string;
  userName: string;
  externalId?: string;
  displayName: string;
  givenName: string;
  familyName: string;
  email: string;
  userStatus: 'ENABLED' | 'DISABLED';
  /** Further profile members as the Identity Store API speaks them (`Title`, `PhoneNumbers`, …). */
  profile?: Readonly<Record<string, unknown>>;
}

/** A group of the Identity Store. */
export interface AwsGroup {
  readonly id: string;
  displayName: string;
  description?: string;
  externalId?: string;
}

/** A user in a group of the Identity Store. */
export interface AwsMembership {
  readonly id: string;
  readonly groupId: string;
  readonly userId: string;
}

/** A permission set held on an account. */
export interface AccountAssignment {
  readonly permissionSetArn: string;
  readonly accountId: string;
  readonly principalType: 'USER' | 'GROUP';
  readonly principalId: string;
}

/** A user of the Okta organization. */
export interface OktaUser {
  readonly id: string;
  login: string;
  email: string;
  firstName: string;
  lastName: string;
  employeeNumber?: string;
  department?: string;
  title?: string;
  status:
    | 'STAGED'
    | 'PROVISIONED'
    | 'ACTIVE'
    | 'SUSPENDED'
    | 'DEPROVISIONED'
    | 'LOCKED_OUT'
    | 'RECOVERY'
    | 'PASSWORD_EXPIRED';
  readonly created: number;
  lastUpdated: number;
  statusChanged?: number;
  /** Profile attributes beyond the named ones (`manager`, `costCenter`, `userType` …). */
  extra?: Record<string, unknown>;
}

/** A group of the Okta organization. */
export interface OktaGroup {
  readonly id: string;
  name: string;
  description?: string;
  readonly type: 'OKTA_GROUP' | 'APP_GROUP' | 'BUILT_IN';
  readonly created: number;
  lastUpdated: number;
  lastMembershipUpdated: number;
  /** Profile attributes beyond name and description. */
  extra?: Record<string, unknown>;
  owners?: { readonly id: string; readonly type: 'USER' | 'GROUP'; readonly assigned: number }[];
}

/** A group rule. */
export interface OktaRule {
  readonly id: string;
  name: string;
  /** INVALID: a group that it assigns was deleted. */
  status: 'ACTIVE' | 'INACTIVE' | 'INVALID';
  /** Okta expression language. */
  expression: string;
  groupIds: string[];
  excludedUsers: string[];
  /** Shown and without effect, as Okta publishes it. */
  excludedGroups?: string[];
  /** Ids of the users whom it means, where its expression cannot be played. */
  matches?: readonly string[];
  created?: number;
  lastUpdated?: number;
}

/** A member of a group and how the user came in. */
export type OktaMember = { readonly userId: string } & ({ by: 'direct' } | { by: 'rule'; ruleId: string });

/** Okta group pushed to an Identity Store group by SCIM. */
export interface PushMapping {
  readonly id: string;
  readonly appId: string;
  readonly sourceGroupId: string;
  readonly targetGroupName: string;
  /** The Identity Store group that it is linked to, whatever that is called now; absent until there is one. */
  targetId?: string;
  status: 'ACTIVE' | 'INACTIVE' | 'ERROR';
  created?: number;
  lastUpdated?: number;
  lastPush?: number;
}

/** An app of the Okta organization; its label is not unique. */
export interface OktaApp {
  readonly id: string;
  /** The key of what it is an instance of: `salesforce`, `bookmark`, `oidc_client` … */
  readonly name: string;
  label: string;
  status: 'ACTIVE' | 'INACTIVE';
  readonly signOnMode: 'SAML_2_0' | 'OPENID_CONNECT' | 'BOOKMARK';
  readonly features: readonly string[];
  readonly created: number;
  lastUpdated: number;
}

/** Somebody's assignment to an app: one row, however many ways lead to it. */
export interface OktaAppUser {
  /** Its own id (`0ua…`), which only the system log shows. */
  readonly id: string;
  readonly appId: string;
  readonly userId: string;
  /** USER: assigned individually, which goes before what groups would give. */
  scope: 'USER' | 'GROUP';
  userName: string;
  /** What the individual assignment says; a GROUP row shows the profile of its group. */
  profile?: Readonly<Record<string, unknown>>;
  readonly created: number;
  lastUpdated: number;
}

/** The assignment of a group to an app. */
export interface OktaAppGroup {
  readonly appId: string;
  readonly groupId: string;
  /** 0 goes before 1: of several groups the first gives its profile. */
  priority: number;
  profile: Readonly<Record<string, unknown>>;
  lastUpdated: number;
}

/**
 * Tables are Maps with indexes and pages: plain `set` and `delete` keep both right. After changing a name or
 * external id in place, `set` the row again.
 */
export interface AwsState {
  readonly instanceArn: string;
  readonly identityStoreId: string;
  /** Instances that ListInstances shows beside the organization's: account instances, or ones that are being deleted. */
  readonly otherInstances: Map<string, OtherInstance>;
  readonly organizationId: string;
  readonly managementAccountId: string;
  readonly region: string;
  readonly accounts: Table<AwsAccount>;
  readonly permissionSets: Table<PermissionSet>;
  /** By ARN, the versions that AWS made of its own policies beyond the published ones; the default one last. */
  readonly policyVersions: Map<string, readonly PolicyVersion[]>;
  readonly users: Table<AwsUser>;
  readonly groups: Table<AwsGroup>;
  readonly memberships: Table<AwsMembership>;
  /** Keyed by JSON.stringify([set, account, type, principal]). */
  readonly assignments: Table<AccountAssignment>;
}

/** Everything of the Okta organization. */
export interface OktaState {
  readonly orgId: string;
  /** SAML app through which groups are pushed to Identity Center. */
  readonly awsAppId: string;
  readonly users: Table<OktaUser>;
  readonly groups: Table<OktaGroup>;
  /** group id → user id → how the user came in. */
  readonly members: Map<string, Table<OktaMember>>;
  readonly rules: Table<OktaRule>;
  readonly pushMappings: Table<PushMapping>;
  readonly apps: Table<OktaApp>;
  /** Keyed by `appKey(app, user)`. */
  readonly appUsers: Table<OktaAppUser>;
  /** Keyed by `appKey(app, group)`. */
  readonly appGroups: Table<OktaAppGroup>;
}

/** Who did something, as both audit logs need it. */
export type Actor =
  | { readonly kind: 'identity-center-user'; readonly userId: string; readonly userName: string }
  | { readonly kind: 'iam-role'; readonly arn: string; readonly session: string }
  /** The root user of the management account. */
  | { readonly kind: 'root' }
  /** An IAM user of the management account with its long-lived key; `session`: federated by `GetFederationToken`. */
  | { readonly kind: 'iam-user'; readonly userName: string; readonly session?: string }
  /** Another account, whose principal the event does not tell. */
  | { readonly kind: 'aws-account'; readonly accountId: string }
  | { readonly kind: 'okta-user'; readonly id: string; readonly login: string; readonly displayName: string }
  | { readonly kind: 'okta-token'; readonly id: string; readonly login: string; readonly displayName: string }
  | { readonly kind: 'scim' }
  | { readonly kind: 'rule'; readonly ruleId: string; readonly name: string };

/** Everything that the sandbox serves. */
export interface World {
  readonly aws: AwsState;
  readonly okta: OktaState;
}
