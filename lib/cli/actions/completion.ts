import type { Command } from 'commander';
import completionOf from '@bomb.sh/tab/commander';
import type { Call } from '../command.js';
import { COMMANDS } from '../commands/index.js';
import type { Exit } from '../exit.js';
import { programOf } from '../program.js';
import { VERSION } from '../version.js';

/** Prints the completion script of a shell. */
export function run(call: Call): Promise<Exit> {
  return answer(['completion', ...call.args]);
}

/** Answers what a completion script or a shell asks: `completion <shell>` or `complete -- words…`. */
export async function answer(argv: readonly string[]): Promise<Exit> {
  const program = programOf(VERSION, () => undefined, withoutItself);
  for (const command of tree(program)) command.description(command.summary() || command.description());
  completionOf(program, { completionCommandName: 'completion' });
  await program.parseAsync([...argv], { from: 'user' });
  return 'done';
}

/** The library adds `completion` and the hidden `complete` itself. */
const withoutItself = COMMANDS.filter((spec) => spec.name !== 'completion');

function tree(command: Command): Command[] {
  return [command, ...command.commands.flatMap(tree)];
}
