import { CommanderError, type Command } from 'commander';
import { WritError } from '../kernel/index.js';
import { COMMANDS } from './commands/index.js';
import type { Io } from './io.js';
import { knownFor, programOf, type Parsed } from './program.js';
import { VERSION } from './version.js';

/** What the arguments ask for: a command, or nothing more because help or the version was printed. */
export type ParsedArguments =
  { readonly ask: 'command'; readonly parsed: Parsed } | { readonly ask: 'nothing' };

/** Reads the arguments. Throws USAGE, with a suggestion where one is near. */
export async function parse(argv: readonly string[], io: Io): Promise<ParsedArguments> {
  let parsed: Parsed | undefined;
  const program = programOf(VERSION, (found) => (parsed = found), await knownFor(COMMANDS, argv));
  harness(program, io);
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return ended(error);
    throw error;
  }
  return parsed ? { ask: 'command', parsed } : { ask: 'nothing' };
}

function harness(command: Command, io: Io): void {
  command.exitOverride().configureOutput({
    writeOut: (text) => io.out(text),
    writeErr: () => undefined,
    getOutHelpWidth: () => Math.min(io.columns, 110),
    getErrHelpWidth: () => Math.min(io.columns, 110),
    outputError: () => undefined,
  });
  for (const child of command.commands) harness(child, io);
}

/** Help and version end well; a group without its verb, and everything else, is a fault of the call. */
function ended(error: CommanderError): ParsedArguments {
  if (error.code === 'commander.helpDisplayed' || error.code === 'commander.version')
    return { ask: 'nothing' };
  if (error.code === 'commander.help') {
    throw new WritError('USAGE', 'a command is missing', { remedy: 'run `writ --help` to see the commands' });
  }
  const [fault = '', hint] = error.message.replace(/^error: /, '').split('\n');
  const suggestion = /\(Did you mean (.+)\?\)/.exec(hint ?? '')?.[1];
  throw new WritError('USAGE', quoted(fault), {
    remedy: suggestion
      ? `did you mean \`${suggestion}\`? see \`writ --help\``
      : 'see `writ --help`, or `--help` after the command',
    candidates: suggestion ? [suggestion] : [],
  });
}

function quoted(message: string): string {
  return message.replaceAll("'", '`').replace(/\.$/, '');
}
