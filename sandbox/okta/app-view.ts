import type { Runtime } from '../core/runtime.js';
import type { PushMapping } from '../core/state.js';
import { targetGroup } from './scim-target.js';
import { okta } from './tables.js';
import { instant } from './views.js';

/** The app was there before anything else. */
const CREATED = Date.UTC(2024, 0, 15, 9, 0, 0);

/** The SAML app through which people and groups reach Identity Center. */
export function appView(runtime: Runtime, origin: string): Record<string, unknown> {
  const id = okta(runtime).awsAppId;
  const self = `${origin}/api/v1/apps/${id}`;
  return {
    id,
    orn: `orn:okta:idp:${okta(runtime).orgId}:apps:amazon_aws_sso:${id}`,
    name: 'amazon_aws_sso',
    label: 'AWS IAM Identity Center',
    status: 'ACTIVE',
    created: instant(CREATED),
    lastUpdated: instant(CREATED),
    accessibility: { selfService: false, errorRedirectUrl: null, loginRedirectUrl: null },
    visibility: {
      autoLaunch: false,
      autoSubmitToolbar: false,
      hide: { iOS: false, web: false },
      appLinks: { login: true },
    },
    features: ['GROUP_PUSH', 'PUSH_NEW_USERS', 'PUSH_PROFILE_UPDATES', 'PUSH_USER_DEACTIVATION'],
    signOnMode: 'SAML_2_0',
    credentials: {
      userNameTemplate: { template: '${source.login}', type: 'BUILT_IN' },
      signing: { kid: 'sandbox-signing-key' },
    },
    settings: {
      app: { acsURL: `https://${runtime.world.aws.region}.signin.aws.amazon.com/platform/saml/acs` },
      signOn: {
        defaultRelayState: null,
        ssoAcsUrlOverride: null,
        audienceOverride: null,
        recipientOverride: null,
        destinationOverride: null,
        attributeStatements: [],
        assertionSigned: true,
        responseSigned: true,
        honorForceAuthn: true,
        requestCompressed: false,
        allowMultipleAcsEndpoints: false,
        acsEndpoints: [],
      },
    },
    _links: {
      self: { href: self },
      users: { href: `${self}/users` },
      groups: { href: `${self}/groups` },
      metadata: { href: `${self}/sso/saml/metadata`, type: 'application/xml' },
      deactivate: { href: `${self}/lifecycle/deactivate` },
    },
  };
}

/** The assignment of a group to the app: every pushed group has one. */
export function assignmentView(mapping: PushMapping, priority: number, origin: string): unknown {
  const app = `${origin}/api/v1/apps/${mapping.appId}`;
  return {
    id: mapping.sourceGroupId,
    lastUpdated: instant(mapping.created ?? CREATED),
    priority,
    profile: {},
    _links: {
      app: { href: app },
      self: { href: `${app}/groups/${mapping.sourceGroupId}` },
      group: { href: `${origin}/api/v1/groups/${mapping.sourceGroupId}` },
    },
  };
}

/** A group push mapping; `targetGroupId` is the id that the target gave to the group. */
export function mappingView(runtime: Runtime, mapping: PushMapping, origin: string): unknown {
  const target = targetGroup(runtime, mapping);
  return {
    id: mapping.id,
    sourceGroupId: mapping.sourceGroupId,
    targetGroupId: target?.id ?? null,
    status: mapping.status,
    errorSummary: mapping.status === 'ERROR' ? 'Linked group is missing in AWS IAM Identity Center.' : '',
    created: instant(mapping.created ?? CREATED),
    lastUpdated: instant(mapping.lastUpdated ?? mapping.created ?? CREATED),
    lastPush: mapping.lastPush === undefined ? null : instant(mapping.lastPush),
    _links: {
      app: { href: `${origin}/api/v1/apps/${mapping.appId}` },
      sourceGroup: { href: `${origin}/api/v1/groups/${mapping.sourceGroupId}` },
      ...(target === undefined ? {} : { targetGroup: { href: `${origin}/api/v1/groups/${target.id}` } }),
    },
  };
}
