import type { CommandSpec } from '../command.js';

/** `writ sandbox load`. */
export const sandboxLoad: CommandSpec = {
  name: 'sandbox load',
  summary: 'put a world into the running sandbox: a seed file, or what a manifest declares',
  about:
    'This is the seeding of the sandbox and not a way to grant: at a real provider only a Terraform apply adds access. Loading merges by name; ' +
    'nothing is deleted. With --manifest it makes the accounts, permission sets, groups, people and grants of the manifest, as Terraform would.',
  examples: ['writ sandbox load --manifest cdktf.out/manifest.json', 'writ sandbox load seed.json'],
  arguments: [{ name: '[seed]', about: 'seed file (writ.sandbox-seed/1)' }],
  options: [
    {
      flags: '--manifest <file>',
      about: 'make what this manifest declares; identity.json is read beside it',
    },
    { flags: '--json', about: 'print one JSON document instead of words' },
  ],
  schema: 'sandbox',
  load: () => import('../actions/sandbox-load.js'),
};
