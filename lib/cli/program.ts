import { Argument, Command, Option } from 'commander';
import type { ArgumentSpec, CommandSpec, OptionSpec } from './command.js';
import { COMMANDS, NOUNS } from './commands/index.js';
import { EXIT } from './exit.js';

/** What the parser found: a command with its arguments and options. */
export interface Parsed {
  readonly spec: CommandSpec;
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
}

/** The tree of commands. `found` is told which one was asked for; nothing runs here. */
export function programOf(
  version: string,
  found: (parsed: Parsed) => void,
  commands: readonly CommandSpec[] = COMMANDS,
): Command {
  const root = new Command('writ')
    .description('Access governance as code for AWS and Okta. Terraform grants; Writ takes away.')
    .version(version, '-V, --version', 'print the version')
    .helpCommand('help [command]', 'help on one command')
    .configureHelp({ showGlobalOptions: false, sortOptions: false });
  root.addHelpText('after', rootEpilogue);
  const nouns = new Map<string, Command>();
  for (const spec of commands) parentOf(root, nouns, spec).addCommand(commandOf(spec, found));
  return root;
}

function parentOf(root: Command, nouns: Map<string, Command>, spec: CommandSpec): Command {
  const [noun = '', verb] = spec.name.split(' ');
  if (verb === undefined) return root;
  const known = nouns.get(noun);
  if (known) return known;
  const made = new Command(noun).description(NOUNS[noun] ?? '').helpCommand(false);
  nouns.set(noun, made);
  root.addCommand(made);
  return made;
}

function commandOf(spec: CommandSpec, found: (parsed: Parsed) => void): Command {
  const command = new Command(spec.name.split(' ').at(-1));
  command.summary(spec.summary).description(`${spec.summary}\n\n${spec.about}`);
  for (const argument of spec.arguments) command.addArgument(argumentOf(argument));
  for (const option of spec.options) command.addOption(optionOf(option));
  command.addHelpText('after', epilogue(spec));
  return command.action(() => {
    found({ spec, args: command.args, options: command.opts() });
  });
}

function argumentOf(spec: ArgumentSpec): Argument {
  const argument = new Argument(spec.name, spec.about);
  return spec.choices ? argument.choices([...spec.choices]) : argument;
}

function optionOf(spec: OptionSpec): Option {
  const option = new Option(spec.flags, spec.about);
  if (spec.choices) option.choices([...spec.choices]);
  if (spec.default !== undefined) option.default(spec.default);
  return option;
}

function epilogue(spec: CommandSpec): string {
  const schema = spec.schema ? `\n\nSchema of --json: schemas/${spec.schema}.schema.json` : '';
  return `\nExamples:\n${spec.examples.map((example) => `  $ ${example}`).join('\n')}${schema}`;
}

function rootEpilogue(): string {
  const rows = Object.values(EXIT).map(({ code, means }) => `  ${String(code).padEnd(5)}${means}`);
  return `\nExit codes:\n${rows.join('\n')}\n\nExamples:\n  $ writ demo\n  $ writ scan --help`;
}
