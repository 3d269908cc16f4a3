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
  const organization = new Organization({
    name: 'Meridian Pay',
    // Who decides on changes of these files, of the rules and of what runs them: security, platform, payments and data, one each.
    governance: { governors: ['hr:10510', 'hr:10110', 'hr:10210', 'hr:10410'] },
  });
  declareTeams(organization);
  const accounts = declareAccounts(organization);
  const platform = declarePlatform(organization, accounts);
  declarePayments(organization, accounts);
  declareData(organization);
  declareSecurity(organization, accounts, platform);
  declareCorporate(organization);
  return organization;
}
