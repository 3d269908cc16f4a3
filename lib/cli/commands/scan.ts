import type { CommandSpec } from '../command.js';
import { OUTPUT_OPTIONS, WORLD_OPTIONS } from '../options.js';

/** `writ scan`: what a platform lead runs in the first quarter of an hour. */
export const scan: CommandSpec = {
  name: 'scan',
  summary: 'the five findings that matter most, with read credentials and no declarations',
  about:
    'Sweeps AWS Identity Center, its Identity Store and Okta, and says in plain words who holds privileged access, ' +
    'what people who left still hold, what stands beside groups, what nothing explains, and what could not be read. ' +
    'Changes nothing. Sources come from --region and --okta-url, or from the configuration when there is one.',
  examples: [
    'writ scan --region eu-west-1 --okta-url https://example.okta.com',
    'writ scan --sandbox',
    'writ scan --json --save scan.json',
  ],
  arguments: [],
  options: [
    {
      flags: '--region <region>',
      about: 'region of the Identity Center instance; credentials as the AWS SDK finds them',
    },
    {
      flags: '--instance <arn>',
      about: 'ARN of the Identity Center instance, where AWS lists several that could be meant',
    },
    { flags: '--okta-url <url>', about: 'Okta organization; the token is read from OKTA_API_TOKEN' },
    {
      flags: '--hr <file>',
      about: 'optional HR feed (CSV with its manifest beside it), to know people who left',
    },
    {
      flags: '--directory <file>',
      about: 'optional directory feed that links accounts to people; goes with --hr',
    },
    {
      flags: '--log-days <days>',
      about: 'how far back to read the audit logs; providers keep 90 days',
      default: '89',
    },
    { flags: '--no-log', about: 'do not read the audit logs' },
    { flags: '--brief', about: 'the findings only: no table, no list of what is not covered' },
    { flags: '--uncovered', about: 'list every kind of access that no sweep covers' },
    { flags: '--top <count>', about: 'how many cases to show for each finding', default: '5' },
    ...WORLD_OPTIONS,
    ...OUTPUT_OPTIONS,
  ],
  schema: 'scan',
  load: () => import('../actions/scan.js'),
};
