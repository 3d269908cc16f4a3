import type { CommandSpec } from '../command.js';
import { LEDGER_KEYS_OPTIONS, LEDGER_OPTIONS, OUTPUT_OPTIONS } from '../options.js';

/** `writ ledger operator`. */
export const ledgerOperator: CommandSpec = {
  name: 'ledger operator',
  summary: 'make the key of somebody who runs reverts known to the ledger, signed by two governors',
  about:
    'What the safety breaker holds goes only when two people stand behind it, each proved by a key. Governors have theirs; this gives one to ' +
    'others. Without --operator-key it makes the key, which is for trying out: in production each person makes their own and hands over the ' +
    'public half. With --revoke the keys of that person count no more from here on. Two governors sign, so the keys of both have to be at hand.',
  examples: [
    'writ ledger operator hr:10252 --reason "on call from today"',
    'writ ledger operator hr:10180 --operator-key devraj.pub --governor-key ciso.pem --governor-key platform.pem --reason "on call"',
    'writ ledger operator hr:10252 --revoke --reason "left the team"',
  ],
  arguments: [{ name: '<id>', about: 'the person, by id' }],
  options: [
    {
      flags: '--operator-key <file>',
      about:
        'public key of the person, PEM or base64 of its DER form (default: a pair is made in the key folder)',
    },
    { flags: '--revoke', about: 'the keys of this person count no more' },
    { flags: '--reason <text>', about: 'why: stands in the ledger afterwards' },
    {
      flags: '--governor-key <file...>',
      about: 'private keys of two governors (default: those in the key folder)',
    },
    ...LEDGER_KEYS_OPTIONS,
    ...LEDGER_OPTIONS,
    ...OUTPUT_OPTIONS,
  ],
  schema: 'ledger-operator',
  load: () => import('../actions/ledger-operator.js'),
};
