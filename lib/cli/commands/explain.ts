import type { CommandSpec } from '../command.js';
import { LEDGER_OPTIONS, MANIFEST_OPTION, OUTPUT_OPTIONS } from '../options.js';

/** `writ explain`: the life of a ticket, a holding or an edge. */
export const explain: CommandSpec = {
  name: 'explain',
  summary: 'who approved it, under which policy, why, and when it ended: from evidence alone',
  about:
    'Verifies the ledger, then tells of one ticket, one package of a principal, or one edge: approvers, policy and rules, reasons, the ' +
    'verified end or that it is still active, which stages of its evidence are there and which are missing, and every entry about it. ' +
    'Decisions come from a file until policy decides; the role that each approver held is shown where it was checked. ' +
    'With --check it ends with 1 when evidence that is due is missing.',
  examples: [
    'writ explain ACC-0046',
    'writ explain hr:10117 prod-admin',
    'writ explain 209652f7fcee9d5c --json',
    'writ explain ACC-0046 --check',
  ],
  arguments: [
    { name: '<subject>', about: 'ticket id, edge id as drift prints it, or principal like hr:10117' },
    { name: '[package]', about: 'the package, when the subject is a principal' },
  ],
  options: [
    { flags: '--at <instant>', about: 'tell it as it was known then (default: now)' },
    { flags: '--check', about: 'end with 1 when evidence that is due is missing or contradicts' },
    {
      flags: '--key <key>',
      about: 'the public key to verify by, as text or file (default: the one beside the ledger)',
    },
    MANIFEST_OPTION,
    ...LEDGER_OPTIONS,
    ...OUTPUT_OPTIONS,
  ],
  schema: 'explain',
  load: () => import('../actions/explain.js'),
};
