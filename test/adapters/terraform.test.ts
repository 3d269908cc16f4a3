import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  findBinary,
  refuseInherited,
  TerraformProcess,
  type TerraformProps,
} from '../../lib/adapters/terraform/index.js';
import { isWritError, WritError } from '../../lib/kernel/index.js';
import { fakeTerraform, type FakeSteps } from '../_helpers/fake-terraform.js';
import { tempFolder } from '../_helpers/temp.js';

const SECRET = 'qV7Rk2mZ0pXw';
const SHARD = {
  stack: 'aws-groups-0',
  provider: 'aws',
  configuration: Buffer.from('{"resource":{}}'),
} as const;

interface Opened {
  readonly terraform: TerraformProcess;
  readonly calls: ReturnType<typeof fakeTerraform>;
  readonly folder: string;
}

async function opened(steps: FakeSteps = {}, more: Partial<TerraformProps> = {}): Promise<Opened> {
  const folder = tempFolder();
  const binary = join(folder, 'bin', 'terraform');
  const calls = fakeTerraform(binary, steps);
  const terraform = await TerraformProcess.open({
    binary,
    backend: { kind: 'local', folder: '/srv/states' },
    locks: {},
    provider: { aws: { AWS_ACCESS_KEY_ID: 'AKIA1', AWS_SECRET_ACCESS_KEY: SECRET }, okta: {} },
    secrets: [SECRET],
    timeout: 20_000,
    patience: 5_000,
    signal: new AbortController().signal,
    ...more,
  });
  closing.push(terraform);
  return { terraform, calls, folder };
}

const closing: TerraformProcess[] = [];
afterEach(async () => {
  for (const each of closing.splice(0)) await each.close();
});

const quiet = (): void => undefined;
async function codeOf(work: Promise<unknown>): Promise<string> {
  return (await faultOf(work)).code;
}
async function faultOf(work: Promise<unknown>): Promise<WritError> {
  const error: unknown = await work.then(
    () => new Error('it went well'),
    (thrown: unknown) => thrown,
  );
  if (!isWritError(error)) throw error;
  return error;
}
const planned = async (steps: FakeSteps, more: Partial<TerraformProps> = {}): Promise<unknown> =>
  (await opened(steps, more)).terraform.plan(SHARD, quiet);

describe('what the program gets', () => {
  it('an environment of known names alone, whatever this process has; and flags that are ours', async () => {
    process.env['WRIT_TEST_LEAK'] = 'leak';
    const { terraform, calls } = await opened();
    await terraform.plan(SHARD, quiet);
    delete process.env['WRIT_TEST_LEAK'];
    expect(calls().map(({ args }) => args)).toEqual([
      ['init', '-input=false', '-json', '-backend-config=path=/srv/states/aws-groups-0.tfstate'],
      ['plan', '-input=false', '-json', '-lock=true', '-out=plan.tfplan'],
      ['show', '-json', 'plan.tfplan'],
    ]);
    for (const { env } of calls())
      expect(Object.keys(env).sort()).toEqual([
        'AWS_ACCESS_KEY_ID',
        'AWS_CONFIG_FILE',
        'AWS_EC2_METADATA_DISABLED',
        'AWS_SECRET_ACCESS_KEY',
        'AWS_SHARED_CREDENTIALS_FILE',
        'CHECKPOINT_DISABLE',
        'HOME',
        'TF_CLI_CONFIG_FILE',
        'TF_DATA_DIR',
        'TF_IN_AUTOMATION',
        'TMPDIR',
      ]);
    expect(calls()[0]?.files).toEqual(['cdk.tf.json']);
  });

  it('a reviewed lock file, read only; without one, the first stack makes it for the others', async () => {
    const lock = Buffer.from('# reviewed\n');
    const reviewed = await opened({}, { locks: { aws: lock } });
    expect(await reviewed.terraform.plan(SHARD, quiet)).toMatchObject({ lockReviewed: true });
    expect(reviewed.calls()[0]?.args).toContain('-lockfile=readonly');
    const { terraform, calls } = await opened();
    expect(await terraform.plan(SHARD, quiet)).toMatchObject({ lockReviewed: false });
    await terraform.plan({ ...SHARD, stack: 'aws-sets-0' }, quiet);
    const inits = calls().filter(({ args }) => args[0] === 'init');
    expect(inits.map(({ args }) => args.includes('-lockfile=readonly'))).toEqual([false, true]);
  });

  it.each(['../evil', 'a/b', '-target=x', '$(id)', '', 'a\nb'])('no folder for stack %j', async (stack) => {
    const { terraform, calls } = await opened();
    expect(await codeOf(terraform.plan({ ...SHARD, stack }, quiet))).toBe('SCHEMA_INVALID');
    expect(calls()).toEqual([]);
  });

  it.each([
    [
      { kind: 's3', bucket: 'states', region: 'eu-west-1', prefix: 'writ/' },
      [
        'bucket=states',
        'encrypt=true',
        'key=writ/aws-groups-0.tfstate',
        'region=eu-west-1',
        'use_lockfile=true',
      ],
    ],
    [{ kind: 'cloud', token: SECRET }, []],
  ] as const)('settings of the backend %j', async (backend, settings) => {
    const { terraform, calls } = await opened({}, { backend });
    await terraform.plan(SHARD, quiet);
    const [init] = calls();
    expect(init?.args.filter((arg) => arg.startsWith('-backend'))).toEqual(
      settings.map((setting) => `-backend-config=${setting}`),
    );
    expect(init?.env['TF_TOKEN_app_terraform_io']).toBe(backend.kind === 'cloud' ? SECRET : undefined);
  });
});

