import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { guardingSigner } from '../../evidence/index.js';
import { toWritError, WritError } from '../../kernel/index.js';
import { keyFile } from './key-folder.js';
import { fileMemory } from './signer-memory.js';
import { serveSigner } from './signer-server.js';

/** Where the signer's own things lie: readable by its user only, and by no zone that appends. */
export interface SignerFiles {
  readonly key: string;
  readonly memory: string;
  readonly socket: string;
}

/** How a signer process is started from here. */
export interface SignerStart {
  readonly file: string;
  readonly argv?: readonly string[];
}

/** A signer in a process of its own. */
export interface SignerProcess {
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

/** Serves until `ended` settles; for the process below and for `writ ledger signer`. */
export async function runSigner(
  { key, memory, socket }: SignerFiles,
  ready: () => void,
  ended: Promise<unknown>,
): Promise<void> {
  const listening = await serveSigner(guardingSigner(await keyFile(key), fileMemory(memory)), socket);
  ready();
  await ended;
  await listening.close();
}

/** Starts a signer as a child that shares nothing with this process but its socket; resolves when it listens. */
export async function startSigner(files: SignerFiles, start: SignerStart): Promise<SignerProcess> {
  const args = [...(start.argv ?? []), files.key, files.memory, files.socket];
  const child = spawn(process.execPath, [start.file, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {},
  });
  let said = '';
  child.stderr.on('data', (part: Buffer) => (said += part.toString('utf8')));
  const ended = once(child, 'exit');
  await Promise.race([
    once(child.stdout, 'data'),
    ended.then(() => {
      throw new WritError('LEDGER_REFUSED', `the signer did not start: ${said.trim()}`, {
        remedy: 'check its key file and the folder of its socket',
      });
    }),
  ]);
  return {
    pid: child.pid,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function main([key, memory, socket]: readonly string[]): Promise<void> {
  if (!key || !memory || !socket) throw new Error('usage: signer-process KEY MEMORY SOCKET');
  // A child whose parent is gone, however it went, finds the end of its input and goes too.
  const ended = Promise.race([
    once(process, 'SIGTERM'),
    once(process, 'SIGINT'),
    once(process.stdin.resume(), 'end'),
  ]);
  await runSigner({ key, memory, socket }, () => process.stdout.write('listening\n'), ended);
  process.stdin.pause();
}

if (/signer-process\.[jt]s$/.test(process.argv[1] ?? ''))
  main(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${toWritError(error).message}\n`);
    process.exitCode = 1;
  });
