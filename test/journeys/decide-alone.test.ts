import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EXIT } from '../../lib/cli/exit.js';
import { tempFolder } from '../_helpers/temp.js';

const ROOT = resolve(__dirname, '..', '..');
const BINARY = join(ROOT, 'dist', 'lib', 'cli', 'main.js');

/** Notes each read of a provider's credential and each way out of the process, and lets none of them happen. */
const WATCH = `
const out = (what) => process.stderr.write('REACHED ' + what + '\\n');
const stop = (what) => () => { out(what); process.exit(9); };
require('net').Socket.prototype.connect = stop('net');
require('dns').lookup = stop('dns');
require('dgram').createSocket = stop('dgram');
require('child_process').spawn = stop('spawn');
const told = process.env;
process.env = new Proxy(told, {
  get: (env, name) => { if (/^(AWS_(?!SDK_JS_)|OKTA_)/.test(String(name))) out(String(name)); return env[name]; },
  has: (env, name) => { if (/^(AWS_(?!SDK_JS_)|OKTA_)/.test(String(name))) out(String(name)); return name in env; },
});
process.on('exit', () => {
  for (const file of Object.keys(require.cache))
    if (/@aws-sdk|@smithy|lib.adapters.aws/.test(file)) { out('loaded ' + file); break; }
});
`;

/** A command in a process that is watched, with the credentials of a provider in its environment. */
function watched(...args: readonly string[]): {
  readonly status: number | null;
  readonly stdout: string;
  readonly reached: string[];
} {
  const folder = tempFolder();
  const watch = join(folder, 'watch.js');
  writeFileSync(watch, WATCH);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', watch, BINARY, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      WRIT_AS_OF: '2026-11-20T09:00:00Z',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'not-a-secret',
      OKTA_API_TOKEN: 'not-a-token',
    },
  });
  return { status, stdout, reached: stderr.split('\n').filter((line) => line.startsWith('REACHED ')) };
}

test.each([
  ['decide', ['decide', 'ACC-0030', '--json'], EXIT.drift.code, 'APPROVAL_MISSING'],
  ['policy test', ['policy', 'test'], EXIT.done.code, '0 faults'],
  ['request validate', ['request', 'validate', '--shape'], EXIT.done.code, ''],
])(
  'REQ-028 `writ %s` reads no credential of a provider, loads no client of one and leaves the process by no way',
  (_, args, expected, told) => {
    const { status, stdout, reached } = watched(...args);
    expect([status, stdout]).toEqual([expected, expect.stringContaining(told)]);
    expect(reached).toEqual([]);
  },
);

test('honest twin: a command that reads the live world is seen to', () => {
  expect(watched('scan').reached).not.toEqual([]);
});