describe('an environment that steers', () => {
  it.each([
    'TF_CLI_ARGS_plan',
    'TF_WORKSPACE',
    'TF_REATTACH_PROVIDERS',
    'TOFU_X',
    'AWS_ENDPOINT_URL',
    'AWS_ENDPOINT_URL_IAM',
    'tf_log',
  ])('%s is refused by name, without its value', (name) => {
    const refuse = (): void => refuseInherited({ PATH: '/bin', [name]: SECRET });
    expect(refuse).toThrow(expect.objectContaining({ code: 'TERRAFORM_ENVIRONMENT' }));
    expect(refuse).toThrow(name);
    expect(refuse).not.toThrow(SECRET);
  });
  it('honest twin: names that only look alike', () => {
    refuseInherited({
      PATH: '/bin',
      TFENV: '1',
      AWS_REGION: 'eu-west-1',
      WRIT_TF_MIRROR: '/x',
      TF: undefined,
    });
  });
});

describe('the program itself', () => {
  it('is looked for on the PATH, terraform before tofu, and never in a relative folder', async () => {
    const folder = tempFolder();
    fakeTerraform(join(folder, 'b', 'tofu'));
    const path = `${join(folder, 'a')}:.:${join(folder, 'b')}`;
    expect(await findBinary(undefined, path)).toBe(join(folder, 'b', 'tofu'));
    fakeTerraform(join(folder, 'a', 'terraform'));
    expect(await findBinary(undefined, path)).toBe(join(folder, 'a', 'terraform'));
    expect(await codeOf(findBinary(undefined, './bin'))).toBe('TERRAFORM_MISSING');
    writeFileSync(join(folder, 'plain'), '');
    expect(await codeOf(findBinary(join(folder, 'plain'), undefined))).toBe('TERRAFORM_MISSING');
  });

  it.each([
    ['Terraform v1.9.0', { tool: 'terraform', version: '1.9.0' }],
    ['OpenTofu v1.8.0', { tool: 'opentofu', version: '1.8.0' }],
    ['Terraform v1.8.5', 'TERRAFORM_VERSION'],
    ['OpenTofu v1.7.9', 'TERRAFORM_VERSION'],
    ['Terraform v2.0.0', 'TERRAFORM_VERSION'],
    ['Pulumi v1.9.0', 'TERRAFORM_MALFORMED'],
    ['', 'TERRAFORM_MALFORMED'],
  ])('%j', async (said, expected) => {
    const { terraform } = await opened({ version: `process.stdout.write(${JSON.stringify(said + '\n')})` });
    if (typeof expected === 'string') expect(await codeOf(terraform.tool())).toBe(expected);
    else expect(await terraform.tool()).toMatchObject(expected);
  });
});

