/** What tests over one's own entitlements are written with, in any test runner. */
export { assertGives, assertMayNotRequest, assertMayRequest } from './assertions.js';
export type { JobOverview, Overview, PackageOverview } from './overview.js';
export type { Somebody, TestPerson } from './person.js';
export { refusals } from './refusals.js';
export { testOrganization, type TestOrganization } from './test-organization.js';
