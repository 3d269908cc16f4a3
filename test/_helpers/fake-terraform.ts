import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What the program in Terraform's place does in each of its commands: statements of JavaScript. */
export interface FakeSteps {
  readonly version?: string;
  readonly init?: string;
  readonly plan?: string;
  readonly show?: string;
}

/** One call of it. */
export interface FakeCall {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly files: readonly string[];
}

const GOOD: Required<FakeSteps> = {
  version: "console.log('Terraform v1.11.4\\non linux_amd64')",
  init: "fs.writeFileSync('.terraform.lock.hcl', fs.existsSync('.terraform.lock.hcl') ? fs.readFileSync('.terraform.lock.hcl') : '# lock\\n')",
  plan: "fs.writeFileSync('plan.tfplan', 'plan')",
  show: "console.log('{}')",
};

/** Writes a program that takes Terraform's place, for failures that the real one cannot be made to have; gives what it was called with. */
export function fakeTerraform(binary: string, steps: FakeSteps = {}): () => readonly FakeCall[] {
  const log = `${binary}.log`;
  const cases = Object.entries({ ...GOOD, ...steps }).map(([name, code]) => `${name}: () => { ${code} }`);
  mkdirSync(dirname(binary), { recursive: true });
  writeFileSync(
    binary,
    `#!${process.execPath}
const fs = require('node:fs');
const args = process.argv.slice(2);
const ui = (line) => console.log(JSON.stringify(line));
const fails = (summary, detail = '', more = {}) => {
  ui({ type: 'diagnostic', diagnostic: { severity: 'error', summary, detail, ...more } });
  process.exitCode = 1;
};
fs.appendFileSync(${JSON.stringify(log)}, JSON.stringify({ args, env: process.env, files: fs.readdirSync('.') }) + '\\n');
({ ${cases.join(',\n')} })[args[0]]();
`,
  );
  chmodSync(binary, 0o755);
  return () =>
    existsSync(log)
      ? readFileSync(log, 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as FakeCall)
      : [];
}
