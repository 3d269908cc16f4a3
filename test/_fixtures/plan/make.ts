import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startSandbox } from '../../../sandbox/index.js';
import { outputFiles, type Synthesis } from '../../../lib/synth/index.js';
import { ALTERED, ENDED, NATIVE, SYNTHESIS } from '../../plan/_syntheses.js';
import { worldBefore } from '../../journeys/terraform.js';

/**
 * Makes plans with the Terraform on the PATH and the provider in WRIT_TF_MIRROR: what the fixtures' world was applied as, and what is then planned of another
 * synthesis or after somebody changed it by hand. `node scripts/run-ts.js test/_fixtures/plan/make.ts <folder>`; native ids are others at every run,
 * so that what it makes is looked at before it takes the place of a fixture.
 */
const [out = ''] = process.argv.slice(2);
const STACKS = ['aws-groups-0', 'aws-sets-0', 'aws-tickets-0'];
const WORLD = worldBefore({ id: NATIVE, userName: 'p1@example.com', displayName: 'Person 1' });

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'writ-plan-'));
  const sandbox = await startSandbox({ load: WORLD });
  const { aws } = sandbox.runtime.world;
  writeFileSync(
    join(folder, 'terraformrc'),
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(process.env['WRIT_TF_MIRROR'])}\n  }\n}\n`,
  );
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    TF_CLI_CONFIG_FILE: join(folder, 'terraformrc'),
    CHECKPOINT_DISABLE: '1',
    TF_IN_AUTOMATION: '1',
    AWS_ENDPOINT_URL: sandbox.awsUrl,
    AWS_REGION: aws.region,
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  const terraform = (stack: string, ...args: string[]): Promise<string> =>
    new Promise((done, fail) => {
      const cwd = join(folder, 'stacks', stack);
      execFile('terraform', args, { cwd, env, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
        if (error) fail(new Error(`${stack} ${args.join(' ')}\n${stdout}\n${stderr}`));
        else done(stdout);
      });
    });
  const write = (synthesis: Synthesis): void => {
    for (const [path, text] of outputFiles(synthesis)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  };
  const planAs = async (name: string, stack: string): Promise<void> => {
    await terraform(stack, 'plan', '-input=false', '-out=x.tfplan');
    writeFileSync(join(out, `${name}-${stack}.json`), await terraform(stack, 'show', '-json', 'x.tfplan'));
    process.stdout.write(`${name}-${stack}\n`);
  };
  try {
    mkdirSync(out, { recursive: true });
    write(SYNTHESIS);
    for (const stack of STACKS) {
      await terraform(stack, 'init', '-input=false');
      await planAs('create', stack);
      await terraform(stack, 'apply', '-auto-approve', '-input=false');
    }
    for (const stack of STACKS) await planAs('noop', stack);
    write(ALTERED);
    await planAs('altered', 'aws-sets-0');
    write(ENDED);
    await planAs('ended', 'aws-tickets-0');
    write(SYNTHESIS);
    for (const id of [...aws.memberships.keys()]) aws.memberships.delete(id);
    for (const set of aws.permissionSets.values())
      if (set.name === 'Read')
        Object.assign(set, {
          inlinePolicy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
        });
    for (const stack of ['aws-sets-0', 'aws-tickets-0']) await planAs('drifted', stack);
  } finally {
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
