/** The rim of a command: what it may say and to whom. Tests pass their own. */
export interface Io {
  /** Writes to standard output. */
  out(text: string): void;
  /** Writes to standard error. */
  err(text: string): void;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  readonly columns: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /**
   * Shows a text and reads one line from somebody at the keyboard; undefined where the input has ended. Rejects with the signal's
   * reason. Absent where nobody is there: nothing may wait for an answer then.
   */
  readonly ask?: (text: string, signal: AbortSignal) => Promise<string | undefined>;
}

type Stream = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>;

/** The process's own streams, environment and folder. */
export function processIo(): Io {
  const { stdin, stdout, stderr, env } = process;
  const io = ioOf(stdout, stderr, env, process.cwd());
  return stdin.isTTY && stderr.isTTY ? { ...io, ask: askAt(stdin, stderr) } : io;
}

/** Questions go to standard error, so that standard output has the result alone. */
export function askAt(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): NonNullable<Io['ask']> {
  return async (text, signal) => {
    const { createInterface } = await import('node:readline');
    const reader = createInterface({ input, output });
    // The reader takes Ctrl-C for itself; it means what it means elsewhere.
    reader.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        reject(signal.reason as Error);
        reader.close();
      };
      reader.once('close', () => {
        signal.removeEventListener('abort', stop);
        resolve(undefined);
      });
      if (signal.aborted) {
        stop();
        return;
      }
      signal.addEventListener('abort', stop, { once: true });
      reader.question(text, (answer) => {
        resolve(answer);
        reader.close();
      });
    });
  };
}

/** Streams as a command sees them. A terminal without a width cannot be repainted: it counts as none. */
export function ioOf(stdout: Stream, stderr: Stream, env: Io['env'], cwd: string): Io {
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    outIsTerminal: stdout.isTTY,
    errIsTerminal: stderr.isTTY && stderr.columns > 0,
    columns: columnsOf(stdout, env),
    env,
    cwd,
  };
}

/** A terminal's own width, else what COLUMNS says. */
function columnsOf({ isTTY, columns }: Stream, env: Io['env']): number {
  if (isTTY && columns > 0) return columns;
  const told = Number(env['COLUMNS']);
  return Number.isInteger(told) && told > 0 ? told : 110;
}

/** Whether text on a stream may be coloured: only on a terminal, and never with NO_COLOR (no-color.org) or TERM=dumb. */
export function mayColour(isTerminal: boolean, env: Io['env']): boolean {
  return isTerminal && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
}
