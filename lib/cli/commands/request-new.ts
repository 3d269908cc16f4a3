import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { RECOVERY_ACTIONS, TICKET_CLASSES, TICKET_KINDS } from '../../manifest/index.js';
import { requestText, type WrittenTicket } from '../../report/index.js';
import type { Ask, OptionalClaims, Question } from '../../workflow/index.js';
import { command, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { judgedAt } from '../ledger/evidence.js';
import { loadConfig, pathIn, type LoadedConfig } from '../load-config.js';
import { CONFIG_OPTIONS, OUTPUT_OPTIONS, SANDBOX_RECORD_OPTION } from '../options.js';
import { print } from '../output.js';
import { synthFiles } from '../synth-files.js';

const OPTIONS = [
  { flags: '--kind <kind>', about: 'what kind of ticket', choices: TICKET_KINDS, default: 'standard' },
  { flags: '--principal <who>', about: 'whom it is for: an id, or an e-mail, login or name that fits one' },
  {
    flags: '--package <id>',
    about: 'the package; without it those that the principal may ask for are offered',
  },
  { flags: '--asset <name>', about: 'one asset of the package' },
  { flags: '--justification <text>', about: 'why it is needed' },
  { flags: '--for <duration>', about: 'how long, like 4h (default: what the package gives)' },
  { flags: '--start <instant>', about: 'when it begins (default: on-approval)' },
  { flags: '--of <ticket>', about: 'of a renewal or removal: the ticket that it changes' },
  {
    flags: '--trigger <what>',
    about: 'access ends when this ends: incident:… (an emergency needs one), change:…',
  },
  { flags: '--policy <id>', about: 'of an exception: the policy of exceptions that allows it' },
  { flags: '--reason <code>', about: 'of an exception: the reason code' },
  {
    flags: '--action <action>',
    about: 'of an account-recovery: what is to be done',
    choices: RECOVERY_ACTIONS,
  },
  {
    flags: '--verification <event>',
    about: 'of an account-recovery: the event by which the person was verified',
  },
  {
    flags: '--tier <tier>',
    about: 'the risk tier as you take it',
    choices: ['low', 'medium', 'high', 'critical'],
  },
  { flags: '--class <class>', about: 'the class as you take it', choices: TICKET_CLASSES },
  { flags: '--on-behalf-of <who>', about: 'hr:… of the human on whose behalf an agent opens it' },
  { flags: '--reaches <system...>', about: 'of a vendor: the downstream systems that the access reaches' },
  { flags: '--rotation <text>', about: 'of a workload: what rotating its credential breaks' },
  { flags: '--dependents <text>', about: 'of a workload: what depends on it' },
  { flags: '--revocation <text>', about: 'of a workload: how its access is taken away' },
  { flags: '--as-of <instant>', about: 'the instant to write it at (default: WRIT_AS_OF, else now)' },
  SANDBOX_RECORD_OPTION,
  ...CONFIG_OPTIONS,
  ...OUTPUT_OPTIONS,
] as const satisfies readonly OptionSpec[];

type NewCall = Call<typeof OPTIONS>;

/** `writ request new`: writes a ticket file. */
export const spec = command({
  about:
    'Writes a ticket file below the folder of requests, once it passes all that `writ check` holds a ticket to. At a terminal it asks for what is ' +
    'missing and offers the packages that the job functions of the principal name; elsewhere it says what is missing and ends with 4. The id ' +
    'is made of what is asked for and when, so that two branches do not take the same one.',
  examples: [
    'writ request new',
    "writ request new --principal rafael.domingues@meridianpay.example --package prod-admin --asset payments-platform --justification 'Roll back the failed migration, change CHG-7731'",
    "writ request new --kind renewal --of ACC-0042 --justification 'The second shard is rolled back too'",
  ],
  arguments: [],
  options: OPTIONS,
  schema: 'request',
  run,
});

async function run(call: NewCall): Promise<Exit> {
  const loaded = await loadConfig(call);
  const written = await writeTicket(call, loaded);
  const shown = {
    ...written,
    file: relative(call.io.cwd, join(pathIn(loaded, loaded.config.requests), written.file)),
  };
  await print(call, { document: shown, lines: (paint, width) => requestText(shown, paint, width) });
  return 'done';
}

async function writeTicket(call: NewCall, loaded: LoadedConfig): Promise<WrittenTicket> {
  const { filePorts } = await import('../../synth/index.js');
  const { Answers, newTicket } = await import('../../workflow/index.js');
  const { ticketIn } = await import('../../adapters/files/tickets.js');
  const { ticketText, writeNewTicket } = await import('../../adapters/files/new-ticket.js');
  const at = await judgedAt(call, call.options.asOf);
  const files = synthFiles(call, loaded, pathIn(loaded, loaded.config.out ?? 'cdktf.out'));
  const ports = filePorts(files);
  const { kind, start } = call.options;
  const { tickets } = await ports.tickets();
  return newTicket(
    {
      print: (fields) => ticketText(fields, schemaFrom(loaded, join(files.requests, at.slice(0, 4)))),
      parse: ticketIn,
      write: (file, text) => writeNewTicket(files.requests, file, text),
    },
    {
      kind,
      ...(start === undefined ? {} : { start }),
      claims: claimsIn(call),
      answers: new Answers(answersIn(call), askOf(call), (text) => call.io.err(text)),
      catalogue: await ports.catalogue(),
      identity: await ports.identity(at),
      tickets,
      decisions: (await ports.decisions.read()).decisions,
      at,
    },
  );
}

/** The claims that stand as the options give them. */
function claimsIn({ options }: NewCall): OptionalClaims {
  const { trigger, tier, class: declared, onBehalfOf, reaches, rotation, dependents, revocation } = options;
  const claims = { trigger, tier, class: declared, onBehalfOf, reaches, rotation, dependents, revocation };
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
}

/** What the options answer already. */
function answersIn({ options }: NewCall): Readonly<Record<string, string | undefined>> {
  const { of, principal, package: wanted, asset, for: span, justification, trigger } = options;
  const { policy, reason, action, verification } = options;
  const ofKind = { policy, reason, action, verification, trigger };
  return { of, principal, package: wanted, asset, for: span, justification, ...ofKind };
}

/** Questions as a terminal shows them; undefined where there is none. */
function askOf({ io, signal }: NewCall): Ask | undefined {
  const { ask } = io;
  return ask && ((question) => ask(questionText(question), signal));
}

function questionText({ about, choices = [], usual }: Question): string {
  const listed = choices
    .map(({ value, about: title }, index) => `  ${index + 1}. ${value}: ${title}\n`)
    .join('');
  return `${listed}${about}${usual === undefined ? '' : ` [${usual}]`}: `;
}

/** The schema of tickets as an editor finds it from a folder: the project's own copy, else that of the installed package. */
function schemaFrom({ root }: LoadedConfig, folder: string): string {
  const own = join(root, 'schemas', 'ticket.schema.json');
  const installed = join(root, 'node_modules', 'writ', 'schemas', 'ticket.schema.json');
  return relative(folder, existsSync(own) ? own : installed).replaceAll('\\', '/');
}
