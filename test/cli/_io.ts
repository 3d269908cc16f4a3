import type { Io } from '../../lib/cli/io.js';
import { run } from '../../lib/cli/run.js';
import { unpublished } from '../_helpers/published.js';

/** What one command line did. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in process with nothing but what is given. Throws where it prints a document that is not what its published schema says. */
export async function writ(
  argv: readonly string[],
  given: Partial<Io> = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<Ran> {
  let out = '';
  let err = '';
  const io: Io = {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    outIsTerminal: false,
    errIsTerminal: false,
    columns: 110,
    env: {},
    cwd: '/nowhere',
    ...given,
  };
  const code = await run(argv, io, signal);
  const wrong = argv.includes('--json') && out !== '' ? await unpublished(argv, JSON.parse(out)) : null;
  if (wrong !== null) throw new Error(wrong);
  return { code, out, err };
}
