import completionOf from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
import { command, type ArgumentSpec, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { knownFor, programOf } from '../program.js';
import { VERSION } from '../version.js';
import { COMMANDS } from './index.js';

const ARGUMENTS = [
  { name: '<shell>', about: 'the shell', choices: ['zsh', 'bash', 'fish', 'powershell'] },
] as const satisfies readonly ArgumentSpec[];
const OPTIONS = [] as const satisfies readonly OptionSpec[];

type CompletionCall = Call<typeof OPTIONS, typeof ARGUMENTS>;

/** `writ completion`: the script that a shell sources. */
export const spec = command({
  about: 'Source it from the start-up file of the shell. Suggestions come from the commands themselves.',
  examples: ['source <(writ completion bash)', 'writ completion fish > ~/.config/fish/completions/writ.fish'],
  arguments: ARGUMENTS,
  options: OPTIONS,
  schema: undefined,
  run,
});

/** Prints the completion script of a shell. */
function run(call: CompletionCall): Promise<Exit> {
  return answer(['completion', ...call.args]);
}

/** Answers what a completion script or a shell asks: `completion <shell>` or `complete -- words…`. */
export async function answer(argv: readonly string[]): Promise<Exit> {
  const program = programOf(VERSION, () => undefined, await knownFor(withoutItself, argv));
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
