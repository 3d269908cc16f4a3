import {
  spawn,
  spawnSync,
  type ChildProcessWithoutNullStreams,
  type SpawnSyncReturns,
} from 'node:child_process';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { startSandbox } from '../../sandbox/index.js';
import { EXIT } from '../../lib/cli/exit.js';
import { tempFolder } from '../_helpers/temp.js';

const ROOT = resolve(__dirname, '..', '..');
/** What `npm test` builds before it runs. */
const BINARY = join(ROOT, 'dist', 'lib', 'cli', 'main.js');

const writ = (args: readonly string[], env: NodeJS.ProcessEnv = {}): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [BINARY, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });

test('the binary is built', () => {
  expect(existsSync(BINARY)).toBe(true);
});

test('help loads nothing but the command line: no schema library, SDK, synthesizer or sandbox', () => {
  const { status, stderr } = writ(['--help'], { NODE_DEBUG: 'module' });
  expect(status).toBe(EXIT.done.code);
  const loaded = stderr.split('\n').filter((line) => line.includes('load "'));
  expect(loaded.length).toBeGreaterThan(10);
  expect(
    loaded.filter((line) =>
      /zod|cdktf|@aws-sdk|@smithy|\/sandbox\/|lib\/(synth|declare|adapters)\//.test(line),
    ),
  ).toEqual([]);
});

test('a reader that goes away is not a fault', () => {
  const { status, stderr } = spawnSync(
    'sh',
    ['-c', `"${process.execPath}" "${BINARY}" --help | head -1; exit 0`],
    {
      encoding: 'utf8',
    },
  );
  expect(status).toBe(0);
  expect(stderr).not.toContain('EPIPE');
});

test('nothing is coloured in a pipe, and completion answers from the commands', () => {
  expect(writ(['scan', '--help']).stdout).not.toContain('\u001b');
  expect(writ(['complete', '--', 'sandbox', '']).stdout).toMatch(/start\t.*\nload\t.*\ntamper\t/);
  expect(writ(['completion', 'bash']).stdout).toContain('bash completion for writ');
});

test('Ctrl-C in the middle of a sweep ends with 130 and says how to go on', async () => {
  const sandbox = await startSandbox();
  let child: ChildProcessWithoutNullStreams | undefined;
  // A provider that takes the first request and never answers.
  const silent = createServer(() => void child?.kill('SIGINT')).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  try {
    const url = `http://127.0.0.1:${String((silent.address() as AddressInfo).port)}`;
    const file = {
      schema: 'writ.sandbox/1',
      pid: process.pid,
      aws: { url, region: 'us-east-1', accessKeyId: 'AKIASANDBOXKEEPER', secretAccessKey: 'sandbox' },
      okta: { url, token: 'any' },
      control: { url: sandbox.controlUrl },
      limits: false,
    };
    const cwd = tempFolder({ 'sandbox.json': JSON.stringify(file) });
    const env = { ...process.env, WRIT_SANDBOX: join(cwd, 'sandbox.json') };
    child = spawn(process.execPath, [BINARY, 'scan', '--no-log'], { cwd, env });
    const said: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    await once(child, 'close');
    expect(child.exitCode).toBe(EXIT.interrupted.code);
    expect(Buffer.concat(said).toString('utf8')).toContain('error INTERRUPTED');
  } finally {
    silent.close();
    silent.closeAllConnections();
    await sandbox.close();
  }
});

test('REQ-070 REQ-072 the demo plays through: every step ends as it must and finds exactly what was done', () => {
  const { status, stdout, stderr } = writ(['demo'], { TMPDIR: tempFolder() });
  expect(stderr).toBe('');
  expect(stdout).toContain('Nothing is left running');
  expect(status).toBe(EXIT.done.code);
}, 120_000);
