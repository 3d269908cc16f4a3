import type { Runtime } from '../core/runtime.js';
import type { OktaApp } from '../core/state.js';
import { INDEX } from '../core/world.js';
import { groupsOfApp } from './app-reach.js';
import { okta } from './tables.js';
import { instant } from './views.js';

/** An app as the API shows it. */
export function appView(runtime: Runtime, app: OktaApp, origin: string): Record<string, unknown> {
  const self = `${origin}/api/v1/apps/${app.id}`;
  const verb = app.status === 'ACTIVE' ? 'deactivate' : 'activate';
  return {
    id: app.id,
    orn: `orn:okta:idp:${okta(runtime).orgId}:apps:${app.name}:${app.id}`,
    name: app.name,
    label: app.label,
    status: app.status,
    created: instant(app.created),
    lastUpdated: instant(app.lastUpdated),
    accessibility: { selfService: false, errorRedirectUrl: null, loginRedirectUrl: null },
    visibility: {
      autoLaunch: false,
      autoSubmitToolbar: false,
      hide: { iOS: false, web: false },
      appLinks: { login: true },
    },
    features: app.features,
    signOnMode: app.signOnMode,
    credentials: credentialsOf(app),
    settings: settingsOf(runtime, app),
    _links: {
      self: { href: self },
      users: { href: `${self}/users` },
      groups: { href: `${self}/groups` },
      ...(app.signOnMode === 'SAML_2_0'
        ? { metadata: { href: `${self}/sso/saml/metadata`, type: 'application/xml' } }
        : {}),
      [verb]: { href: `${self}/lifecycle/${verb}` },
    },
  };
}

/** What a filter of apps looks at; whom an app is assigned to is read only by a filter that asks for it. */
export function appFacts(runtime: Runtime, app: OktaApp): Record<string, unknown> {
  return {
    id: app.id,
    name: app.name,
    status: app.status,
    credentials: { signing: { kid: KEY_ID } },
    settings: { slo: { enabled: false } },
    get user() {
      const rows = okta(runtime).appUsers.allIn(INDEX.appUserByApp, app.id);
      return rows.map(({ userId }) => ({ id: userId }));
    },
    get group() {
      return groupsOfApp(runtime, app.id).map(({ groupId }) => ({ id: groupId }));
    },
  };
}

/** The attributes that Okta lets a filter of apps name. */
export const FILTERABLE: readonly string[] = [
  'id',
  'status',
  'name',
  'credentials.signing.kid',
  'settings.slo.enabled',
  'user.id',
  'group.id',
];

const KEY_ID = 'sandbox-signing-key';

function credentialsOf({ id, signOnMode }: OktaApp): Record<string, unknown> {
  return {
    userNameTemplate: { template: '${source.login}', type: 'BUILT_IN' },
    signing: { kid: KEY_ID },
    ...(signOnMode === 'OPENID_CONNECT'
      ? { oauthClient: { client_id: id, autoKeyRotation: true, token_endpoint_auth_method: 'none' } }
      : {}),
  };
}

function settingsOf(runtime: Runtime, { id, signOnMode }: OktaApp): Record<string, unknown> {
  switch (signOnMode) {
    case 'BOOKMARK':
      return { app: { requestIntegration: false, url: 'https://example.com/' } };
    case 'OPENID_CONNECT':
      return { app: {}, oauthClient: { application_type: 'browser', grant_types: ['authorization_code'] } };
    case 'SAML_2_0': {
      const isOfPushes = id === okta(runtime).awsAppId;
      const acsURL = `https://${runtime.world.aws.region}.signin.aws.amazon.com/platform/saml/acs`;
      return { app: isOfPushes ? { acsURL } : {}, signOn: SIGN_ON };
    }
  }
}

const SIGN_ON = {
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
};
