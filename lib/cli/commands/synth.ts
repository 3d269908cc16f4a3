import type { CommandSpec } from '../command.js';
import {
  CONFIG_OPTIONS,
  LEDGER_KEYS_OPTIONS,
  LEDGER_OPTION,
  OUTPUT_OPTIONS,
  SANDBOX_RECORD_OPTION,
} from '../options.js';

/** `writ synth`: declarations and tickets to manifest and Terraform JSON. */
export const synth: CommandSpec = {
  name: 'synth',
  summary: 'declarations and tickets to a manifest and Terraform JSON',
  about:
    'Writes manifest.json, identity.json, matrix.json and stacks/*/cdk.tf.json below the output folder. The same inputs ' +
    'and the same instant give the same bytes. When it fails, the previous result is left whole. Once a ledger is founded, ' +
    'what is published is recorded there first, with the decisions that it went by, denials and refusals too. A wrong ticket never ' +
    'holds up the others; with --strict, as the check of a pull request, it ends with 4. Decisions come from a file ' +
    'until policy decides: what is checked is that each role of the route is filled by a person who holds it.',
  examples: [
    'writ synth',
    'writ synth --strict',
    'writ synth --as-of 2026-11-20T09:00:00Z --out cdktf.out --json',
  ],
  arguments: [],
  options: [
    {
      flags: '--as-of <instant>',
      about: 'the instant to synthesize for (default: WRIT_AS_OF, else now; in a sandbox by its clock)',
    },
    { flags: '--out <folder>', about: 'folder to write to (default: `out` of the configuration)' },
    {
      flags: '--strict',
      about: 'end with 4 when a ticket is invalid or quarantined; the others are published',
    },
    SANDBOX_RECORD_OPTION,
    LEDGER_OPTION,
    ...LEDGER_KEYS_OPTIONS,
    ...CONFIG_OPTIONS,
    ...OUTPUT_OPTIONS,
  ],
  schema: 'synth',
  load: () => import('../actions/synth.js'),
};
