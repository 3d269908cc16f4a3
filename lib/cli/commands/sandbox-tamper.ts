import type { CommandSpec } from '../command.js';

/** `writ sandbox tamper`. */
export const sandboxTamper: CommandSpec = {
  name: 'sandbox tamper',
  summary: 'do behind the back of Writ what people do in consoles, move the clock, or switch a fault on',
  about:
    'Takes one action as JSON, or a file of several with --file. Group, permission set and people are given by name. The audit logs of the sandbox show ' +
    'each act under the person named by `actor`. `{"fault": …}` switches a fault on, `{"clear": true}` switches all off, `{"advance": "6h"}` moves the clock.',
  examples: [
    `writ sandbox tamper '{"advance":"6h"}'`,
    `writ sandbox tamper '{"fault":{"match":"sso-admin:ListAccountAssignments","effect":{"kind":"denied"}}}'`,
    'writ sandbox tamper --file tampering.json',
  ],
  arguments: [{ name: '[action]', about: 'one action as JSON' }],
  options: [
    { flags: '--file <file>', about: 'a JSON list of actions' },
    { flags: '--json', about: 'print one JSON document instead of words' },
  ],
  schema: 'sandbox',
  load: () => import('../actions/sandbox-tamper.js'),
};
