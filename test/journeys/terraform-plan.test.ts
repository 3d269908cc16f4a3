import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { bindingDigest, type Binding } from '../../lib/apply/index.js';
import { digest } from '../../lib/kernel/index.js';
import { outputFiles, synthesize, type Synthesis } from '../../lib/synth/index.js';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { writ, type Ran } from '../cli/_io.js';
import { tempFolder } from '../_helpers/temp.js';
import { inputs, ticket } from '../synth/builders.js';
import { MIRROR, terraformTest, worldBefore } from './terraform.js';

const ROOT = resolve(__dirname, '../..');
const GROUPS = 'aws-groups-0';
/** A module is loaded once, so that each configuration has a name of its own. */
let count = 0;

/** A synthesis of three AWS stacks, a sandbox, and `writ plan` over both. */
class PlanStage {
  private config = '';

  private constructor(
    readonly folder: string,
    readonly sandbox: Sandbox,
    readonly synthesis: Synthesis,
  ) {}

  static async open(): Promise<PlanStage> {
    const sandbox = await startSandbox({ load: WORLD });
    const synthesis = synthesize(
      inputs({
        tickets: [ticket('ACC-1', { package: 'audit' })],
        shards: { structure: 1, standing: 1, ticketed: 1 },
      }),
    );
    const stage = new PlanStage(tempFolder(), sandbox, synthesis);
    for (const [path, text] of outputFiles(synthesis)) stage.write(`out/${path}`, text);
    stage.write('sandbox.json', JSON.stringify(sandboxFile(sandbox)));
    stage.configure({});
    return stage;
  }

