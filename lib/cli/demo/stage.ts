import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WritError } from '../../kernel/index.js';
import type { Io } from '../io.js';

/** The compiled binary that runs the demo and every step of it. */
const BINARY = join(__dirname, '..', 'main.js');
const READY_WITHIN = 20_000;

/** What one command did. */
export interface StepRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A folder, one sandbox at a time in a process of its own, and the binary run against it. */
export class Stage {
  private sandbox: ChildProcess | undefined;

  private constructor(
    readonly folder: string,
    private readonly io: Io,
    private readonly config: string,
    private readonly signal: AbortSignal,
  ) {}

  /** Makes the folder. */
  static async open(io: Io, config: string, signal: AbortSignal): Promise<Stage> {
    return new Stage(await mkdtemp(join(tmpdir(), 'writ-demo-')), io, config, signal);
  }

  /** A path in the folder. */
  path(name: string): string {
    return join(this.folder, name);
  }

  /** Starts `writ sandbox start` and waits until it says that it is ready. */
  async startSandbox(at: string): Promise<void> {
    await this.stopSandbox();
    const child = spawn(process.execPath, [BINARY, 'sandbox', 'start', '--at', at], {
      cwd: this.folder,
      env: this.environment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.sandbox = child;
    await ready(child);
    child.stdout.resume();
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
    const child = spawn(process.execPath, [BINARY, ...args], { cwd: this.folder, env: this.environment() });
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
      ...this.io.env,
      NO_COLOR: '1',
      WRIT_CONFIG: this.config,
      WRIT_SANDBOX: this.path('sandbox.json'),
    };
  }
}

async function ready(child: ChildProcess & { stdout: NodeJS.ReadableStream }): Promise<void> {
  const failed = new WritError('BUG', 'the sandbox did not start', {
    remedy: 'run `writ sandbox start` by itself to see why',
  });
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(failed), READY_WITHIN);
    const settle = (end: () => void): void => {
      clearTimeout(timer);
      end();
    };
    child.stdout.once('data', () => settle(resolve));
    child.once('close', () => settle(() => reject(failed)));
  });
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}
