import type { CallOf, OptionsOf, OptionSpec } from './command.js';

const CONFIG = {
  flags: '--config <file>',
  about: 'configuration to use (default: WRIT_CONFIG, ./writ.config.js or ./dist/writ.config.js)',
} as const satisfies OptionSpec;
const SANDBOX = {
  flags: '--sandbox',
  about: 'talk to the running sandbox of `writ sandbox start` instead of the configured sources',
} as const satisfies OptionSpec;
const AT = {
  flags: '--at <instant>',
  about:
    'the instant to judge at, like 2026-11-21T14:00:00Z; judges only: writes nothing, and not together with --confirm (default: now; in a sandbox its clock)',
} as const satisfies OptionSpec;

/** Every command that prints a result: as words, as JSON, and kept in a file. */
export const OUTPUT_OPTIONS = [
  { flags: '--json', about: 'print one JSON document on standard output instead of words' },
  { flags: '--save <file>', about: 'also write the JSON document to this file' },
] as const satisfies readonly OptionSpec[];

/** Which Identity Center instance is meant. */
export const INSTANCE_OPTION = {
  flags: '--instance <arn>',
  about: 'ARN of the Identity Center instance, where AWS lists several that could be meant',
} as const satisfies OptionSpec;

/** Every command that reads the live world. */
export const WORLD_OPTIONS = [CONFIG, SANDBOX, AT] as const satisfies readonly OptionSpec[];

/** Commands that do not read the live world, and keep their evidence where those do that read the sandbox. */
export const SANDBOX_RECORD_OPTION = {
  flags: '--sandbox',
  about: "keep the record in the running sandbox's own ledger, and go by its clock",
} as const satisfies OptionSpec;

/** Commands that need the configuration only. */
export const CONFIG_OPTIONS = [CONFIG] as const satisfies readonly OptionSpec[];

/** Which provider's stacks are meant. */
export const PROVIDER_OPTION = {
  flags: '--provider <provider>',
  about: 'only stacks of this provider',
  choices: ['aws', 'okta'],
} as const satisfies OptionSpec;

/** Where the manifest lies that says what is wanted. */
export const MANIFEST_OPTION = {
  flags: '--manifest <file>',
  about: 'manifest that says what is wanted (default: <out>/manifest.json of the configuration)',
} as const satisfies OptionSpec;

/** How far back the audit logs are read for who did it. */
export const LOG_OPTION = {
  flags: '--log-days <days>',
  about: 'how far back to read the audit logs for who did it; providers keep 90 days',
  default: '30',
} as const satisfies OptionSpec;

/** Every command that reads evidence or leaves some: where the ledger lies. */
export const LEDGER_OPTION = {
  flags: '--ledger <folder>',
  about: 'the ledger (default: WRIT_LEDGER, `ledger.folder` of the configuration, .writ/ledger)',
} as const satisfies OptionSpec;

/** The key that evidence is verified by. */
export const KEY_OPTION = {
  flags: '--key <key>',
  about: 'the public key to verify by, as text or file (default: the one beside the ledger)',
} as const satisfies OptionSpec;

/** Another folder than the ledger's own. */
export const COPY_OPTION = {
  flags: '--copy <folder>',
  about: 'verify this copy; needs --key',
} as const satisfies OptionSpec;

/** Leave to act. */
export const CONFIRM_OPTION = {
  flags: '--confirm',
  about: 'do it; without this nothing is changed',
} as const satisfies OptionSpec;

/** Every command about the ledger itself. */
export const LEDGER_OPTIONS = [LEDGER_OPTION, CONFIG, SANDBOX] as const satisfies readonly OptionSpec[];

/** Commands that append to the ledger: where the private keys lie, and who signs checkpoints. */
export const LEDGER_KEYS_OPTIONS = [
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
] as const satisfies readonly OptionSpec[];

/** A call that may name its configuration. */
export type ConfigCall = CallOf<OptionsOf<typeof CONFIG_OPTIONS>>;

/** A call that may mean the sandbox. */
export type SandboxCall = CallOf<OptionsOf<readonly [typeof SANDBOX]>>;

/** A call that may read the live world at an instant. */
export type WorldCall = CallOf<OptionsOf<readonly [...typeof WORLD_OPTIONS, typeof INSTANCE_OPTION]>>;

/** A call that may name a manifest. */
export type ManifestCall = CallOf<OptionsOf<readonly [typeof MANIFEST_OPTION, typeof CONFIG]>>;

/** A call that may name a ledger, its keys and its signer. */
export type LedgerCall = CallOf<
  OptionsOf<readonly [...typeof LEDGER_OPTIONS, ...typeof LEDGER_KEYS_OPTIONS]>
>;

/** A call that may name the key it verifies by, and the instant it tells of. */
export type EvidenceCall = CallOf<
  LedgerCall['options'] & OptionsOf<readonly [typeof KEY_OPTION, typeof COPY_OPTION, typeof AT]>
>;

/** A call whose result is printed. */
export type OutputCall = CallOf<OptionsOf<typeof OUTPUT_OPTIONS>>;
