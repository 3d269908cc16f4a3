import { spawn, type ChildProcess } from 'node:child_process';
import { WritError } from '../../kernel/index.js';

/** One run of the program. */
export interface ToRun {
  readonly binary: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds after which it is ended. */
  readonly timeout: number;
  /** Milliseconds that it has to end after a signal, before it is killed. */
  readonly patience: number;
  readonly signal: AbortSignal;
  /** Gets each line of its output as it comes; the output is not kept then. */
  readonly onLine?: (line: string) => void;
}

/** What a run ended with. */
export interface Ran {
  /** Absent where a signal ended it. */
  readonly status?: number;
  readonly stdout: Buffer;
  /** Its last 64 kB. Never shown: what stands there is held to no form. */
  readonly stderr: string;
}

/** The most that one document may have: a plan of 50 MB and more is read. */
const MOST_OUTPUT = 256 * 1024 * 1024;
const MOST_LINE = 1024 * 1024;
const MOST_STDERR = 64 * 1024;

/**
 * Runs the program to its end, by argument list and without a shell, in a process group of its own, so that a Ctrl-C at the terminal reaches it once and from here. When
 * `signal` aborts it gets one SIGINT, time to end, and then its whole group is killed; nothing of it is left when this resolves.
 * Throws TERRAFORM_MISSING, TERRAFORM_TIMEOUT, TERRAFORM_MALFORMED, and what `signal` was aborted with.
 */
export async function runTool(run: ToRun): Promise<Ran> {
  run.signal.throwIfAborted();
  const child = spawn(run.binary, [...run.args], {
    cwd: run.cwd,
    env: { ...run.env },
    shell: false,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ending = new Ending(child, run.patience);
  const timer = setTimeout(() => ending.begin(timedOut(run)), run.timeout);
  const stop = (): void => ending.begin(run.signal.reason as Error);
  run.signal.addEventListener('abort', stop, { once: true });
  process.once('exit', ending.kill);
  try {
    return await ended(child, run, ending);
  } finally {
    clearTimeout(timer);
    run.signal.removeEventListener('abort', stop);
    process.removeListener('exit', ending.kill);
    ending.kill();
  }
}

/** Ends a child for a reason, once. */
class Ending {
  reason: Error | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly child: ChildProcess,
    private readonly patience: number,
  ) {}

  begin(reason: Error): void {
    if (this.reason) return;
    this.reason = reason;
    this.child.kill('SIGINT');
    this.timer = setTimeout(this.kill, this.patience);
  }

  /** Kills what is left of the child's group: plugins outlive a program that crashed. */
  readonly kill = (): void => {
    clearTimeout(this.timer);
    try {
      if (this.child.pid !== undefined) process.kill(-this.child.pid, 'SIGKILL');
    } catch {
      // Nothing of the group is left.
    }
  };
}

function ended(child: ChildProcess, run: ToRun, ending: Ending): Promise<Ran> {
  const kept: Buffer[] = [];
  let size = 0;
  let stderr = '';
  const lines = run.onLine && new Lines(run.onLine);
  child.stdout?.on('data', (chunk: Buffer) => {
    size += lines ? 0 : chunk.length;
    if (lines) lines.push(chunk);
    else if (size > MOST_OUTPUT) ending.begin(malformed(run, 'prints more than 256 MB'));
    else kept.push(chunk);
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('utf8')).slice(-MOST_STDERR);
  });
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => reject(notRun(run, cause)));
    child.once('close', (status) => {
      lines?.end();
      if (ending.reason) reject(ending.reason);
      else resolve({ ...(status === null ? {} : { status }), stdout: Buffer.concat(kept), stderr });
    });
  });
}

/** Cuts output into lines; one that is too long is left out. */
class Lines {
  private rest = '';
  private readonly decoder = new TextDecoder('utf-8');

  constructor(private readonly onLine: (line: string) => void) {}

  push(chunk: Buffer): void {
    const [first = '', ...more] = this.decoder.decode(chunk, { stream: true }).split('\n');
    this.rest = this.rest.length > MOST_LINE ? this.rest : this.rest + first;
    for (const next of more) {
      if (this.rest.length <= MOST_LINE) this.onLine(this.rest);
      this.rest = next;
    }
  }

  end(): void {
    if (this.rest !== '' && this.rest.length <= MOST_LINE) this.onLine(this.rest);
  }
}

function timedOut({ args, timeout }: ToRun): WritError {
  return new WritError(
    'TERRAFORM_TIMEOUT',
    `\`${args[0] ?? ''}\` did not end within ${String(Math.round(timeout / 1000))} seconds`,
    { remedy: 'look at what it waits for, or raise `terraform.timeout`' },
  );
}

/** What the program said is not what it says by its documentation. */
export function malformed({ binary }: Pick<ToRun, 'binary'>, what: string): WritError {
  return new WritError('TERRAFORM_MALFORMED', `\`${binary}\` ${what}`, {
    remedy: 'check that `terraform.binary` is Terraform or OpenTofu itself',
  });
}

function notRun({ binary }: ToRun, cause: Error): WritError {
  return new WritError('TERRAFORM_MISSING', `\`${binary}\` cannot be run (${codeOf(cause)})`, {
    remedy: 'install Terraform 1.9 or OpenTofu 1.8, or name the program in `terraform.binary`',
  });
}

function codeOf(error: NodeJS.ErrnoException): string {
  return error.code ?? 'unknown';
}
