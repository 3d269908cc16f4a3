import { Organization } from 'writ';
import { declareAccounts } from './accounts.js';
import { declareCorporate } from './corporate.js';
import { declareData } from './data.js';
import { declarePayments } from './payments.js';
import { declarePlatform } from './platform.js';
import { declareSecurity } from './security.js';
import { declareTeams } from './teams.js';

/** Everything that Meridian Pay, the example organization, declares. */
export function declare(): Organization {
  const organization = new Organization({ name: 'Meridian Pay' });
  declareTeams(organization);
  const accounts = declareAccounts(organization);
  const platform = declarePlatform(organization, accounts);
  declarePayments(organization, accounts);
  declareData(organization);
  declareSecurity(organization, accounts, platform);
  declareCorporate(organization);
  return organization;
}
