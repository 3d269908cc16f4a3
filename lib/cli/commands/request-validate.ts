import { isAbsolute, join, relative, resolve } from 'node:path';
import { parseInstant, type Instant } from '../../kernel/index.js';
import { checkText, type CheckReport } from '../../report/index.js';
import { command, type ArgumentSpec, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { loadConfig, pathIn } from '../load-config.js';
import { CONFIG_OPTIONS, OUTPUT_OPTIONS, SANDBOX_RECORD_OPTION } from '../options.js';
import { print } from '../output.js';

const OPTIONS = [
  {
    flags: '--shape',
    about:
      'the shape of the files alone: reads no declarations and no feeds, and no configuration where files are named',
  },
  {
    flags: '--as-of <instant>',
    about: 'the instant to judge at (default: WRIT_AS_OF, else now; in a sandbox by its clock)',
  },
  SANDBOX_RECORD_OPTION,
  ...CONFIG_OPTIONS,
  ...OUTPUT_OPTIONS,
] as const satisfies readonly OptionSpec[];

const FILES = { name: '[file...]', about: 'ticket files (default: all)' } as const satisfies ArgumentSpec;

type ValidateCall = Call<typeof OPTIONS, readonly [typeof FILES]>;

/** `writ request validate`: what is wrong with ticket files. */
export const spec = command({
  about:
    'Says all that is wrong with ticket files at once: the fields of the kind, placeholders, windows, ids that pass for others; and, ' +
    'without --shape, whether principal, package and asset are known and the principal may ask for it. Ends with 4 when anything is.',
  examples: [
    'writ request validate',
    'writ request validate --shape',
    'writ request validate requests/2026/ACC-0042.yaml --json',
  ],
  arguments: [FILES],
  options: OPTIONS,
  schema: 'check',
  run,
});

async function run(call: ValidateCall): Promise<Exit> {
  const report = await (call.options.shape ? shapes(call) : whole(call));
  await print(call, { document: report, lines: (paint, width) => checkText(report, paint, width) });
  const unsure = report.checks.some(({ notLooked }) => notLooked !== undefined);
  return report.faults === 0 && !unsure ? 'done' : 'bad-input';
}

async function shapes(call: ValidateCall): Promise<CheckReport> {
  const { readTicket, ticketPaths } = await import('../../adapters/files/tickets.js');
  const { validateShapes } = await import('../../workflow/check/shapes.js');
  const named = call.args.length > 0 ? call.args : await inFolder(call, ticketPaths);
  return validateShapes(
    named,
    (file) => readTicket(isAbsolute(file) ? '' : call.io.cwd, file),
    await instantOf(call),
  );
}

/** Every ticket file of the configuration, from here. */
async function inFolder(
  call: ValidateCall,
  list: (folder: string) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const loaded = await loadConfig(call);
  const folder = pathIn(loaded, loaded.config.requests);
  return (await list(folder)).map((file) => relative(call.io.cwd, join(folder, file)));
}

async function whole(call: ValidateCall): Promise<CheckReport> {
  const loaded = await loadConfig(call);
  const { checkPorts, fromHere } = await import('../check-ports.js');
  const { validateTickets } = await import('../../workflow/index.js');
  const files = new Set(call.args.map((file) => resolve(call.io.cwd, file)));
  const ports = await checkPorts(call, loaded, files);
  const named = files.size > 0 ? files : undefined;
  return fromHere(
    await validateTickets(ports, await instantOf(call), named, loaded.config.policies),
    call.io,
  );
}

async function instantOf(call: ValidateCall): Promise<Instant> {
  const text = call.options.asOf ?? call.io.env['WRIT_AS_OF'];
  if (text) return parseInstant(text);
  const { evidenceClock } = await import('../ledger/evidence.js');
  return (await evidenceClock(call)).now();
}