  /** What `terraform` of the configuration says, and the account. */
  configure(terraform: object, account = '100000000001'): void {
    this.config = `writ-${String((count += 1))}.config.ts`;
    this.write(
      this.config,
      `import example from ${JSON.stringify(join(ROOT, 'writ.config.ts'))};
       export default {
         ...example,
         sources: { aws: { region: 'eu-west-1', account: '${account}' } },
         terraform: ${JSON.stringify({ mirror: MIRROR, ...terraform })},
       };`,
    );
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  plan(...more: string[]): Promise<Ran> {
    return this.planWith({}, ...more);
  }

  planWith(env: Readonly<Record<string, string>>, ...more: string[]): Promise<Ran> {
    const config = join(this.folder, this.config);
    return writ(
      ['plan', '--sandbox', '--provider', 'aws', '--out', 'out', '--json', '--config', config, ...more],
      {
        cwd: this.folder,
        env: { PATH: process.env['PATH'] ?? '', WRIT_SANDBOX: join(this.folder, 'sandbox.json'), ...env },
      },
    );
  }

  close(): Promise<void> {
    return this.sandbox.close();
  }
}

const WORLD = worldBefore();

function sandboxFile({ awsUrl, oktaUrl, controlUrl }: Sandbox): object {
  return {
    schema: 'writ.sandbox/1',
    pid: process.pid,
    aws: { url: awsUrl, region: 'eu-west-1', accessKeyId: 'AKIASANDBOXKEEPER', secretAccessKey: 'sandbox' },
    okta: { url: oktaUrl, token: 'sandbox-keeper-token' },
    control: { url: controlUrl },
    limits: false,
  };
}

interface Told {
  readonly shards: readonly {
    readonly stack: string;
    readonly state: string;
    readonly binding?: string;
    readonly for?: readonly string[];
    readonly error?: { readonly code: string; readonly message: string };
    readonly refusals?: readonly { readonly code: string }[];
    readonly toDo?: readonly object[];
  }[];
}
const told = (ran: Ran): Told['shards'] => (JSON.parse(ran.out) as Told).shards;

terraformTest()(
  'stacks are planned by the reviewed artifact, those that look up what is yet to be made wait, and a bundle is bound',
  async () => {
    const stage = await PlanStage.open();
    try {
      const ran = await stage.plan();
      expect([ran.code, told(ran).map(({ stack, state, for: waited }) => [stack, state, waited])]).toEqual([
        0,
        [
          [GROUPS, 'planned', undefined],
          ['aws-sets-0', 'waits', [GROUPS]],
          ['aws-tickets-0', 'waits', [GROUPS]],
        ],
      ]);
      const at = `out/plans/${GROUPS}`;
      const binding = JSON.parse(stage.read(`${at}/binding.json`)) as Binding;
      expect(binding).toMatchObject({
        manifest: stage.synthesis.digest,
        configuration: digest(stage.synthesis.stacks.get(GROUPS) ?? ''),
        planFile: digest(readFileSync(join(stage.folder, at, 'plan.tfplan'))),
        lock: digest(stage.read(`${at}/lock.hcl`)),
        plan: digest(stage.read(`${at}/plan.json`)),
        providers: [{ source: 'registry.terraform.io/hashicorp/aws', version: '5.100.0' }],
        backend: { kind: 'local', workspace: 'default' },
        credential: { account: '100000000001', region: 'eu-west-1' },
        endpoint: stage.sandbox.awsUrl,
        state: { lineage: '', serial: 0 },
      });
      expect(told(ran)[0]?.binding).toBe(bindingDigest(binding));
      expect(existsSync(join(stage.folder, 'out/plans/aws-sets-0'))).toBe(false);

      stage.write('sandbox.states/seen/aws-groups-0.json', '{"lineage":"l-1","serial":3}');
      const lost = await stage.plan('--shard', GROUPS);
      expect([lost.code, told(lost)[0]?.error?.code]).toEqual([1, 'TERRAFORM_STATE_LOST']);
      expect(existsSync(join(stage.folder, at))).toBe(false);
    } finally {
      await stage.close();
    }
  },
  120_000,
);

terraformTest()(
  'what cannot be planned says why with its code, and leaves no bundle',
  async () => {
    const stage = await PlanStage.open();
    const failed = async (): Promise<unknown> => {
      const ran = await stage.plan('--shard', GROUPS);
      return [ran.code, told(ran)[0]?.error?.code];
    };
    try {
      const steered = await stage.planWith({ TF_CLI_ARGS_plan: '-target=x' });
      expect([steered.code, steered.out]).toEqual([4, expect.stringContaining('TERRAFORM_ENVIRONMENT')]);
      const absent = await stage.planWith({ PATH: '/nowhere' });
      expect([absent.code, absent.out]).toEqual([4, expect.stringContaining('TERRAFORM_MISSING')]);

      stage.write('empty/.keep', '');
      stage.configure({ mirror: join(stage.folder, 'empty') });
      expect(await failed()).toEqual([1, 'TERRAFORM_PLUGIN']);
      stage.write('lock.hcl', LOCKED);
      stage.configure({ lock: { aws: 'lock.hcl' } });
      expect(await failed()).toEqual([1, 'TERRAFORM_LOCK']);
      stage.configure({});

      const file = `out/stacks/${GROUPS}/cdk.tf.json`;
      const reviewed = stage.read(file);
      stage.write(file, reviewed.replace('"auditors"', '"admins"'));
      expect(await failed()).toEqual([1, 'DIGEST_MISMATCH']);
      stage.write(file, reviewed.replace(/^\{/, '{"locals":{"p":"x"},'));
      const refused = await stage.plan('--shard', GROUPS);
      expect([refused.code, told(refused)[0]?.refusals]).toEqual([
        5,
        [expect.objectContaining({ code: 'CONFIG_KEY' })],
      ]);
      expect(existsSync(join(stage.folder, `out/plans/${GROUPS}`))).toBe(false);

      stage.configure({}, '111122223333');
      const account = await stage.plan();
      expect([account.code, account.out]).toEqual([4, expect.stringContaining('TERRAFORM_ACCOUNT')]);
    } finally {
      await stage.close();
    }
  },
  120_000,
);

/** Pins another build than any. */
const LOCKED = `provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.100.0"
  constraints = ">= 5.100.0, < 7.0.0"
  hashes = [
    "h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
  ]
}
`;
