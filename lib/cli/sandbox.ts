import { dirname, join, resolve } from 'node:path';
import type * as Client from '../../sandbox/client/index.js';
import type { ControlAnswer, ControlCall, SandboxFile } from '../../sandbox/client/index.js';
import { readJsonFile } from '../adapters/files/json.js';
import {
  epochOf,
  instantOf,
  isWritError,
  messageOf,
  parseInstant,
  systemClock,
  WritError,
  type Clock,
} from '../kernel/index.js';
import type { Io } from './io.js';

const MAX_BYTES = 64 * 1024;

/** Where the sandbox's file lies: the path given, WRIT_SANDBOX, or .writ/sandbox.json. */
export function sandboxPath(io: Io, given?: string): string {
  return resolve(io.cwd, given ?? (io.env['WRIT_SANDBOX'] || '.writ/sandbox.json'));
}

/** Where an earlier Writ kept the journal of the sandbox whose file is at `path`. */
export function sandboxJournal(path: string): string {
  return join(dirname(path), 'sandbox.journal.jsonl');
}

/**
 * Refuses to start where another sandbox runs: its ledger and keys lie beside the same file. A file that a killed
 * one left is no sandbox. Throws SANDBOX_RUNNING.
 */
export async function refuseRunning(path: string): Promise<void> {
  const { isSandbox } = await client();
  const there = await tryRead(path);
  if (there === undefined || !(await isSandbox(there.control.url))) return;
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

/** Reads where the running sandbox listens. Throws INPUT_UNREADABLE or SCHEMA_INVALID. */
export async function readSandboxFile(io: Io): Promise<SandboxFile> {
  const path = sandboxPath(io);
  const file = (await client()).tryParseSandboxFile(await read(path));
  if (file) return file;
  throw new WritError('SCHEMA_INVALID', `\`${path}\` is not a writ.sandbox/1 file`, {
    place: { file: path },
    remedy: 'start the sandbox again with `writ sandbox start`',
  });
}

/** One call of the sandbox's control plane. Throws PROVIDER_UNAVAILABLE, or USAGE with what it refused. */
export async function control(file: SandboxFile, call: ControlCall): Promise<ControlAnswer> {
  const { url } = file.control;
  const ended = await (await client()).control(url, call);
  switch (ended.state) {
    case 'answered':
      return ended.answer;
    case 'refused':
      throw new WritError('USAGE', ended.message, {
        remedy: 'correct the name or the field and run it again; nothing was changed',
        candidates: ended.candidates,
      });
    case 'unreachable': {
      const { cause } = ended;
      throw new WritError(
        'PROVIDER_UNAVAILABLE',
        `the sandbox does not answer at \`${url}\`: ${messageOf(cause)}`,
        { cause, remedy: 'start it again with `writ sandbox start`' },
      );
    }
  }
}

/** The sandbox's clock: the machine's, with the sandbox's offset at this moment. */
export async function sandboxClock(file: SandboxFile): Promise<Clock> {
  const { now } = await control(file, { method: 'GET', path: '/clock' });
  const offset = epochOf(parseInstant(String(now))) - epochOf(systemClock.now());
  return {
    now: () => instantOf(epochOf(systemClock.now()) + offset),
    sleep: (span, signal) => systemClock.sleep(span, signal),
  };
}

function client(): Promise<typeof Client> {
  return import('../../sandbox/client/index.js');
}

async function tryRead(path: string): Promise<SandboxFile | undefined> {
  const { tryParseSandboxFile } = await client();
  return tryParseSandboxFile(await readJsonFile(path, MAX_BYTES).catch(() => undefined));
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