describe('how it fails', () => {
  it.each<readonly [string, FakeSteps, string]>([
    ['no provider', { init: "fails('Failed to query available provider packages')" }, 'TERRAFORM_PLUGIN'],
    [
      'other builds than are locked',
      {
        init: "fails('Failed to install provider', 'doesn\\'t match any of the checksums in the lock file')",
      },
      'TERRAFORM_LOCK',
    ],
    [
      'an unreachable backend',
      { init: "fails('Failed to get existing workspaces: Unable to list objects in S3 bucket')" },
      'TERRAFORM_BACKEND',
    ],
    ['a locked state', { plan: "fails('Error acquiring the state lock')" }, 'TERRAFORM_STATE_LOCKED'],
    ['a crash of a provider', { plan: "fails('Plugin did not respond')" }, 'TERRAFORM_CRASHED'],
    [
      'a panic',
      { plan: "process.stderr.write('panic: runtime error\\n'); process.exitCode = 2" },
      'TERRAFORM_CRASHED',
    ],
    ['a signal', { plan: "process.kill(process.pid, 'SIGKILL')" }, 'TERRAFORM_CRASHED'],
    [
      'anything else',
      { plan: "process.stdout.write('plain text among JSON\\n'); fails('Something')" },
      'TERRAFORM_FAILED',
    ],
    ['no lock file', { init: '' }, 'TERRAFORM_MALFORMED'],
    ['no plan file', { plan: '' }, 'TERRAFORM_MALFORMED'],
    ['show', { show: 'process.exitCode = 1' }, 'TERRAFORM_FAILED'],
  ])('%s', async (_, steps, code) => expect(await codeOf(planned(steps))).toBe(code));

  it('no secret stands in what it says: neither of the environment, nor another that a provider put there', async () => {
    const other = 'Zx81kQpL0vB7nM3tR6yU';
    const said = `${SECRET} ${encodeURIComponent(SECRET)} ${Buffer.from(SECRET).toString('base64')} ${other} https://me:pw@host.example/x?X-Amz-Signature=${other}`;
    const error = await faultOf(
      planned({
        plan: `process.stderr.write(${JSON.stringify(said)}); fails('AccessDeniedException: ' + ${JSON.stringify(said)}, ${JSON.stringify(said)}, { snippet: { code: ${JSON.stringify(other)} } })`,
      }),
    );
    const told = JSON.stringify(error);
    expect(told).toContain('AccessDeniedException');
    for (const secret of [SECRET, other, 'pw@', Buffer.from(SECRET).toString('base64')])
      expect(told).not.toContain(secret);
  });

  it('one that does not end is ended, and a line of garbage without end is left out', async () => {
    const hangs = "process.stdout.write('x'.repeat(3_000_000)); setInterval(() => {}, 1000)";
    expect(await codeOf(planned({ plan: hangs }, { timeout: 700, patience: 200 }))).toBe('TERRAFORM_TIMEOUT');
  });
});

describe('a stop', () => {
  const LOOP =
    "setInterval(() => {}, 1000); fs.writeFileSync(process.env.HOME + '/started', String(process.pid));";
  async function stopped(plan: string): Promise<{ error: WritError; pid: number; log: string }> {
    const stop = new AbortController();
    const log = join(tempFolder(), 'signals');
    const { terraform } = await opened(
      { plan: plan.replaceAll('LOG', JSON.stringify(log)) },
      { signal: stop.signal, patience: 400 },
    );
    const work = faultOf(terraform.plan(SHARD, quiet));
    const home = join(Reflect.get(terraform, 'folder') as string, 'home', 'started');
    while (!existsSync(home) || readFileSync(home, 'utf8') === '')
      await new Promise((done) => setTimeout(done, 20));
    const pid = Number(readFileSync(home, 'utf8'));
    stop.abort(new WritError('INTERRUPTED', 'stopped by a signal', { remedy: 'run it again' }));
    return { error: await work, pid, log: existsSync(log) ? readFileSync(log, 'utf8') : '' };
  }
  const isThere = (pid: number): boolean => {
    try {
      process.kill(pid, 0);
      // Whatever a container has as its first process may never ask after the dead.
      const stat = `/proc/${String(pid)}/stat`;
      return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'utf8'));
    } catch {
      return false;
    }
  };

  it('reaches it once, and it may end by itself', async () => {
    const { error, pid, log } = await stopped(
      `process.on('SIGINT', () => { fs.appendFileSync(LOG, 'INT '); setTimeout(() => process.exit(1), 100); }); ${LOOP}`,
    );
    expect([error.code, log, isThere(pid)]).toEqual(['INTERRUPTED', 'INT ', false]);
  });

  it('ends it with all that it started where it does not end by itself', async () => {
    const child =
      "const { pid } = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']); fs.writeFileSync(LOG, String(pid));";
    const { error, pid, log } = await stopped(`process.on('SIGINT', () => {}); ${child} ${LOOP}`);
    await new Promise((done) => setTimeout(done, 100));
    expect([error.code, isThere(pid), isThere(Number(log))]).toEqual(['INTERRUPTED', false, false]);
  });
});

test('nothing of a run stays', async () => {
  const { terraform } = await opened();
  const name = (Reflect.get(terraform, 'folder') as string).split('/').at(-1) ?? '';
  expect(readdirSync(tmpdir())).toContain(name);
  await terraform.close();
  expect(readdirSync(tmpdir())).not.toContain(name);
});
