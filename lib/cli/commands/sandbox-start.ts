import { rm } from 'node:fs/promises';
import { writeWhole } from '../../adapters/files/durable.js';
import type { SandboxFile } from '../../../sandbox/client/index.js';
import type { Sandbox } from '../../../sandbox/index.js';
import { epochOf, instantOf, parseInstant, WritError } from '../../kernel/index.js';
import { publishedText } from '../../meaning/index.js';
import { command, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { sandboxLedger } from '../ledger/place.js';
import { print } from '../output.js';
import { sandboxStates } from '../sandbox-states.js';
import { ownSandbox, refuseRunning, sandboxJournal, sandboxPath } from '../sandbox.js';

const OPTIONS = [
  { flags: '--at <instant>', about: 'where its clock starts (default: now)' },
  { flags: '--limits', about: 'hold the rate limits of the real providers' },
  { flags: '--scim-delay <ms>', about: 'delay of a push from Okta to the Identity Store', default: '200' },
  {
    flags: '--file <file>',
    about: 'where to write what it listens on (default: WRIT_SANDBOX, else .writ/sandbox.json)',
  },
  { flags: '--json', about: 'print one JSON document instead of words' },
] as const satisfies readonly OptionSpec[];

type SandboxStartCall = Call<typeof OPTIONS>;

/** `writ sandbox start`. */
export const spec = command({
  about:
    'Binds 127.0.0.1 only. Writes where it listens to .writ/sandbox.json, so that other commands find it with --sandbox, and prints ' +
    'export lines for the AWS SDKs, Terraform and Okta clients. The world starts empty: fill it with `writ sandbox load`. What was ' +
    'recorded of the last world beside that file (ledger, keys and what lies beside them) is removed; while another sandbox runs there, it does not start.',
  examples: ['writ sandbox start', 'writ sandbox start --at 2026-11-20T09:00:00Z --limits'],
  arguments: [],
  options: OPTIONS,
  schema: 'sandbox',
  run,
});

const KEEPER = {
  id: '00uWritKeeperService',
  login: 'writ-keeper@sandbox.invalid',
  displayName: 'Writ keeper',
};
const TOKEN = 'sandbox-keeper-token';

/** Serves until it is told to stop, then takes its file away. */
async function run(call: SandboxStartCall): Promise<Exit> {
  const path = sandboxPath(call.io, call.options.file);
  await refuseRunning(path);
  const sandbox = await started(call);
  try {
    const file = fileOf(sandbox, call.options.limits === true);
    // Another world: what was first seen in the last one says nothing about this one.
    await forget(path);
    await writeWhole(path, `${JSON.stringify(file, null, 2)}\n`);
    await print(call, { document: file, lines: () => readyLines(file, path, sandbox) });
    await stopped(call.signal);
  } finally {
    await sandbox.close();
    if (await ownSandbox(path, process.pid, sandbox.controlUrl)) await rm(path, { force: true });
  }
  return 'done';
}

/** What was recorded of the last world: the ledger with all that lies beside it. All of it was made for this sandbox only. */
async function forget(path: string): Promise<void> {
  const ledger = sandboxLedger(path);
  const made = ['', '-keys', '-bodies', '-aside.jsonl', '.pub'].map((end) => `${ledger}${end}`);
  for (const each of [sandboxJournal(path), sandboxStates(path), ...made])
    await rm(each, { force: true, recursive: true });
}

async function started(call: SandboxStartCall): Promise<Sandbox> {
  const at = call.options.at;
  const scimDelayMs = Number(call.options.scimDelay);
  if (!Number.isInteger(scimDelayMs) || scimDelayMs < 0) {
    throw new WritError('USAGE', '--scim-delay is not a whole number of milliseconds', {
      remedy: 'give it like --scim-delay 200',
    });
  }
  const { startSandbox } = await import('../../../sandbox/index.js');
  const sandbox = await startSandbox({
    ...(at === undefined ? {} : { startAt: epochOf(parseInstant(at)) }),
    publishedPolicy: publishedText,
    settings: { scimDelayMs, assignmentDelayMs: 300, enforceLimits: call.options.limits === true },
  });
  sandbox.runtime.setActor(TOKEN, { kind: 'okta-token', ...KEEPER });
  return sandbox;
}

function fileOf(sandbox: Sandbox, limits: boolean): SandboxFile {
  return {
    schema: 'writ.sandbox/1',
    pid: process.pid,
    aws: {
      url: sandbox.awsUrl,
      region: sandbox.runtime.world.aws.region,
      accessKeyId: 'AKIASANDBOXKEEPER',
      secretAccessKey: 'sandbox',
    },
    okta: { url: sandbox.oktaUrl, token: TOKEN },
    control: { url: sandbox.controlUrl },
    limits,
  };
}

function readyLines(file: SandboxFile, path: string, sandbox: Sandbox): string[] {
  return [
    `# sandbox ready at ${instantOf(sandbox.runtime.now())}; Ctrl-C ends it`,
    `export WRIT_SANDBOX=${path}`,
    `export AWS_ENDPOINT_URL=${file.aws.url} AWS_REGION=${file.aws.region} AWS_ACCESS_KEY_ID=${file.aws.accessKeyId} AWS_SECRET_ACCESS_KEY=${file.aws.secretAccessKey}`,
    `export OKTA_CLIENT_ORGURL=${file.okta.url} OKTA_API_TOKEN=${file.okta.token}`,
  ];
}

function stopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
