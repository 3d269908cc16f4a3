import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { isWritError, WritError } from '../kernel/index.js';
import { readJsonFile } from '../adapters/files/json.js';
import type { Io } from './io.js';

const MAX_BYTES = 64 * 1024;

const schema = z.object({
  schema: z.literal('writ.sandbox/1'),
  pid: z.int(),
  aws: z.object({ url: z.url(), region: z.string(), accessKeyId: z.string(), secretAccessKey: z.string() }),
  okta: z.object({ url: z.url(), token: z.string() }),
  control: z.object({ url: z.url() }),
  /** Whether it holds the rate limits of the real providers. */
  limits: z.boolean(),
});

/** Where a running sandbox listens and what it accepts; nothing in it is a secret. */
export type SandboxFile = z.infer<typeof schema>;

/** Where the file lies: the path given, WRIT_SANDBOX, or .writ/sandbox.json. */
export function sandboxPath(io: Io, given?: string): string {
  return resolve(io.cwd, given ?? (io.env['WRIT_SANDBOX'] || '.writ/sandbox.json'));
}

/**
 * Refuses to start where another sandbox runs: its ledger, keys and journal lie beside the same file. A file that a killed
 * one left is no sandbox. Throws SANDBOX_RUNNING.
 */
export async function refuseRunning(path: string): Promise<void> {
  const there = await tryRead(path);
  if (there === undefined || !(await answers(there.control.url))) return;
  throw new WritError('SANDBOX_RUNNING', `a sandbox runs already for \`${path}\`, as process ${there.pid}`, {
    place: { file: path },
    remedy: 'use that one, stop it with Ctrl-C, or start another beside it with --file in another folder',
  });
}

/** Whether the file is still the one that this sandbox wrote: what another one wrote is not ours to remove. */
export async function ownSandbox(path: string, pid: number, controlUrl: string): Promise<boolean> {
  const there = await tryRead(path);
  return there?.pid === pid && there.control.url === controlUrl;
}

async function tryRead(path: string): Promise<SandboxFile | undefined> {
  const result = schema.safeParse(await readJsonFile(path, MAX_BYTES).catch(() => undefined));
  return result.success ? result.data : undefined;
}

/** Whether a sandbox's control plane listens there. Whoever else has the port by now does not answer as one. */
async function answers(control: string): Promise<boolean> {
  try {
    const response = await fetch(new URL('/clock', control), { signal: AbortSignal.timeout(2000) });
    return response.ok && typeof ((await response.json()) as { now?: unknown }).now === 'string';
  } catch {
    return false;
  }
}

/** Reads where the running sandbox listens. Throws INPUT_UNREADABLE or SCHEMA_INVALID. */
export async function readSandboxFile(io: Io): Promise<SandboxFile> {
  const path = sandboxPath(io);
  const result = schema.safeParse(await read(path));
  if (result.success) return result.data;
  throw new WritError('SCHEMA_INVALID', `\`${path}\` is not a writ.sandbox/1 file`, {
    place: { file: path },
    remedy: 'start the sandbox again with `writ sandbox start`',
  });
}

async function read(path: string): Promise<unknown> {
  try {
    return await readJsonFile(path, MAX_BYTES);
  } catch (error) {
    if (!isWritError(error) || error.code !== 'INPUT_UNREADABLE') throw error;
    throw new WritError('INPUT_UNREADABLE', `no sandbox is running: \`${path}\` is not there`, {
      cause: error,
      remedy: 'start one with `writ sandbox start`, in another terminal',
    });
  }
}

/** Where the journal of the sandbox lies whose file is at `path`. */
export function sandboxJournal(path: string): string {
  return join(dirname(path), 'sandbox.journal.jsonl');
}
