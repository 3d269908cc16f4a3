import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Io } from '../../lib/cli/io.js';
import { run } from '../../lib/cli/run.js';
import { epochOf, instantOf, parseInstant, type Instant } from '../../lib/kernel/index.js';
import { publishedText } from '../../lib/meaning/index.js';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';

const ROOT = resolve(__dirname, '..', '..');
const TOKEN = 'sandbox-keeper-token';
const MORNING = '2026-11-20T09:00:00Z';

/** What one command did. */
export interface Ran {
  readonly argv: readonly string[];
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A copy of the example organization in a folder of its own, a sandbox, and every command run against both. */
export class Stage {
  private constructor(
    readonly sandbox: Sandbox,
    readonly folder: string,
  ) {}

  static async open(): Promise<Stage> {
    const sandbox = await startSandbox({
      startAt: epochOf(parseInstant(MORNING)),
      publishedPolicy: publishedText,
      settings: { scimDelayMs: 0, assignmentDelayMs: 20 },
    });
    sandbox.runtime.setActor(TOKEN, {
      kind: 'okta-token',
      id: '00uKeeper',
      login: 'keeper@sandbox.invalid',
      displayName: 'Keeper',
    });
    const folder = mkdtempSync(join(tmpdir(), 'writ-chaos-'));
    for (const part of ['feeds', 'requests', 'policy', 'decisions.json', 'observations.json'])
      cpSync(join(ROOT, 'entitlements', part), join(folder, part), { recursive: true });
    writeFileSync(join(folder, 'writ.config.js'), config());
    writeFileSync(join(folder, 'sandbox.json'), JSON.stringify(sandboxFile(sandbox)));
    return new Stage(sandbox, folder);
  }

  get runtime(): Sandbox['runtime'] {
    return this.sandbox.runtime;
  }

  /** The sandbox's time, to the second, so that a manifest of it is never ahead of the clock. */
  get now(): Instant {
    return instantOf(Math.floor(this.runtime.now() / 1000) * 1000);
  }

  path(...parts: readonly string[]): string {
    return join(this.folder, ...parts);
  }

  read(...parts: readonly string[]): string {
    return readFileSync(this.path(...parts), 'utf8');
  }

  files(...parts: readonly string[]): string[] {
    return readdirSync(this.path(...parts)).sort();
  }

  write(text: string, ...parts: readonly string[]): void {
    mkdirSync(join(this.path(...parts), '..'), { recursive: true });
    writeFileSync(this.path(...parts), text);
  }

  async writ(...argv: readonly string[]): Promise<Ran> {
    let [out, err] = ['', ''];
    const io: Io = {
      out: (text) => void (out += text),
      err: (text) => void (err += text),
      outIsTerminal: false,
      errIsTerminal: false,
      columns: 110,
      env: { WRIT_SANDBOX: this.path('sandbox.json'), WRIT_CONFIG: this.path('writ.config.js') },
      cwd: this.folder,
    };
    const code = await run(argv, io, new AbortController().signal);
    return { argv, code, out, err };
  }

  /** Runs what has to end well: the ground that a campaign stands on. */
  async must(...argv: readonly string[]): Promise<Ran> {
    const ran = await this.writ(...argv);
    if (ran.code !== 0) throw new Error(`writ ${argv.join(' ')} ended with ${ran.code}: ${ran.err}`);
    return ran;
  }

  /** Does something by hand at a console of the sandbox. */
  async tamper(action: string, fields: object): Promise<void> {
    const response = await fetch(`${this.sandbox.controlUrl}/tamper`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action, ...fields }),
    });
    if (!response.ok) throw new Error(`${action}: ${await response.text()}`);
  }

  /** Lets pushes and assignments arrive. */
  async settle(ms = 1000): Promise<void> {
    this.runtime.advance(ms);
    await new Promise((done) => setImmediate(done));
  }

  async close(): Promise<void> {
    await this.sandbox.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The example's configuration over this folder, and no longer patient than a campaign can be. */
function config(): string {
  return `
const example = require(${JSON.stringify(join(ROOT, 'writ.config.ts'))}).default;
module.exports = {
  ...example,
  requests: 'requests',
  decisions: 'decisions.json',
  policy: 'policy',
  observations: 'observations.json',
  out: 'cdktf.out',
  feeds: {
    hr: { data: 'feeds/hr.csv', manifest: 'feeds/hr.manifest.json' },
    directory: { data: 'feeds/directory.csv', manifest: 'feeds/directory.manifest.json' },
  },
  patience: { pollFor: 400, pollEvery: 40, pushFor: 3600000 },
};
`;
}

function sandboxFile({ awsUrl, oktaUrl, controlUrl }: Sandbox): object {
  return {
    schema: 'writ.sandbox/1',
    pid: process.pid,
    aws: { url: awsUrl, region: 'us-east-1', accessKeyId: 'AKIASANDBOXKEEPER', secretAccessKey: 'sandbox' },
    okta: { url: oktaUrl, token: TOKEN },
    control: { url: controlUrl },
    limits: false,
  };
}
