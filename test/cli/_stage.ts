import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { epochOf, parseInstant } from '../../lib/kernel/index.js';
import { publishedText } from '../../lib/meaning/index.js';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { tempFolder } from '../_helpers/temp.js';
import { writ, type Ran } from './_io.js';

const ROOT = resolve(__dirname, '..', '..');

/** When the example organization's day begins. */
export const MORNING = '2026-11-20T09:00:00Z';

/** A running sandbox, a folder that knows it, and the commands run in it. */
export class CliStage {
  private constructor(
    readonly sandbox: Sandbox,
    readonly folder: string,
  ) {}

  static async open(): Promise<CliStage> {
    const sandbox = await startSandbox({
      startAt: epochOf(parseInstant(MORNING)),
      publishedPolicy: publishedText,
      settings: { scimDelayMs: 0, assignmentDelayMs: 0 },
    });
    sandbox.runtime.setActor('sandbox-keeper-token', {
      kind: 'okta-token',
      id: '00uKeeper',
      login: 'keeper@sandbox.invalid',
      displayName: 'Keeper',
    });
    return new CliStage(sandbox, tempFolder({ 'sandbox.json': JSON.stringify(fileOf(sandbox)) }));
  }

  /** The same sandbox, run from another stage's folder. */
  in(folder: string): CliStage {
    return new CliStage(this.sandbox, folder);
  }

  /** Runs a command line, with `more` in its environment. */
  run(argv: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ran> {
    const env = {
      WRIT_SANDBOX: join(this.folder, 'sandbox.json'),
      WRIT_CONFIG: join(ROOT, 'writ.config.ts'),
      ...more,
    };
    return writ(argv, { cwd: this.folder, env });
  }

  /** Runs a command line that has to end well. */
  async done(...argv: string[]): Promise<Ran> {
    const ran = await this.run(argv);
    if (ran.code !== 0) throw new Error(`writ ${argv.join(' ')}: ${ran.code} ${ran.err}`);
    return ran;
  }

  close(): Promise<void> {
    return this.sandbox.close();
  }
}

/** The document of a run, held to its published schema. */
export function documentOf(name: string, ran: Ran): Record<string, unknown> {
  const ajv = new Ajv2020({ strict: false });
  addFormats(ajv);
  const schema = JSON.parse(readFileSync(join(ROOT, 'schemas', `${name}.schema.json`), 'utf8')) as object;
  const document = JSON.parse(ran.out) as Record<string, unknown>;
  ajv.validate(schema, document);
  expect(ajv.errors).toBeNull();
  return document;
}

function fileOf({ awsUrl, oktaUrl, controlUrl }: Sandbox): object {
  return {
    schema: 'writ.sandbox/1',
    pid: process.pid,
    aws: { url: awsUrl, region: 'us-east-1', accessKeyId: 'AKIASANDBOXKEEPER', secretAccessKey: 'sandbox' },
    okta: { url: oktaUrl, token: 'sandbox-keeper-token' },
    control: { url: controlUrl },
    limits: false,
  };
}
