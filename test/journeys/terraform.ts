import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROD, STAGE } from '../synth/builders.js';
import { outputFiles, type Synthesis } from '../../lib/synth/index.js';

/** A folder of provider plugins, named by WRIT_TF_MIRROR. */
export const MIRROR = process.env['WRIT_TF_MIRROR'];

/** `test` where Terraform and its plugins are on the machine; else a skip that says so. In CI nothing is skipped: there it fails. */
export function terraformTest(): typeof test {
  if (MIRROR && spawnSync('terraform', ['version'], { stdio: 'ignore' }).status === 0) return test;
  if (process.env['CI'] === 'true') {
    test('Terraform and its plugins are there in CI', () => {
      throw new Error('needs terraform on the PATH, and in WRIT_TF_MIRROR a folder of provider plugins');
    });
  }
  process.stderr.write('SKIPPED: needs terraform, and in WRIT_TF_MIRROR a folder of provider plugins\n');
  return test.skip;
}

/** Two accounts, the group that the push from Okta has made, and users: what is there before Terraform grants anything. */
export function worldBefore(
  ...users: readonly { id: string; userName: string; displayName: string }[]
): object {
  return {
    schema: 'writ.sandbox-seed/1',
    aws: {
      accounts: [
        { id: PROD, name: 'prod' },
        { id: STAGE, name: 'stage' },
      ],
      users,
      groups: [{ displayName: 'prod-admins' }],
    },
  };
}

/** What one run of Terraform said. */
export interface Said {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Terraform in one stack of a written synthesis. */
export type Terraform = (stack: string, ...args: string[]) => Promise<Said>;

/** Writes the stacks below `folder` and gives Terraform for them, with plugins from the mirror only. */
export function terraformIn(
  folder: string,
  synthesis: Synthesis,
  env: Readonly<Record<string, string>> = {},
): Terraform {
  const config = join(folder, 'terraformrc');
  writeFileSync(
    config,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(MIRROR)}\n  }\n}\n`,
  );
  for (const [path, text] of outputFiles(synthesis)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const all = {
    ...process.env,
    TF_CLI_CONFIG_FILE: config,
    CHECKPOINT_DISABLE: '1',
    TF_IN_AUTOMATION: '1',
    ...env,
  };
  return (stack, ...args) =>
    new Promise((done) => {
      const options = { cwd: join(folder, 'stacks', stack), env: all, maxBuffer: 64 * 1024 * 1024 };
      execFile('terraform', args, options, (error, stdout, stderr) => {
        done({ status: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr });
      });
    });
}
