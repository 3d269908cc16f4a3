import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const READY_WITHIN = 20_000;

/** What one command did. */
export interface StepRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** What the steps are run with. */
export interface StageProps {
  /** The compiled binary that runs every step. */
  readonly binary: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A folder, one sandbox at a time in a process of its own, and the binary run against it. */
export class Stage {
  private sandbox: ChildProcess | undefined;

  private constructor(
    readonly folder: string,
    private readonly props: StageProps,
    private readonly signal: AbortSignal,
  ) {}

  /** Makes the folder. */
  static async open(props: StageProps, signal: AbortSignal): Promise<Stage> {
    return new Stage(await mkdtemp(join(tmpdir(), 'writ-demo-')), props, signal);
  }

  /** A path in the folder. */
  path(name: string): string {
    return join(this.folder, name);
  }

  /** Starts `writ sandbox start` and waits until it says that it is ready; false when it does not. */
  async startSandbox(at: string): Promise<boolean> {
    await this.stopSandbox();
    const child = spawn(process.execPath, [this.props.binary, 'sandbox', 'start', '--at', at], {
      cwd: this.folder,
      env: this.environment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.sandbox = child;
    const isReady = await ready(child);
    child.stdout.resume();
    return isReady;
  }

  /** Ends the sandbox and waits until its process is gone. */
  async stopSandbox(): Promise<void> {
    const child = this.sandbox;
    this.sandbox = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'close');
    child.kill('SIGTERM');
    await gone;
  }

  /** Runs the binary with these arguments and waits for its end. */
  async writ(args: readonly string[]): Promise<StepRun> {
    const child = spawn(process.execPath, [this.props.binary, ...args], {
      cwd: this.folder,
      env: this.environment(),
    });
    const stop = (): void => void child.kill('SIGINT');
    this.signal.addEventListener('abort', stop, { once: true });
    try {
      const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
      this.signal.throwIfAborted();
      return { code: child.exitCode ?? 1, out, err };
    } finally {
      this.signal.removeEventListener('abort', stop);
    }
  }

  /** A JSON document that a command saved in the folder. */
  async saved(name: string): Promise<unknown> {
    return JSON.parse(await readFile(this.path(name), 'utf8')) as unknown;
  }

  /** Leaves nothing running, and nothing behind unless asked to. */
  async close(keep: boolean): Promise<void> {
    await this.stopSandbox();
    if (!keep) await rm(this.folder, { recursive: true, force: true });
  }

  private environment(): NodeJS.ProcessEnv {
    return {
      ...this.props.env,
      NO_COLOR: '1',
      WRIT_SANDBOX: this.path('sandbox.json'),
    };
  }
}

function ready(child: ChildProcess & { stdout: NodeJS.ReadableStream }): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (isReady: boolean): void => {
      clearTimeout(timer);
      resolve(isReady);
    };
    const timer = setTimeout(() => settle(false), READY_WITHIN);
    child.stdout.once('data', () => settle(true));
    child.once('close', () => settle(false));
  });
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}
