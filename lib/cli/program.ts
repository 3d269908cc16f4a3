import { Argument, Command, Option } from 'commander';
import type { ArgumentSpec, CommandEntry, CommandSpec, OptionSpec } from './command.js';
import { NOUNS } from './commands/index.js';
import { EXIT } from './exit.js';
import { WritError } from '../kernel/index.js';

/** A command as far as it is known: without its spec where only its name and summary are shown. */
export interface KnownCommand extends Pick<CommandEntry, 'name' | 'summary'> {
  readonly spec?: CommandSpec;
}

/** What the parser found: a command with its arguments and options. */
export interface Parsed {
  readonly spec: CommandSpec;
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
}

/** Loads those commands that `words` may mean, all the words of whose names are among them; the others stay names. */
export function knownFor(
  entries: readonly CommandEntry[],
  words: readonly string[],
): Promise<KnownCommand[]> {
  return Promise.all(
    entries.map(async ({ name, summary, load }) =>
      name.split(' ').every((word) => words.includes(word))
        ? { name, summary, spec: await load() }
        : { name, summary },
    ),
  );
}

/** The tree of commands. `found` is told which one was asked for; nothing runs here. */
export function programOf(
  version: string,
  found: (parsed: Parsed) => void,
  commands: readonly KnownCommand[],
): Command {
  const root = new Command('writ')
    .description('Access governance as code for AWS and Okta. Terraform grants; Writ takes away.')
    .version(version, '-V, --version', 'print the version')
    .helpCommand('help [command]', 'help on one command')
    .configureHelp({ showGlobalOptions: false, sortOptions: false });
  root.addHelpText('after', rootEpilogue);
  const nouns = new Map<string, Command>();
  for (const known of commands) parentOf(root, nouns, known.name).addCommand(commandOf(known, found));
  return root;
}

function parentOf(root: Command, nouns: Map<string, Command>, name: string): Command {
  const [noun = '', verb] = name.split(' ');
  if (verb === undefined) return root;
  const known = nouns.get(noun);
  if (known) return known;
  const made = new Command(noun).description(NOUNS[noun] ?? '').helpCommand(false);
  nouns.set(noun, made);
  root.addCommand(made);
  return made;
}

function commandOf({ name, summary, spec }: KnownCommand, found: (parsed: Parsed) => void): Command {
  const command = new Command(name.split(' ').at(-1));
  command.summary(summary).description(summary);
  if (!spec) return command;
  command.description(`${summary}\n\n${spec.about}`);
  for (const argument of spec.arguments) command.addArgument(argumentOf(argument));
  for (const option of spec.options) command.addOption(optionOf(option));
  const twin = twinOf(spec);
  if (twin) command.addOption(new Option(`${twin.flags} <instant>`).hideHelp());
  command.addHelpText('after', epilogue(spec));
  return command.action(() => {
    found({ spec, args: command.args, options: withTwin(command.opts(), twin) });
  });
}

/** The two names of the instant that a command judges at: whichever it is documented under, both are taken. */
const TWINS = {
  '--at <instant>': { flags: '--as-of', name: 'asOf', own: 'at' },
  '--as-of <instant>': { flags: '--at', name: 'at', own: 'asOf' },
} as const;
type Twin = (typeof TWINS)[keyof typeof TWINS];

function twinOf({ options }: CommandSpec): Twin | undefined {
  const own = options.find(({ flags }) => Object.hasOwn(TWINS, flags))?.flags;
  return own === undefined ? undefined : TWINS[own as keyof typeof TWINS];
}

/** The options with the instant under the name that the command knows it by. Throws USAGE where both names say something else. */
function withTwin(options: Readonly<Record<string, unknown>>, twin: Twin | undefined): Parsed['options'] {
  if (!twin || options[twin.name] === undefined) return options;
  const { [twin.name]: given, ...others } = options;
  if (others[twin.own] !== undefined && others[twin.own] !== given)
    throw new WritError('USAGE', '`--at` and `--as-of` are one option and name two instants', {
      remedy: 'give one of them',
    });
  return { ...others, [twin.own]: given };
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
