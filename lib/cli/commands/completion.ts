import type { CommandSpec } from '../command.js';

/** `writ completion`: the script that a shell sources. */
export const completion: CommandSpec = {
  name: 'completion',
  summary: 'print the completion script of a shell',
  about: 'Source it from the start-up file of the shell. Suggestions come from the commands themselves.',
  examples: ['source <(writ completion bash)', 'writ completion fish > ~/.config/fish/completions/writ.fish'],
  arguments: [{ name: '<shell>', about: 'the shell', choices: ['zsh', 'bash', 'fish', 'powershell'] }],
  options: [],
  schema: undefined,
  load: () => import('../actions/completion.js'),
};
