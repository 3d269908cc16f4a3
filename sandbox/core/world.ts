import type {
  AccountAssignment,
  AwsAccount,
  AwsGroup,
  AwsMembership,
  AwsState,
  AwsUser,
  OktaApp,
  OktaAppGroup,
  OktaAppUser,
  OktaGroup,
  OktaRule,
  OktaState,
  OktaUser,
  PushMapping,
  World,
} from './state.js';
import { Table } from './table.js';

/** Names and ids of the world before anything is loaded into it. */
export const ORIGIN = {
  instanceArn: 'arn:aws:sso:::instance/ssoins-7223e1f2a4b5c6d7',
  identityStoreId: 'd-9067f0e1a2',
  organizationId: 'o-writsandbx1',
  managementAccountId: '100000000001',
  region: 'us-east-1',
  oktaOrgId: '00oSandboxOrgWrit000',
  oktaAwsAppId: '0oaSandboxAwsIdc0000',
} as const;

/** Index numbers of the tables, by what they find. */
export const INDEX = {
  oktaUserByLogin: 0,
  oktaGroupByName: 0,
  mappingBySource: 0,
  oktaAppByLabel: 0,
  appUserByApp: 0,
  appUserByUser: 1,
  appGroupByApp: 0,
  appGroupByGroup: 1,
  userByName: 0,
  userByExternalId: 1,
  userByEmail: 2,
  groupByName: 0,
  groupByExternalId: 1,
  membershipByGroup: 0,
  membershipByUser: 1,
  membershipByPair: 2,
  assignmentByPair: 0,
  assignmentByPrincipal: 1,
} as const;

/** A world with a management account and nothing else. */
export function emptyWorld(): World {
  return { aws: emptyAws(), okta: emptyOkta() };
}

/** The key of a row in `assignments`. */
export function assignmentKey(a: AccountAssignment): string {
  return JSON.stringify([a.permissionSetArn, a.accountId, a.principalType, a.principalId]);
}

/** Bucket of the (permission set, account) pair. */
export function pairBucket(permissionSetArn: string, accountId: string): string {
  return `${accountId} ${permissionSetArn}`;
}

/** The key of a row in `appUsers` and `appGroups`: ids have no space. */
export function appKey(appId: string, holderId: string): string {
  return `${appId} ${holderId}`;
}

/** Names in the Identity Store are unique without regard to case. */
export function nameBucket(name: string): string {
  return name.toLowerCase();
}

function emptyAws(): AwsState {
  const { instanceArn, identityStoreId, organizationId, managementAccountId, region } = ORIGIN;
  return {
    instanceArn,
    identityStoreId,
    otherInstances: new Map(),
    organizationId,
    managementAccountId,
    region,
    accounts: new Table<AwsAccount>().set(managementAccountId, {
      id: managementAccountId,
      name: 'management',
      email: 'management@example.com',
      status: 'ACTIVE',
    }),
    permissionSets: new Table(),
    policyVersions: new Map(),
    users: new Table<AwsUser>([
      (user) => nameBucket(user.userName),
      (user) => user.externalId,
      (user) => (user.email === '' ? undefined : nameBucket(user.email)),
    ]),
    groups: new Table<AwsGroup>([(group) => nameBucket(group.displayName), (group) => group.externalId]),
    memberships: new Table<AwsMembership>([
      (m) => m.groupId,
      (m) => m.userId,
      (m) => `${m.groupId} ${m.userId}`,
    ]),
    assignments: new Table<AccountAssignment>([
      (a) => pairBucket(a.permissionSetArn, a.accountId),
      (a) => `${a.principalType} ${a.principalId}`,
    ]),
  };
}

function emptyOkta(): OktaState {
  return {
    orgId: ORIGIN.oktaOrgId,
    awsAppId: ORIGIN.oktaAwsAppId,
    users: new Table<OktaUser>([(user) => nameBucket(user.login)]),
    groups: new Table<OktaGroup>([(group) => nameBucket(group.name)]),
    members: new Map(),
    rules: new Table<OktaRule>(),
    pushMappings: new Table<PushMapping>([(mapping) => mapping.sourceGroupId]),
    apps: new Table<OktaApp>([(app) => nameBucket(app.label)]).set(ORIGIN.oktaAwsAppId, identityCenterApp()),
    appUsers: new Table<OktaAppUser>([(row) => row.appId, (row) => row.userId]),
    appGroups: new Table<OktaAppGroup>([(row) => row.appId, (row) => row.groupId]),
  };
}

/** The SAML app through which groups are pushed to Identity Center; it was there before anything else. */
function identityCenterApp(): OktaApp {
  const created = Date.UTC(2024, 0, 15, 9, 0, 0);
  return {
    id: ORIGIN.oktaAwsAppId,
    name: 'amazon_aws_sso',
    label: 'AWS IAM Identity Center',
    status: 'ACTIVE',
    signOnMode: 'SAML_2_0',
    features: ['GROUP_PUSH', 'PUSH_NEW_USERS', 'PUSH_PROFILE_UPDATES', 'PUSH_USER_DEACTIVATION'],
    created,
    lastUpdated: created,
  };
}
