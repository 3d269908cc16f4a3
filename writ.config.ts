import { defineConfig } from 'writ';

const DAY = 86_400_000;

/** The example organization. Credentials never stand here: AWS's provider chain and OKTA_API_TOKEN hold them. */
export default defineConfig({
  organization: () => import('./entitlements/index.js'),
  requests: 'entitlements/requests',
  feeds: {
    hr: { data: 'entitlements/feeds/hr.csv', manifest: 'entitlements/feeds/hr.manifest.json' },
    directory: {
      data: 'entitlements/feeds/directory.csv',
      manifest: 'entitlements/feeds/directory.manifest.json',
    },
    // The feeds of the example are of one day. Yours are of today: leave this and `rails.age` out.
    limits: { age: 90 * DAY },
  },
  decisions: 'entitlements/decisions.json',
  // The rules that decide, and what the forge was seen to say of the pull requests that brought the tickets.
  policy: 'entitlements/policy',
  observations: 'entitlements/observations.json',
  out: 'cdktf.out',
  ledger: {
    folder: '.writ/ledger',
    repository: 'github.com/meridian-pay/access',
    governors: ['hr:10510', 'hr:10110', 'hr:10210', 'hr:10410'],
  },
  sources: {
    aws: { region: 'eu-west-1', account: '100000000001' },
    okta: { orgUrl: 'https://meridian-pay.okta.example' },
  },
  rails: { age: { manifest: 7 * DAY, identity: 90 * DAY } },
  pipeline: ['arn:aws:iam::100000000001:role/writ-apply'],
});
