import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  failureOf,
  uiLine,
  type BackendSaid,
  type Diagnostic,
  type PlannedShard,
  type ShardToPlan,
  type Terraform,
  type Tool,
} from '../../apply/index.js';
import { WritError } from '../../kernel/index.js';
import type { Provider } from '../../model/index.js';
import { backendEnvironment, backendOf, type Backend } from './backend.js';
import { cliConfigOf, environmentOf } from './environment.js';
import { malformed, runTool, type Ran, type ToRun } from './run.js';
import { toolAt } from './tool.js';

/** How the program is run; paths are absolute. */
export interface TerraformProps {
  readonly binary: string;
  readonly mirror?: string;
  readonly backend: Backend;
  /** Reviewed lock files. */
  readonly locks: Readonly<Partial<Record<Provider, Uint8Array>>>;
  /** What the providers find in their environment: the one credential, and where the provider is. */
  readonly provider: Readonly<Record<Provider, Readonly<Record<string, string>>>>;
  /** Values that must not stand in anything that is said. */
  readonly secrets: readonly string[];
  readonly caBundle?: string;
  readonly proxy?: string;
  readonly timeout: number;
  readonly patience: number;
  readonly signal: AbortSignal;
}

/** Diagnostics that are kept of one run. */
const MOST_DIAGNOSTICS = 50;
const CONFIGURATION = 'cdk.tf.json';
const LOCK = '.terraform.lock.hcl';
const PLAN = 'plan.tfplan';

/** Terraform or OpenTofu in folders of one run, which `close` takes away. */
export class TerraformProcess implements Terraform {
  /** Lock files that the first stack of a provider made. */
  private readonly made = new Map<Provider, Uint8Array>();
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly props: TerraformProps,
    private readonly folder: string,
  ) {}

  /** Makes the folders of a run, below the machine's own for what is temporary. */
  static async open(props: TerraformProps): Promise<TerraformProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'writ-terraform-'));
    for (const name of ['home', 'tmp', 'cache', 'work', 'data'])
      await mkdir(join(folder, name), { mode: 0o700 });
    await writeFile(join(folder, 'terraformrc'), cliConfigOf(props.mirror, join(folder, 'cache')));
    return new TerraformProcess(props, folder);
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  tool(): Promise<Tool> {
    return toolAt({ ...this.base('aws', 'tool'), cwd: this.folder });
  }

  async plan(shard: ShardToPlan, say: (text: string) => void): Promise<PlannedShard> {
    const { stack, provider, configuration } = shard;
    const cwd = await this.workFolder(stack);
    await writeFile(join(cwd, CONFIGURATION), configuration, { flag: 'wx' });
    const backend = backendOf(this.props.backend, stack);
    const runs: string[][] = [];
    const run = (args: string[], more: Pick<ToRun, 'onLine'> = {}): Promise<Ran> => {
      runs.push(args);
      return runTool({ ...this.base(provider, stack), cwd, args, ...more });
    };
    say(`${stack}: preparing`);
    const lock = await this.inTurn(() => this.init(shard, cwd, backend, run));
    await this.reported(shard, 'plan', say, (onLine) =>
      run(['plan', '-input=false', '-json', '-lock=true', `-out=${PLAN}`], { onLine }),
    );
    say(`${stack}: reading its plan`);
    const shown = await run(['show', '-json', PLAN]);
    if (shown.status !== 0)
      throw failureOf({
        stack,
        step: 'show',
        ...statusOf(shown),
        diagnostics: [],
        panicked: hasPanicked(shown),
      });
    return {
      planFile: await this.written(join(cwd, PLAN)),
      planJson: shown.stdout,
      lock,
      lockReviewed: this.props.locks[provider] !== undefined,
      arguments: runs,
      backend,
    };
  }

  /** Prepares a stack. One at a time: plugins are put into one folder, which the program does not guard. */
  private async init(
    shard: ShardToPlan,
    cwd: string,
    { settings }: BackendSaid,
    run: (args: string[], more: Pick<ToRun, 'onLine'>) => Promise<Ran>,
  ): Promise<Uint8Array> {
    const { provider } = shard;
    const known = this.props.locks[provider] ?? this.made.get(provider);
    if (known) await writeFile(join(cwd, LOCK), known, { flag: 'wx' });
    const args = [
      'init',
      '-input=false',
      '-json',
      ...(known ? ['-lockfile=readonly'] : []),
      ...Object.entries(settings).map(([name, value]) => `-backend-config=${name}=${value}`),
    ];
    await this.reported(
      shard,
      'init',
      () => undefined,
      (onLine) => run(args, { onLine }),
    );
    const lock = await this.written(join(cwd, LOCK));
    if (!known) this.made.set(provider, lock);
    return lock;
  }

  /** Runs a step that reports by `-json`; throws why it failed. */
  private async reported(
    { stack }: ShardToPlan,
    step: 'init' | 'plan',
    say: (text: string) => void,
    run: (onLine: (line: string) => void) => Promise<Ran>,
  ): Promise<void> {
    const diagnostics: Diagnostic[] = [];
    const ran = await run((line) => {
      const said = uiLine(line, this.props.secrets);
      if (said?.says === 'progress') say(`${stack}: ${said.text}`);
      if (said?.says === 'diagnostic' && diagnostics.length < MOST_DIAGNOSTICS)
        diagnostics.push(said.diagnostic);
    });
    if (ran.status === 0) return;
    throw failureOf({ stack, step, ...statusOf(ran), diagnostics, panicked: hasPanicked(ran) });
  }

  private async workFolder(stack: string): Promise<string> {
    if (!/^[a-z0-9][a-z0-9-]{0,127}$/.test(stack))
      throw new WritError('SCHEMA_INVALID', `\`${stack}\` is no name of a stack`, {
        remedy: 'synthesize again, and plan what was synthesized',
      });
    const cwd = join(this.folder, 'work', stack);
    await mkdir(cwd);
    return cwd;
  }

  private base(provider: Provider, stack: string): Omit<ToRun, 'args' | 'cwd'> {
    const { binary, backend, caBundle, proxy, timeout, patience, signal } = this.props;
    const at = (name: string): string => join(this.folder, name);
    const env = environmentOf({
      home: at('home'),
      temporary: at('tmp'),
      data: join(at('data'), stack),
      cliConfig: at('terraformrc'),
      provider: { ...this.props.provider[provider], ...backendEnvironment(backend) },
      ...(caBundle === undefined ? {} : { caBundle }),
      ...(proxy === undefined ? {} : { proxy }),
    });
    return { binary, env, timeout, patience, signal };
  }

  /** What the program has to have written. */
  private async written(file: string): Promise<Uint8Array> {
    try {
      return await readFile(file);
    } catch {
      throw malformed(this.props, 'says that it is done, and has not written what it was to write');
    }
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.turn.then(work, work);
    this.turn = next.catch(() => undefined);
    return next;
  }
}

function statusOf({ status }: Ran): { readonly status?: number } {
  return status === undefined ? {} : { status };
}

/** What a panic of a Go program begins with. The trace itself is never shown. */
function hasPanicked({ stderr }: Ran): boolean {
  return /^(?:panic:|fatal error:|!+ TERRAFORM CRASH|.*\bpanic: )/m.test(stderr);
}
