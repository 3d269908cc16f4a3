import { json, type OktaAnswer, type OktaCall, type Route } from '../call.js';
import { okta } from '../tables.js';
import { instant } from '../views.js';

const CREATED = Date.UTC(2024, 0, 15, 9, 0, 0);

/** The org itself and who administers it. */
export const ORG_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/api/v1/org', run: org },
  { method: 'GET', path: '/.well-known/okta-organization', run: wellKnown, open: true },
  { method: 'GET', path: '/api/v1/iam/assignees/users', run: assignees },
  { method: 'GET', path: '/api/v1/iam/roles', run: () => json({ roles: [] }) },
];

function org(call: OktaCall): OktaAnswer {
  return json({
    id: okta(call.runtime).orgId,
    subdomain: 'sandbox',
    companyName: 'Writ sandbox',
    status: 'ACTIVE',
    website: null,
    phoneNumber: null,
    endUserSupportHelpURL: null,
    supportPhoneNumber: null,
    address1: null,
    address2: null,
    city: null,
    state: null,
    country: null,
    postalCode: null,
    created: instant(CREATED),
    lastUpdated: instant(CREATED),
    expiresAt: null,
    _links: {
      preferences: { href: `${call.origin}/api/v1/org/preferences` },
      contacts: { href: `${call.origin}/api/v1/org/contacts` },
    },
  });
}

/** Read by Okta's Terraform provider to tell the classic engine from the identity engine. */
function wellKnown(call: OktaCall): OktaAnswer {
  return json({
    id: okta(call.runtime).orgId,
    cell: 'sandbox',
    pipeline: 'idx',
    settings: { analyticsCollectionEnabled: false, bugReportingEnabled: false, omEnabled: false },
    _links: { organization: { href: call.origin } },
  });
}

function assignees(call: OktaCall): OktaAnswer {
  return json({ value: [], _links: { self: { href: `${call.origin}${call.path}` } } });
}
