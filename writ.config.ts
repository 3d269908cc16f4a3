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
  policy: 'entitlements/policy',
  observations: 'entitlements/observations.json',
  // What scripts/decide-example.ts decides under; a decision that names another policy does not count.
  policies: ['sha256:f2eea67b236de544d30725b61e5041fe670770cbd661390fd97b21b8de522032'],
  out: 'cdktf.out',
  ledger: {
    folder: '.writ/ledger',
    repository: 'github.com/meridian-pay/access',
    governors: ['hr:10510', 'hr:10110'],
  },
  sources: {
    aws: { region: 'eu-west-1' },
    okta: { orgUrl: 'https://meridian-pay.okta.example' },
  },
  rails: { age: { manifest: 7 * DAY, identity: 90 * DAY } },
  pipeline: ['arn:aws:iam::100000000001:role/writ-apply'],
});
