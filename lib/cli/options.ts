import type { OptionSpec } from './command.js';

const CONFIG: OptionSpec = {
  flags: '--config <file>',
  about: 'configuration to use (default: WRIT_CONFIG, ./writ.config.js or ./dist/writ.config.js)',
};
const SANDBOX: OptionSpec = {
  flags: '--sandbox',
  about: 'talk to the running sandbox of `writ sandbox start` instead of the configured sources',
};
const AT: OptionSpec = {
  flags: '--at <instant>',
  about:
    'the instant to judge at, like 2026-11-21T14:00:00Z; judges only: writes nothing, and not together with --confirm (default: now; in a sandbox its clock)',
};

/** Every command that prints a result: as words, as JSON, and kept in a file. */
export const OUTPUT_OPTIONS: readonly OptionSpec[] = [
  { flags: '--json', about: 'print one JSON document on standard output instead of words' },
  { flags: '--save <file>', about: 'also write the JSON document to this file' },
];

/** Every command that reads the live world. */
export const WORLD_OPTIONS: readonly OptionSpec[] = [CONFIG, SANDBOX, AT];

/** Commands that do not read the live world, and keep their evidence where those do that read the sandbox. */
export const SANDBOX_RECORD_OPTION: OptionSpec = {
  flags: '--sandbox',
  about: "keep the record in the running sandbox's own ledger, and go by its clock",
};

/** Commands that need the configuration only. */
export const CONFIG_OPTIONS: readonly OptionSpec[] = [CONFIG];

/** Where the manifest lies that says what is wanted. */
export const MANIFEST_OPTION: OptionSpec = {
  flags: '--manifest <file>',
  about: 'manifest that says what is wanted (default: <out>/manifest.json of the configuration)',
};

/** What every `show` reads. */
export const SHOW_ABOUT =
  'Reads the manifest and the identity snapshot beside it. With --live it also sweeps and says what is live; what could not be read is ' +
  'said to be unreadable, never absent.';

/** What every `show` is told. */
export const SHOW_OPTIONS: readonly OptionSpec[] = [
  { flags: '--live', about: 'sweep the live world and compare' },
  MANIFEST_OPTION,
  ...WORLD_OPTIONS,
  ...OUTPUT_OPTIONS,
];

/** How far back the audit logs are read for who did it. */
export const LOG_OPTION: OptionSpec = {
  flags: '--log-days <days>',
  about: 'how far back to read the audit logs for who did it; providers keep 90 days',
  default: '30',
};

/** Every command that reads evidence or leaves some: where the ledger lies. */
export const LEDGER_OPTION: OptionSpec = {
  flags: '--ledger <folder>',
  about: 'the ledger (default: WRIT_LEDGER, `ledger.folder` of the configuration, .writ/ledger)',
};

/** Every command about the ledger itself. */
export const LEDGER_OPTIONS: readonly OptionSpec[] = [LEDGER_OPTION, CONFIG, SANDBOX];

/** Commands that append to the ledger: where the private keys lie, and who signs checkpoints. */
export const LEDGER_KEYS_OPTIONS: readonly OptionSpec[] = [
  {
    flags: '--keys <folder>',
    about:
      "private keys of this zone (default: WRIT_LEDGER_KEYS, `ledger.keys`, the ledger's folder with -keys)",
  },
  {
    flags: '--signer <socket>',
    about:
      'socket of `writ ledger signer` (default: WRIT_LEDGER_SIGNER, `ledger.signer`, else it signs in this process)',
  },
];
