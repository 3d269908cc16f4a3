import type { CommandSpec } from '../command.js';

/** `writ demo`. */
export const demo: CommandSpec = {
  name: 'demo',
  summary: 'the main job from end to end against the sandbox, in under 90 seconds',
  about:
    'Starts the sandbox on free loopback ports, makes the example organization live, plays what goes wrong in real life, and runs drift and ' +
    'revert on it. Every step is this same binary, run against the real server and checked. Leaves nothing running.',
  examples: ['writ demo', 'writ demo --keep'],
  arguments: [],
  options: [
    { flags: '--keep', about: 'keep the folder with the manifest, journal and reports' },
    {
      flags: '--config <file>',
      about: 'another organization to play it with (default: the example in this package)',
    },
  ],
  schema: undefined,
  load: () => import('../actions/demo.js'),
};
