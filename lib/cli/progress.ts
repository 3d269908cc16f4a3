import type { Io } from './io.js';

/** Something that takes long enough to be told about. */
export interface Progress {
  /** Says what is happening now. */
  say(text: string): void;
  end(): void;
}

/** Nothing is shown before this: most commands are over by then. */
const QUIET_MS = 1000;

const SILENT: Progress = { say: () => undefined, end: () => undefined };

/** Progress on standard error for what takes over a second, only on a terminal. */
export function startProgress(io: Io, first: string): Progress {
  if (!io.errIsTerminal) return SILENT;
  let text = first;
  let ended = false;
  let spinner: { text: string; stop(): unknown } | undefined;
  const show = async (): Promise<void> => {
    const { default: ora } = await import('ora');
    if (!ended) spinner = ora({ text, stream: process.stderr, discardStdin: false }).start();
  };
  const timer = setTimeout(() => void show(), QUIET_MS);
  return {
    say: (next) => {
      text = next;
      if (spinner) spinner.text = next;
    },
    end: () => {
      ended = true;
      clearTimeout(timer);
      spinner?.stop();
    },
  };
}

/** Runs `work` under progress that always ends with it. */
export async function withProgress<T>(
  io: Io,
  first: string,
  work: (progress: Progress) => Promise<T>,
): Promise<T> {
  const progress = startProgress(io, first);
  try {
    return await work(progress);
  } finally {
    progress.end();
  }
}
