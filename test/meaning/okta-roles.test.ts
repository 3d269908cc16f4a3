import { readFileSync } from 'node:fs';
import { OKTA_ADMIN_ROLES, TIERS } from '../../lib/meaning/index.js';

const SDK = require
  .resolve('@okta/okta-sdk-nodejs/package.json')
  .replace(/package\.json$/, 'src/types/generated/models/RoleType.d.ts');
/** The types that Okta's own SDK has. */
const [, declared = ''] = readFileSync(SDK, 'utf8').split('export type RoleType =');
const TYPES = [...declared.matchAll(/'([A-Z_]+)'/g)].map(([, type]) => type);

test('every standard admin role of Okta is judged, and none that there is not', () => {
  expect(TYPES).toContain('CUSTOM');
  expect(Object.keys(OKTA_ADMIN_ROLES).sort()).toEqual(TYPES.filter((type) => type !== 'CUSTOM').sort());
});

test('what changes who can do what is permissions management or more, and says how; what reads says nothing', () => {
  for (const role of Object.values(OKTA_ADMIN_ROLES)) {
    const changes = TIERS.indexOf(role.tier) >= TIERS.indexOf('permissions-management');
    expect([role.title, 'changes' in role]).toEqual([role.title, changes]);
  }
  expect(OKTA_ADMIN_ROLES.SUPER_ADMIN.tier).toBe('administrator');
});
