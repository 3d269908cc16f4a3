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
}

type Stream = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>;

/** The process's own streams, environment and folder. */
export function processIo(): Io {
  const { stdout, stderr, env } = process;
  return ioOf(stdout, stderr, env, process.cwd());
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
