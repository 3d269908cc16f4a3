import type { CommandSpec } from '../command.js';

/** `writ sandbox start`. */
export const sandboxStart: CommandSpec = {
  name: 'sandbox start',
  summary: 'serve AWS and Okta on loopback until Ctrl-C',
  about:
    'Binds 127.0.0.1 only. Writes where it listens to .writ/sandbox.json, so that other commands find it with --sandbox, and prints ' +
    'export lines for the AWS SDKs, Terraform and Okta clients. The world starts empty: fill it with `writ sandbox load`. What was ' +
    'recorded of the last world beside that file (ledger, keys, journal) is removed; while another sandbox runs there, it does not start.',
  examples: ['writ sandbox start', 'writ sandbox start --at 2026-11-20T09:00:00Z --limits'],
  arguments: [],
  options: [
    { flags: '--at <instant>', about: 'where its clock starts (default: now)' },
    { flags: '--limits', about: 'hold the rate limits of the real providers' },
    { flags: '--scim-delay <ms>', about: 'delay of a push from Okta to the Identity Store', default: '200' },
    {
      flags: '--file <file>',
      about: 'where to write what it listens on (default: WRIT_SANDBOX, else .writ/sandbox.json)',
    },
    { flags: '--json', about: 'print one JSON document instead of words' },
  ],
  schema: 'sandbox',
  load: () => import('../actions/sandbox-start.js'),
};
