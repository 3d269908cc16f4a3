import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseInstant } from '../lib/kernel/index.js';
import { synthesize } from '../lib/synth/index.js';
import { runDrift } from '../lib/workflow/index.js';
import { startSandbox, type Sandbox } from '../sandbox/index.js';
import type { Measure } from './run.js';
import { sandboxPorts } from './support/ports.js';
import { ACCOUNT, onePair, PERMISSION_SET, PRINCIPALS } from './support/one-pair.js';

const run = promisify(execFile);

/**
 * One drift run against one `terraform plan` over the same 1,000 principals on one pair, in one sandbox. Terraform's
 * state says what is live, so that its plan is pure refresh. Nothing is printed where Terraform or its provider is not.
 */
export default async function bench(): Promise<Measure[]> {
  const inputs = onePair(parseInstant('2026-11-20T09:00:00Z'));
  const sandbox = await startSandbox({ load: inputs.seed, startAt: Date.parse(inputs.synth.asOf) });
  const folder = mkdtempSync(join(tmpdir(), 'writ-bench-'));
  try {
    const terraform = await preparedTerraform(folder, sandbox);
    if (!terraform) return [];
    const plan = await measured(sandbox, async () => {
      const { stdout } = await terraform('plan', '-input=false', '-no-color');
      if (!stdout.includes('No changes.')) throw new Error(`the plan is not empty: ${stdout.slice(-400)}`);
    });
    const synthesis = synthesize(inputs.synth);
    const drift = await measured(sandbox, async () => {
      const { manifest, digest: manifestDigest, identity } = synthesis;
      const { report } = await runDrift(sandboxPorts(sandbox), {
        manifest,
        manifestDigest,
        identity,
        pipelines: [],
        auditFor: 3_600_000,
      });
      if (report.verdict !== 'clean' || report.counts.matched < PRINCIPALS)
        throw new Error(`drift is not clean: ${JSON.stringify(report.counts)}`);
    });
    process.stderr.write(
      `terraform plan: ${plan.calls} calls, ${plan.seconds.toFixed(1)} s; writ drift: ${drift.calls} calls, ${drift.seconds.toFixed(1)} s\n`,
    );
    return [
      { name: 'terraform-calls-ratio', value: drift.calls / plan.calls, unit: 'ratio' },
      { name: 'terraform-time-ratio', value: drift.seconds / plan.seconds, unit: 'ratio' },
    ];
  } finally {
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Terraform = (...args: string[]) => Promise<{ stdout: string }>;

async function preparedTerraform(folder: string, sandbox: Sandbox): Promise<Terraform | undefined> {
  const terraform = terraformIn(folder, sandbox);
  try {
    await terraform('version');
  } catch {
    process.stderr.write('SKIPPED: terraform is not on the PATH\n');
    return undefined;
  }
  writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(configuration(sandbox)));
  try {
    await terraform('init', '-input=false', '-no-color');
  } catch {
    process.stderr.write('SKIPPED: no AWS provider; name a folder of unpacked providers in WRIT_TF_MIRROR\n');
    return undefined;
  }
  writeFileSync(join(folder, 'terraform.tfstate'), JSON.stringify(state(sandbox)));
  return terraform;
}

function terraformIn(folder: string, sandbox: Sandbox): Terraform {
  const mirror = process.env['WRIT_TF_MIRROR'];
  const config = join(folder, 'cli.tfrc');
  if (mirror)
    writeFileSync(
      config,
      `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
    );
  const env = {
    ...process.env,
    ...(mirror ? { TF_CLI_CONFIG_FILE: config } : {}),
    CHECKPOINT_DISABLE: '1',
    AWS_ENDPOINT_URL: sandbox.awsUrl,
    AWS_ACCESS_KEY_ID: 'AKIASANDBOXPIPELINE',
    AWS_SECRET_ACCESS_KEY: 'any',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  return (...args) => run('terraform', [`-chdir=${folder}`, ...args], { env, maxBuffer: 1 << 28 });
}

function configuration(sandbox: Sandbox): object {
  return {
    terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '>= 5.100.0, < 7.0.0' } } },
    provider: {
      aws: {
        region: 'us-east-1',
        skip_credentials_validation: true,
        skip_metadata_api_check: true,
        skip_region_validation: true,
        skip_requesting_account_id: true,
      },
    },
    resource: {
      aws_ssoadmin_account_assignment: Object.fromEntries(
        assignments(sandbox).map((each, at) => [`a${at}`, each]),
      ),
    },
  };
}

function state(sandbox: Sandbox): object {
  return {
    version: 4,
    terraform_version: '1.5.0',
    serial: 1,
    lineage: '00000000-0000-4000-8000-000000000000',
    outputs: {},
    resources: assignments(sandbox).map((each, at) => ({
      mode: 'managed',
      type: 'aws_ssoadmin_account_assignment',
      name: `a${at}`,
      provider: 'provider["registry.terraform.io/hashicorp/aws"]',
      instances: [
        {
          schema_version: 0,
          attributes: {
            ...each,
            id: [
              each.principal_id,
              each.principal_type,
              each.target_id,
              each.target_type,
              each.permission_set_arn,
              each.instance_arn,
            ].join(','),
            timeouts: null,
          },
        },
      ],
    })),
  };
}

function assignments({
  runtime: { world },
}: Sandbox): Record<
  'instance_arn' | 'permission_set_arn' | 'principal_id' | 'principal_type' | 'target_id' | 'target_type',
  string
>[] {
  const set = [...world.aws.permissionSets.values()].find(({ name }) => name === PERMISSION_SET);
  return [...world.aws.users.values()].map(({ id }) => ({
    instance_arn: world.aws.instanceArn,
    permission_set_arn: set?.arn ?? '',
    principal_id: id,
    principal_type: 'USER',
    target_id: ACCOUNT,
    target_type: 'AWS_ACCOUNT',
  }));
}

async function measured(
  sandbox: Sandbox,
  work: () => Promise<void>,
): Promise<{ calls: number; seconds: number }> {
  sandbox.runtime.calls.length = 0;
  const start = process.hrtime.bigint();
  await work();
  return { calls: sandbox.runtime.calls.length, seconds: Number(process.hrtime.bigint() - start) / 1e9 };
}
